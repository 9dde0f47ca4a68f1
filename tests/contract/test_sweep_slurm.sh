# SPDX-License-Identifier: GPL-3.0-or-later
# maru sweep --launcher slurm, with a Slurm that is none: sbatch lives the array's tasks at once, some of them not; squeue has
# nothing to tell. The scripts are compared word by word, and the study with one that was lived here. (tests/cluster has a
# real Slurm.)  bash test_sweep_slurm.sh PROGRAM
set -u
maru=$(realpath "$1")
[ -x "$maru" ] || { echo "no program at '$1'" >&2; exit 1; }
work=$(realpath "$(mktemp -d)")
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

complain() { echo "FAILED: $*" >&2; failed=$((failed + 1)); }
same_study() { for file in study.h5 runs.csv summary.csv design.csv; do cmp -s "$1/$file" "$2/$file" || complain "$1/$file and $2/$file differ"; done; }
refuse() {
  local wanted=$1 got
  shift
  got=$(COLUMNS=1000 "$maru" "$@" 2>&1) && complain "$*: ended well"
  case $got in *"$wanted"*) ;; *) complain "$*: $got" ;; esac
}

cat >small.lua <<'LUA'
scenario {
  name = "small", homes = { count = 8, districts = 1 }, days = 3, network = "closed_form", start = "2018-07-20",
  air_conditioner { ownership = 1 }, maker {},
}
LUA
ask=(sweep small.lua --vary air_conditioner.ownership=0.2..0.9 --runs 12)
"$maru" "${ask[@]}" --block 3 -o whole --quiet || complain "the study that is lived here: exit status $?"

# Without Slurm.
empty=$work/empty
mkdir "$empty"
PATH=$empty refuse "jobs cannot be submitted from here" "${ask[@]}" -o refused --launcher slurm
refuse "--launcher condor: allowed is slurm" "${ask[@]}" -o refused --launcher condor
refuse "are for --launcher slurm" "${ask[@]}" -o refused --max-parallel 3
refuse "one of --prepare" sweep whole --index 0 --launcher slurm
refuse "are for the FOLDER of a study that was begun" sweep small.lua --merge
[ -e refused ] && complain "what was refused left $(find refused)"

# The scripts.
odd="it's 100% \"odd\""
PATH=$empty "$maru" "${ask[@]}" --block 3 -o "$odd" --launcher slurm --dry-run --max-parallel 2 --time 30 --mem 2G --partition long \
  --sbatch --account=lab --sbatch '#SBATCH --nice' --threads 2 >shown || complain "--dry-run: exit status $?"
there='it'\''\'\'''\''s 100% "odd"'
cat >wanted <<TEXT
==> WORK/$odd/slurm/tasks.sh <==
#!/bin/sh
# Lives the blocks of a study that are not whole. Made by maru sweep --launcher slurm; it may be submitted by hand, and again.
#SBATCH --chdir="WORK/it's 100% \"odd\""
#SBATCH --output=slurm/task-%a.txt
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --time=30
#SBATCH --mem=2G
#SBATCH --partition=long
#SBATCH --account=lab
#SBATCH --nice
#SBATCH --job-name=NAME
#SBATCH --cpus-per-task=2
#SBATCH --array=0-3%2
echo "task \$SLURM_ARRAY_TASK_ID of job \$SLURM_ARRAY_JOB_ID began on \$(uname -n), requeued \${SLURM_RESTART_COUNT:-0} times"
exec 'MARU' sweep 'WORK/$there' --index auto --threads 2 --quiet

==> WORK/$odd/slurm/merge.sh <==
#!/bin/sh
# Puts a study together when all its blocks are whole. Made by maru sweep --launcher slurm; it may be submitted by hand, and again.
#SBATCH --chdir="WORK/it's 100% \"odd\""
#SBATCH --output=slurm/merge.txt
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --time=30
#SBATCH --mem=2G
#SBATCH --partition=long
#SBATCH --account=lab
#SBATCH --nice
#SBATCH --job-name=NAME-merge
exec 'MARU' sweep 'WORK/$there' --merge --quiet

Would be submitted:
sbatch --parsable WORK/$odd/slurm/tasks.sh
sbatch --parsable --dependency=afterany:JOB WORK/$odd/slurm/merge.sh
TEXT
name=maru-$(sed -n 's/.*"identity":.*"\(.\{8\}\).*".*/\1/p' whole/study.json)
sed "s|$work|WORK|g; s|$maru|MARU|g; s|$name|NAME|g" shown | diff wanted - || complain "--dry-run prints something else"
for script in tasks merge; do sh -n "$odd/slurm/$script.sh" || complain "$script.sh is no script"; done
[ -e "$odd/blocks" ] && complain "--dry-run lived something"

