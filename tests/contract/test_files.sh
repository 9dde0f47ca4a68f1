# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing is destroyed and nothing mixed: what a run file may take the place of, who may write it, and what a stopped run or
# comparison leaves.
#   bash test_files.sh PROGRAM SOURCE_FOLDER
set -u
maru=$1
scenarios=$2/scenarios
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
complain() {
  echo "FAILED: $*" >&2
  failed=$((failed + 1))
}

small=(--homes 40 --days 3 --threads 1 --quiet --set network=closed_form)
run() { "$maru" run "$scenarios/first.lua" "${small[@]}" "$@" 2>message; }
# Asked for a file of that name, it is refused with those words, and what has the name stays what it was.
refused() {  # words, path, arguments...
  local words=$1 path=$2 before after
  before=$(stat -c '%F %i' "$path" 2>/dev/null; [ -f "$path" ] && sha256sum <"$path")
  run -o "$path" "${@:3}" && complain "$path was written over"
  grep -q -- "$words" message || complain "'$path' is refused as '$(cat message)', not as '$words'"
  after=$(stat -c '%F %i' "$path" 2>/dev/null; [ -f "$path" ] && sha256sum <"$path")
  [ "$before" = "$after" ] || complain "$path was changed"
}
nothing_left() {
  local left
  left=$(find . -name '*.part*')
  [ -z "$left" ] || complain "$1 leaves $left"
}

# ---- What has the name -----------------------------------------------------------------------------------------------
cp "$scenarios/first.lua" own.lua
echo keep >notes.txt
mkfifo pipe
mkdir folder
ln -s nowhere dangling
head -c 3000 /dev/urandom >noise.h5
printf '{"mine": 1}\n' >mine.provenance.json
printf 'each holds a "run_file" and a "maru_version"\n' >words.provenance.json
refused "is no whole run file" own.lua
refused "is no whole run file" notes.txt --force
refused "is no whole run file" noise.h5
refused "is a pipe" pipe
refused "is a folder" folder
refused "a link that leads nowhere" dangling
refused "tells of no run" mine.h5
refused "tells of no run" words.h5
[ "$(cat mine.provenance.json)" = '{"mine": 1}' ] || complain "a file beside was written over"
refused "File name too long" "$(printf 'x%.0s' $(seq 240)).h5"
refused "No such file or directory" no_folder/run.h5
nothing_left "a refusal"

# ---- The same run, another run ---------------------------------------------------------------------------------------
run -o run.h5 || complain "$(cat message)"
cp run.h5 first.h5
run -o run.h5 || complain "the same run is refused: $(cat message)"
cmp -s run.h5 first.h5 || complain "the same run has other bytes"
ln -s run.h5 link.h5
run -o link.h5 || complain "through a link: $(cat message)"
[ -L link.h5 ] || complain "the link is gone"
refused "of another run" run.h5 --seed 7
refused "of another run" run.h5 --set air_conditioner.ownership=0.2
run -o run.h5 --seed 7 --force || complain "--force: $(cat message)"
chmod 444 run.h5
refused "closed to writing" run.h5 --seed 7
rm -f link.h5
for ownership in 0.1 0.9; do run --set air_conditioner.ownership=$ownership || complain "$(cat message)"; done
[ "$(ls results/*.h5 | wc -l)" = 2 ] || complain "two runs share a name: $(ls results)"

# A file that a setting names belongs to what a run is.
sed 's/homes = /weather = { file = "weather.csv", solar_column = "" },\n  homes = /' own.lua >weather.lua
{ echo "time_kst,temperature_c"; for h in $(seq 0 71); do
    printf '2018-06-%02dT%02d:00,%s\n' $((1 + h / 24)) $((h % 24)) $((20 + h % 10)); done; } >weather.csv
hot() { "$maru" run weather.lua "${small[@]}" -o hot.h5 2>message; }
hot || complain "$(cat message)"
sed -i 's/,2\([0-9]\)$/,3\1/' weather.csv
hot && complain "other weather is taken for the same run"
nothing_left "a run"

# ---- Two at once, locks of the file system switched off ----------------------------------------------------------------
export HDF5_USE_FILE_LOCKING=FALSE
long=("$scenarios/first.lua" --homes 500 --days 2000 --threads 1 --set network=closed_form)
# Starts a long one, and comes back when it says that a quarter is done.
begin() {
  exec {told}< <(exec env --default-signal=INT,HUP "$maru" "$@" 2>&1)
  process=$!
  read -r -u "$told" _ || complain "$* says nothing"
}
# Sends the signal and waits for the end: `status` and `said`.
stop() {
  kill -"$1" "$process"
  said=$(cat <&"$told")
  wait "$process"
  status=$?
  exec {told}<&-
}
begin run "${long[@]}" -o two.h5
refused "another run is writing this file now" two.h5

