# SPDX-License-Identifier: GPL-3.0-or-later
# The program killed by kill -9 at many moments of a run: under the run file's name stands nothing or the whole file,
# what is left under the working name is not taken for a run, and the next run of that name works and is like any other.
#   bash test_kill.sh PROGRAM SOURCE_FOLDER
set -u
maru=$1
source_folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
moments=25
failed=0
killed=0
leftovers=0

complain() {
  echo "FAILED: $1" >&2
  failed=$((failed + 1))
}

arguments=("$source_folder/scenarios/first.lua" --homes 300 --days 30 --threads 1 --quiet --set network=closed_form)
seconds_now() { date +%s.%N; }

begin=$(seconds_now)
"$maru" run "${arguments[@]}" -o whole.h5 || { echo "FAILED: the run itself"; exit 1; }
length=$(awk -v a="$begin" -v b="$(seconds_now)" 'BEGIN { print b - a }')

values() { ncdump "$1" 2>/dev/null | tail -n +2; }
values whole.h5 >whole.txt

# A file that was not finished says so, or is no HDF5 file at all. Who calls itself finished holds every value: death came
# between the last of them and the renaming.
check_leftover() {
  leftovers=$((leftovers + 1))
  ncdump -h run.h5.part 2>/dev/null | grep -q ':finished = 1' || return
  values run.h5.part | cmp -s - whole.txt || complain "killed after $1 s: an unfinished file calls itself finished"
}

for i in $(seq 1 $moments); do
  pause=$(awk -v l="$length" -v i="$i" -v n="$moments" 'BEGIN { print 1.2 * l * i / n }')
  "$maru" run "${arguments[@]}" -o run.h5 2>/dev/null &
  child=$!
  sleep "$pause"
  kill -9 "$child" 2>/dev/null && killed=$((killed + 1))
  wait "$child" 2>/dev/null
  if [ -e run.h5 ]; then cmp -s run.h5 whole.h5 || complain "killed after $pause s: run.h5 is not whole"; fi
  [ -e run.h5.part ] && check_leftover "$pause"
  rm -f run.h5
done

# The next run does not stumble over what the killed ones left, and leaves nothing of it.
head -c 1000 whole.h5 >run.h5.part
"$maru" run "${arguments[@]}" -o run.h5 || complain "a run after killed ones"
cmp -s run.h5 whole.h5 || complain "a run after killed ones differs"
[ -e run.h5.part ] && complain "the working file stays behind"
# Nor does a killed run harm an older file of the same name.
"$maru" run "${arguments[@]}" --seed 7 -o run.h5 2>/dev/null &
child=$!
sleep "$(awk -v l="$length" 'BEGIN { print l / 3 }')"
kill -9 "$child" 2>/dev/null
wait "$child" 2>/dev/null
cmp -s run.h5 whole.h5 || ncdump -h run.h5 2>/dev/null | grep -q ':finished = 1' || complain "a killed run harmed the older file"

echo "$killed of $moments runs killed, $leftovers leftovers looked at, $failed failed"
[ "$killed" -gt 5 ] || complain "the runs ended before they could be killed"
[ "$leftovers" -gt 0 ] || complain "no run was killed while it wrote"
[ "$failed" = 0 ]
