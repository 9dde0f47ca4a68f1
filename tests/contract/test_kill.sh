# SPDX-License-Identifier: GPL-3.0-or-later
# The program killed by kill -9 at many places of its writing: under the run file's name stands nothing or the whole file,
# what is left under the working name is not taken for a run, and the next run of that name works and is like any other.
# Death comes at a chosen call (tests/support/file_calls.h), not at a moment, so that a busy machine changes nothing.
#   bash test_kill.sh PROGRAM SOURCE_FOLDER
set -u
maru=$1
source_folder=$2
file_calls=$(dirname "$maru")/tests/file_calls.so
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
leftovers=0
published=0

complain() {
  echo "FAILED: $1" >&2
  failed=$((failed + 1))
}

arguments=("$source_folder/scenarios/first.lua" --homes 300 --days 30 --threads 1 --quiet --set network=closed_form)
# Dies before the call of that number, or in the middle of it: exit status 128 + SIGKILL.
run_and_die() {
  (FILE_CALLS_DEATH_AT=$1 LD_PRELOAD=$file_calls "$maru" run "${arguments[@]}" "${@:2}" -o run.h5; exit $?) 2>/dev/null
  [ $? = 137 ] || complain "the run does not die at point $1"
}

FILE_CALLS_REPORT=points LD_PRELOAD=$file_calls "$maru" run "${arguments[@]}" -o whole.h5 ||
  { echo "FAILED: the run itself"; exit 1; }
points=$(cat points)

values() { ncdump "$1" 2>/dev/null | tail -n +2; }
values whole.h5 >whole.txt

# A file that was not finished says so, or is no HDF5 file at all. Who calls itself finished holds every value: death came
# between the last of them and the renaming.
check_leftover() {
  leftovers=$((leftovers + 1))
  ncdump -h "$2" 2>/dev/null | grep -q ':finished = 1' || return
  values "$2" | cmp -s - whole.txt || complain "killed at $1: an unfinished file calls itself finished"
}

check_file() {
  published=$((published + 1))
  cmp -s run.h5 whole.h5 || complain "killed at $1: run.h5 is not whole"
}

# From the first call to the last, and each of those around the renamings.
spread=20
tried=$( (for i in $(seq 1 $spread); do echo $((1 + (points - 1) * i / spread)); done
          seq $((points - 9)) "$points") | sort -nu)
for point in $tried; do
  run_and_die "$point"
  [ -e run.h5 ] && check_file "$point"
  for left in run.h5.part-*; do [ -e "$left" ] && check_leftover "$point" "$left"; done
  rm -f run.*
done

# The next run does not stumble over what the killed ones left, and leaves nothing of it.
run_and_die $((points / 2))
"$maru" run "${arguments[@]}" -o run.h5 || complain "a run after killed ones"
cmp -s run.h5 whole.h5 || complain "a run after killed ones differs"
ls run.h5.part* 2>/dev/null && complain "a working file stays behind"
# Nor does a killed run harm an older file of the same name.
run_and_die $((points / 3)) --seed 7 --force
cmp -s run.h5 whole.h5 || complain "a killed run harmed the older file"

deaths=$(wc -w <<<"$tried")
echo "killed at $deaths of $points points: $leftovers leftovers and $published whole files looked at, $failed failed"
# After the renaming the folder is still synchronised, then the provenance, which gets its name, and the folder once more:
# four points of death.
[ "$published" = 4 ] && [ "$leftovers" -ge $((deaths - 5)) ] || complain "not every death was where it was meant to be"
[ "$failed" = 0 ]