# A Slurm that lives what it is given before it answers. In `lost` stand the tasks that it loses the first time.
mkdir bin
cat >bin/sbatch <<'SH'
#!/bin/bash
[ "$1" = --version ] && { echo "slurm-wlm 22.05.8"; exit; }
echo "$*" >>"$FAKE/submitted"
script=${*: -1}
number=$(($(cat "$FAKE/number") + 1))
echo $number >"$FAKE/number"
mapfile -t tasks < <(sed -n 's/^#SBATCH --array=\([^%]*\).*/\1/p' "$script" | tr , '\n' | while IFS=- read -r from to; do seq "$from" "${to:-$from}"; done)
echo "${tasks[@]}" >>"$FAKE/tasks"
log=$(dirname "$script")
for task in "${tasks[@]:-merge}"; do
  grep -qx "$task" "$FAKE/lost" && { sed -i "0,/^$task\$/{//d}" "$FAKE/lost"; echo "slurmstepd: lost" >>"$log/task-$task.txt"; continue; }
  SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_JOB_ID=$number sh "$script" >>"$log/task-$task.txt" 2>&1
done
echo "a warning of somebody's" >&2
echo "$number;one"
SH
printf '#!/bin/sh\necho "$@" >>"$FAKE/looked"\n' >bin/squeue
chmod +x bin/*
export PATH=$work/bin:$PATH FAKE=$work/fake
new_slurm() { rm -rf "$FAKE"; mkdir "$FAKE"; echo 100 >"$FAKE/number"; printf '%s\n' "$@" >"$FAKE/lost"; }

new_slurm
"$maru" "${ask[@]}" --block 3 -o "$odd" --launcher slurm >said 2>&1 || complain "twelve runs: $(cat said)"
same_study whole "$odd"
grep -q '(12 runs, .*: study.h5, runs.csv, summary.csv' said || complain "it says $(cat said)"
[ "$(cat "$FAKE/submitted")" = "--parsable $work/$odd/slurm/tasks.sh
--parsable --dependency=afterany:101 $work/$odd/slurm/merge.sh" ] || complain "submitted was $(cat "$FAKE/submitted")"

# What is whole is not submitted again.
new_slurm
"$maru" sweep "$odd" --launcher slurm --quiet || complain "a study that is whole: exit status $?"
[ -e "$FAKE/submitted" ] && complain "a study that is whole was submitted: $(cat "$FAKE/submitted")"

# Tasks that get lost come again, and only they. Block 2 is there already.
new_slurm 0 3 3
"$maru" "${ask[@]}" --block 3 -o lost --prepare --quiet
"$maru" sweep lost --index 2 --quiet
"$maru" sweep lost --launcher slurm --quiet || complain "with lost tasks: exit status $?"
same_study whole lost
[ "$(grep -v '^$' "$FAKE/tasks" | tr '\n' ';')" = "0 1 3;0 3;3;" ] || complain "submitted were the tasks $(cat "$FAKE/tasks")"

# What stays missing is told, with what its log says; then it goes on here.
new_slurm 1 1 1 1 1
"$maru" "${ask[@]}" --block 3 -o missing --launcher slurm --quiet >said 2>&1 && complain "a task that never lives: ended well"
tr '\n' ' ' <said | sed 's/  */ /g' | grep -q '1 of 4 blocks are not whole.*tasks 1;' || complain "of what is missing it says $(cat said)"
grep -q 'slurmstepd: lost' said || complain "of why it says $(cat said)"
[ "$("$maru" sweep missing --merge --quiet 2>&1 | grep -c 'block 1 is not whole')" = 1 ] || complain "--merge of what is not whole"
"$maru" sweep missing --quiet || complain "to go on here: exit status $?"
same_study whole missing

# Blocks that are sized by a run: short ones are one task. The block of a study begun stays.
new_slurm
"$maru" "${ask[@]}" -o sized --launcher slurm --quiet || complain "a block by a timed run: exit status $?"
grep -q '"block":.*12' sized/study.json || complain "twelve short runs are not one task: $(grep block sized/study.json)"
same_study whole sized
"$maru" "${ask[@]}" --replications 2 --runs 24 -o whole --launcher slurm --quiet || complain "more replications: exit status $?"
grep -q '"block":.*3' whole/study.json || complain "the block of a study begun was changed"

# More blocks than an array may have: a task lives several.
"$maru" sweep small.lua --vary air_conditioner.ownership=0.2..0.9 --runs 2001 --block 1 -o many --launcher slurm --dry-run >shown
grep -q -e '--array=0-666$' shown && grep -q 'first=$((SLURM_ARRAY_TASK_ID \* 3))' shown || complain "2001 blocks: $(cat shown)"
SLURM_ARRAY_TASK_ID=5 sh many/slurm/tasks.sh >/dev/null || complain "a task of three blocks: exit status $?"
[ "$(ls many/blocks | tr '\n' ' ')" = "000015.h5 000016.h5 000017.h5 " ] || complain "task 5 lived $(ls many/blocks)"

echo "$failed failed"
[ "$failed" = 0 ]