# ---- Stopped ---------------------------------------------------------------------------------------------------------
stop TERM
[ "$status" = 143 ] || complain "SIGTERM: exit status $status"
[[ $said == *"nothing of this run is kept"* ]] || complain "SIGTERM says '$said'"
for signal in HUP INT; do
  begin run "${long[@]}" -o "$signal.h5"
  stop $signal
  [ "$status" = $((128 + $(kill -l $signal))) ] || complain "SIG$signal: exit status $status"
done
(ulimit -f 50; run -o full.h5 --homes 2000; exit $?) && complain "a file beyond the limit is whole"
grep -q "File too large" message || complain "the limit on files is not named: $(cat message)"
nothing_left "a stopped run"

# Killed, it can clear up nothing: the next does.
begin run "${long[@]}" -o killed.h5
stop KILL 2>/dev/null
run -o killed.h5 || complain "after a killed run: $(cat message)"
nothing_left "a killed run"

# A claim of another machine is not taken over.
echo "maru writes this file: host elsewhere, process 1, started 5" >far.h5.part
refused "process 1 on elsewhere" far.h5
rm far.h5.part

# ---- Comparisons -------------------------------------------------------------------------------------------------------
compare() { "$maru" compare "$scenarios/pest_leads.lua" "${small[@]:0:6}" --set network=closed_form "$@" 2>message; }
compare -o study --replications 2 --quiet || complain "$(cat message)"
sha256sum study/*.h5 >whole
compare -o study --replications 2 >/dev/null || complain "again: $(cat message)"
sha256sum --quiet -c whole || complain "a comparison made again has other bytes"
compare -o study --replications 2 --set homes.districts=2 --quiet && complain "another study is mixed into the folder"
grep -q "another study" message || complain "another study: $(cat message)"
sha256sum --quiet -c whole || complain "a refused comparison changed the folder"
rm study/ask_first-r1.h5
compare -o study --replications 2 --quiet || complain "going on: $(cat message)"
sha256sum --quiet -c whole || complain "a comparison that goes on comes to other bytes"
compare -o study --replications 1 --set homes.districts=2 --quiet --force || complain "--force: $(cat message)"
[ "$(ls study/*-r*.h5 | wc -l)" = 3 ] || complain "runs of the study before are left: $(ls study)"
# Of what it did not make it removes nothing, also when it is told to.
mkdir 'mine [1]' && cp first.h5 'mine [1]/ask_first-x-r1.h5' && cp first.h5 'mine [1]/other-r2.h5'
compare -o 'mine [1]' --quiet && complain "run files in a folder with brackets are not seen"
compare -o 'mine [1]' --quiet --replications 1 --force || complain "--force among others' files: $(cat message)"
cmp -s first.h5 'mine [1]/other-r2.h5' && cmp -s first.h5 'mine [1]/ask_first-x-r1.h5' || complain "others' run files are gone"
compare -o 'mine [1]' --quiet --replications 1 --set homes.districts=2 --force || complain "--force again: $(cat message)"
cmp -s first.h5 'mine [1]/other-r2.h5' || complain "--force removes run files of no study"
mkdir noted && echo '{"my": "notes"}' >noted/study.json
compare -o noted --quiet --force && complain "somebody's study.json is written over"
[ "$(cat noted/study.json)" = '{"my": "notes"}' ] || complain "somebody's study.json is changed"
: >begun.h5.part
refused "another run begins to write this file" begun.h5
rm begun.h5.part
compare -o notes.txt --quiet && complain "a file is taken for a folder"
mkdir other && cp study/ask_first-r0.h5 other/
compare -o other --quiet && complain "run files that are not its own are mixed in"

long=("$scenarios/pest_leads.lua" --homes 500 --days 500 --replications 1 --threads 2 --set network=closed_form)
for signal in TERM KILL; do
  begin compare "${long[@]}" -o $signal
  stop $signal 2>/dev/null
  while worker=$(pgrep -o -f -- " -o $signal$"); do tail --pid="$worker" -f /dev/null; done  # hangs when one lives on
  [ $signal = KILL ] || [[ $said == *" of 3 runs have ended, in TERM; the same command goes on"* ]] ||
    complain "a stopped comparison says '$said'"
done
find TERM -name '*.part*' | grep -q . && complain "a stopped comparison leaves $(ls TERM)"
"$maru" compare "${long[@]}" -o KILL --quiet || complain "a killed comparison does not go on"
nothing_left "a killed comparison"

[ "$failed" = 0 ] && echo "nothing destroyed, nothing mixed"
[ "$failed" = 0 ]
