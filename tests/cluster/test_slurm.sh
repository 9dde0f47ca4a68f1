# SPDX-License-Identifier: GPL-3.0-or-later
# A study on a real Slurm, of one node: whatever befalls its tasks, whoever follows them and its disk, the same command goes
# on, and what comes out is byte by byte what is lived here.  bash test_slurm.sh PROGRAM      (make test-slurm)
set -u
maru=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
command -v sbatch slurmctld slurmd munged >/dev/null || PATH=$PATH:/usr/sbin
command -v sbatch slurmctld slurmd munged >/dev/null || { echo "no Slurm here"; exit 77; }
work=$(realpath "$(mktemp -d)")
. "$here/slurm_here.sh"
cd "$work" || exit 1
failed=0

end() {
  slurm_end
  mountpoint -q "$work/small" 2>/dev/null && umount "$work/small"
  cd / && rm -rf "$work"
}
trap end EXIT
complain() { echo "FAILED: $*" >&2; failed=$((failed + 1)); }

cat >question.lua <<'LUA'
scenario {
  name = "question", homes = { count = 400, districts = 2 }, days = 60, network = "closed_form", start = "2018-06-01",
  air_conditioner { ownership = 1 }, maker {},
}
policy { name = "cloud", set = { ["air_conditioner.placement"] = "cloud" }, consent = { image = "none" } }
policy { name = "device", set = { ["air_conditioner.placement"] = "device" } }
LUA
ask=("$maru" sweep question.lua --vary air_conditioner.ownership=0.2..0.9 --vary maker.cost_share=0.1..0.9 --runs 64 --block 4)
launch=(--launcher slurm --max-parallel 2)

same_study() {
  for file in study.h5 runs.csv summary.csv; do cmp "whole/$file" "$1/$file" || complain "$1/$file is another"; done
  [ "$(ls "$1/blocks" | wc -l)" = 16 ] && [ -z "$(find "$1" -name '.maru-*')" ] || complain "in $1 lies $(ls -A "$1" "$1/blocks")"
}
tell() { echo "$1: $(($(date +%s) - began)) s; $(grep -e 'are to be lived' -e 'in the queue' -e ' whole' said | tr '\n' ' ' | cut -c1-300)"; }

# In the background, as $follower.
follow() {
  began=$(date +%s)
  env --default-signal=INT "${ask[@]}" -o "$1" "${launch[@]}" >said 2>&1 &
  follower=$!
}
ends_well() { wait "$follower" || complain "$1: exit status $?: $(cat said)"; same_study "$1"; tell "$1"; }

# "4711_3" of the tasks that run.
running() { squeue -h -r -t RUNNING -o '%F_%K %j' | grep -v merge | cut -d' ' -f1; }
some_run() { [ -n "$(running)" ]; }
wait_for_tasks() { slurm_until some_run || complain "no task begins"; }
some_blocks() { [ "$(ls "$1/blocks" 2>/dev/null | wc -l)" -ge "$2" ]; }

slurm_begin "$work/slurm" 2 || { complain "Slurm does not start: $(tail -n 3 slurm/*.log)"; exit 1; }
began=$(date +%s)
"${ask[@]}" -o whole --threads 2 >said 2>&1 || complain "here: $(cat said)"
tell "64 runs here"

follow undisturbed
ends_well undisturbed

# A task killed as if its memory ran out, and one told to end, as by a limit of time.
follow killed
wait_for_tasks
kill -9 "$(pgrep -f -n "sweep $work/killed --index auto")" || complain "nobody to kill"
slurm_until some_blocks killed 3
wait_for_tasks
scancel --signal=TERM --full "$(running | head -n 1)"
ends_well killed

# Half of the array is taken away.
follow cancelled
wait_for_tasks
job=$(running | head -n 1)
scancel "${job%_*}_[8-15]" || complain "scancel"
ends_well cancelled

# A task is put back into the queue while it lives, as by who has precedence.
follow requeued
slurm_until some_blocks requeued 2
wait_for_tasks
task=$(running | head -n 1)
scontrol requeue "$task" || complain "scontrol requeue $task"
is_back() { scontrol update JobId="$task" StartTime=now 2>/dev/null && squeue -h -r -j "$task" -o %t | grep -qx -e PD -e R; }
slurm_until is_back
ends_well requeued
grep -q 'requeued 1 times' "requeued/slurm/task-${task#*_}.txt" || complain "task $task was not requeued: $(cat "requeued/slurm/task-${task#*_}.txt")"

# Who follows is stopped, then killed; the jobs go on, and are not submitted twice.
follow left
wait_for_tasks
kill -INT "$follower"
wait "$follower"
[ $? = 130 ] || complain "Ctrl-C: exit status is not 130"
tr '\n' ' ' <said | grep -q 'The jobs go on in Slurm' || complain "Ctrl-C says $(cat said)"
some_run || complain "the jobs ended with who followed them"
follow left
tell "left, stopped once"
slurm_until some_blocks left 4
kill -9 "$follower"
wait "$follower" 2>/dev/null
follow left
ends_well left
grep -q 'in the queue already' said || complain "it did not follow what was there: $(cat said)"
[ "$(cat left/slurm/task-*.txt | grep -c began)" = 16 ] || complain "tasks were submitted twice"

# Who follows is killed, and nobody comes: the merge job puts it together.
follow alone
wait_for_tasks
kill -9 "$follower"
wait "$follower" 2>/dev/null
is_merged() { [ -e alone/summary.csv ]; }
slurm_until is_merged || complain "the merge job has not merged: $(cat alone/slurm/merge.txt)"
same_study alone
echo "alone: the merge job merged it in $(($(date +%s) - began)) s"

# The disk is full: what is missing is told, and when there is room the same command goes on.
mkdir small
if mount -t tmpfs -o size=1200k tmpfs small 2>/dev/null; then
  follow small/full
  wait "$follower" && complain "a full disk: ended well"
  tell "a full disk"
  grep -q 'No space left' said small/full/slurm/*.txt || complain "a full disk says $(cat said)"
  mount -o remount,size=100m small
  rm -rf full
  follow small/full
  wait "$follower" || complain "after a full disk: $(cat said)"
  same_study small/full
  tell "with room again"
else
  echo "not tried: a full disk (a file system of its own cannot be mounted here)"
fi

echo "$failed failed"
[ "$failed" = 0 ]
