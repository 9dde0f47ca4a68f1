# SPDX-License-Identifier: GPL-3.0-or-later
# A study is the same study however it is lived: at once, in parts, after kill -9, by the tasks of an array, with more
# replications later. And its runs are what they are alone.  bash test_sweep.sh PROGRAM
set -u
maru=$1
[ -x "$maru" ] || { echo "no program at '$maru'" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

complain() { echo "FAILED: $*" >&2; failed=$((failed + 1)); }
same() { cmp -s "$1" "$2" || complain "$1 and $2 differ"; }
same_study() { for file in study.h5 runs.csv summary.csv design.csv; do same "$1/$file" "$2/$file"; done; }
quietly() { "$maru" "$@" --quiet --threads 2 || complain "$*: exit status $?"; }

cat >small.lua <<'LUA'
scenario {
  name = "small", homes = { count = 8, districts = 1 }, days = 3, network = "closed_form", start = "2018-07-20",
  air_conditioner { ownership = 1 }, maker {},
}
policy { name = "cloud", set = { ["air_conditioner.placement"] = "cloud" }, consent = { image = "none" } }
policy { name = "device", set = { ["air_conditioner.placement"] = "device" } }
LUA
ask=(sweep small.lua --vary air_conditioner.ownership=0.2..0.9 --vary maker.cost_share=0.1..0.9 --runs 8 --block 2)

quietly "${ask[@]}" -o whole
[ "$(ls whole/blocks | wc -l)" = 4 ] || complain "8 runs in blocks of 2 are 4 files, not $(ls whole/blocks | wc -l)"
[ "$(ls whole/*.h5)" = whole/study.h5 ] || complain "run files are left: $(ls whole)"
[ "$(wc -l <whole/runs.csv)" = 9 ] || complain "runs.csv has $(wc -l <whole/runs.csv) lines"

# Nothing is lived again, and the same comes out.
stamp=$(stat -c %Y%i whole/blocks/000002.h5)
quietly "${ask[@]}" -o whole
[ "$stamp" = "$(stat -c %Y%i whole/blocks/000002.h5)" ] || complain "a block that was whole was made again"

# Killed again and again.
for seen in study.json cloud-p1-r0.h5 blocks/000001.h5; do
  "$maru" "${ask[@]}" -o killed --quiet --threads 1 & process=$!
  until [ -e "killed/$seen" ] || ! kill -0 $process 2>/dev/null; do sleep 0.01; done
  kill -9 $process 2>/dev/null
  wait $process 2>/dev/null
done
quietly "${ask[@]}" -o killed
same_study whole killed

# Tasks of an array, two of them at once and one twice; then whoever comes last puts it together.
quietly "${ask[@]}" -o array --prepare
for index in 0 1 1 2 3 4; do SLURM_ARRAY_TASK_ID=$index "$maru" sweep array --index auto --quiet --threads 1 & done
wait
quietly sweep array
same_study whole array
[ "$(ls array/*.h5)" = array/study.h5 ] || complain "run files are left: $(ls array)"

# As each scheduler counts.
quietly "${ask[@]}" -o counted --prepare
PBS_ARRAY_INDEX=0 quietly sweep counted --index auto
SGE_TASK_ID=2 quietly sweep counted --index auto
LSB_JOBINDEX=3 SGE_TASK_ID=undefined quietly sweep counted --index auto
JOB_COMPLETION_INDEX=3 LSB_JOBINDEX=0 quietly sweep counted --index auto
[ "$(ls counted/blocks | wc -l)" = 4 ] || complain "four schedulers lived $(ls counted/blocks)"
OMPI_COMM_WORLD_RANK=0 PBS_ARRAYID=4 quietly sweep counted --index auto
quietly sweep counted --merge
same_study whole counted

# By ranges that are no blocks, backwards.
quietly "${ask[@]}" -o ranges --prepare
quietly sweep ranges --range 5:8
quietly sweep ranges --range 0:5
quietly sweep ranges
same_study whole ranges

# More replications later.
quietly "${ask[@]}" -o twice --replications 2 --runs 16
quietly "${ask[@]}" -o grown
quietly "${ask[@]}" -o grown --replications 2 --runs 16
same_study twice grown

# A run of the study is the run that lives alone.
quietly "${ask[@]}" -o kept --keep-runs
same_study whole kept
IFS=, read -r _ ownership share <<<"$(sed -n 5p whole/design.csv)"
quietly run small.lua --policy device --set air_conditioner.ownership="$ownership" --set maker.cost_share="$share" -o alone.h5
same kept/device-p3-r0.h5 alone.h5

# A run that fails is known by its message and how to see it again; the others are whole.
cat >fails.lua <<'LUA'
scenario {
  name = "fails", homes = { count = 40, districts = 1 }, days = 40, network = "closed_form", cockroaches = { prevalence = 0.3 },
  robot_vacuum { ownership = 1 }, maker {}, pest_control {},
}
policy {
  name = "ask", consent = { pest_sighting = "ask_each_time" }, levers = { reward = { 10, 0, 100, "tokens" } },
  on_sighting = function(home, sighting, levers)
    if levers.reward > 50 then error("too dear") end
    return { reward_tokens = levers.reward }
  end,
}
LUA
"$maru" sweep fails.lua --vary reward=20,40,60 --design grid -o fails --threads 1 >told 2>&1 || complain "runs that fail: exit status $?"
grep -qF '1 of 3 runs failed: runs.csv says why, under message' told || complain "of runs that fail it says: $(cat told)"
"$maru" sweep fails.lua --vary reward=20,40,60 --design grid --block 1 -o fails_alone --threads 1 >told 2>&1 || complain "a run that fails alone: exit status $?"
same fails/study.h5 fails_alone/study.h5
"$maru" sweep fails.lua --vary reward=20,40 --design grid -o lives --threads 1 >told 2>&1 || complain "runs that live: exit status $?"
grep -qF '(2 runs, ' told && ! grep -q failed told || complain "of runs that live it says: $(cat told)"
[ "$(cut -d, -f1,6,7 fails/runs.csv | tail -n +2 | sed 's/fails.lua:[0-9]*: /HERE /;s/^\(.*HERE[^"]*\).*/\1/' | head -2)" = $'0,1,\n1,1,' ] ||
  complain "the runs that live: $(cut -d, -f1,6,7 fails/runs.csv)"
grep -q '^2,2,ask,0,[0-9]*,0,"*[^"]*fails.lua:8: too dear' fails/runs.csv || complain "the run that fails: $(tail -n +4 fails/runs.csv | cut -c1-200)"

# A list that the scenario names lies beside it.
mkdir -p elsewhere && cp whole/design.csv elsewhere/points.csv
sed 's/^policy { name = "device"/sweep { list = "points.csv" }\n&/' small.lua >elsewhere/lists.lua
quietly sweep elsewhere/lists.lua --prepare -o listed
cmp -s whole/design.csv listed/design.csv || complain "sweep { list } reads other points"

# What is there so far is put together only when told, under other names, and says so.
quietly sweep small.lua --vary maker.cost_share=0.1..0.9 --runs 12 --block 3 --prepare -o half
refuse() {
  local wanted=$1 got
  shift
  got=$("$maru" "$@" 2>&1) && complain "$*: ended well"
  case $got in *"$wanted"*) ;; *) complain "$*: $got" ;; esac
}
refuse "none of its blocks is whole yet: 12 runs in blocks of 3" sweep half --partial
quietly sweep half --range 0:8
refuse "block 2 is not whole" sweep half --merge
"$maru" sweep half --partial >told 2>&1 || complain "--partial: exit status $?"
grep -q "6 of 12 runs" told && [ "$(wc -l <half/runs.partial.csv)" = 7 ] && [ ! -e half/study.h5 ] || complain "what is partial: $(cat told)"
quietly sweep half
[ "$(head -7 half/runs.csv)" = "$(cat half/runs.partial.csv)" ] && [ -s half/study.h5 ] || complain "what was partial is not the whole's beginning"

# A lever that only one of the policies has varies for it, and means nothing to the other.
{ cat fails.lua; echo 'policy { name = "never", consent = { pest_sighting = "never" } }'; } >levers.lua
quietly sweep levers.lua --vary reward=20,40 --design grid --replications 2 -o levers
[ "$(grep -c '^[0-9]*,[0-9]*,ask,.*,1,,[24]0,' levers/runs.csv)" = 4 ] || complain "the policy with the lever: $(cut -d, -f1-9 levers/runs.csv)"
[ "$(grep ',never,' levers/runs.csv | cut -d, -f3-7,9- | sort | uniq -c | grep -c '^ *2 ')" = 2 ] ||
  complain "a policy without the lever lives otherwise where it is another: $(grep ',never,' levers/runs.csv | cut -c1-200)"
quietly compare levers.lua --set reward=20 -o levers_compared
quietly run levers.lua --policy ask --set reward=20 -o alone_with_lever.h5
same levers_compared/ask-r0.h5 alone_with_lever.h5

# Only some policies, and another baseline.
quietly sweep small.lua --vary maker.cost_share=0.2,0.3 --design grid --policies device,cloud -o turned
[ "$(cut -d, -f3 turned/runs.csv | tr '\n' ' ')" = "policy device cloud device cloud " ] || complain "the policies chosen: $(cut -d, -f3 turned/runs.csv)"

# With enough points it says how the policies' differences stand.
"$maru" sweep small.lua --vary uncertain --vary maker.cost_share=0.4..0.5 --runs 44 --threads 2 -o unknown >told 2>/dev/null || complain "uncertain: exit status $?"
grep -q "device, compared with cloud, at 22 points:" told && grep -q "data: images" told || complain "how differences stand: $(cat told)"
grep -q "families.data_price_won" unknown/design.csv && ! grep -q "air_conditioner.ownership" unknown/design.csv ||
  complain "what is uncertain: $(head -1 unknown/design.csv)"

# maru robust is a sweep over all that is uncertain; the table it prints is kept; a study begun so goes on so.
"$maru" robust small.lua --runs 44 --threads 2 -o robust >told 2>/dev/null || complain "robust: exit status $?"
[ "$(head -1 robust/design.csv | tr , '\n' | sort)" = "$(head -1 unknown/design.csv | tr , '\n' | sort)" ] ||
  complain "robust varies other settings than uncertain: $(head -1 robust/design.csv)"
grep -q "sign holds" told && [ "$(grep -c '^device,cloud,' robust/robustness.csv)" -ge 3 ] || complain "robustness.csv: $(cat robust/robustness.csv)"
cp robust/study.h5 before.h5 && rm robust/study.h5 robust/robustness.csv
quietly robust robust && same robust/study.h5 before.h5
[ -s robust/robustness.csv ] || complain "a study that goes on has no robustness.csv"

# A design made for it says what decides, with its interval; study.json and study.h5 say what was asked.
COLUMNS=200 "$maru" sweep small.lua --vary maker.cost_share=0.1..0.9 --vary air_conditioner.ownership=0.2..0.9 --design sobol --runs 64 --threads 2 -o shares >told 2>/dev/null ||
  complain "sobol: exit status $?"
grep -q "with others" told && grep -q "air_conditioner.ownership *[01].[0-9]* ([-0-9.]*)" told || complain "Sobol's indices: $(cat told)"
grep -q '"varies":.*"maker.cost_share=0.1..0.9", "air_conditioner.ownership=0.2..0.9"' <<<"$(tr -d '\n\t' <shares/study.json | sed 's/,"/, "/g')" || complain "$(cat shares/study.json)"
"$maru" sweep small.lua --vary maker.cost_share=0.1..0.9 --vary air_conditioner.ownership=0.2..0.9 --design morris --runs 30 --policies device --threads 2 -o effects >told 2>/dev/null ||
  complain "morris: exit status $?"
grep -q "mu\*" told || complain "Morris's effects: $(cat told)"

# What varies can stand in the scenario; the command line goes before it.
sed 's/^policy { name = "device"/sweep { vary = { "air_conditioner.ownership=0.2..0.9", "maker.cost_share=0.1..0.9" }, runs = 8 }\n&/' small.lua >asks.lua
quietly sweep asks.lua --block 2 -o asked
cmp -s whole/design.csv asked/design.csv || complain "sweep { } asks for another design"
quietly sweep asks.lua --vary maker.cost_share=0.2,0.3 --design grid -o overruled
[ "$(cat overruled/design.csv)" = $'point,maker.cost_share\n0,0.2\n1,0.3' ] || complain "the command line does not go first: $(cat overruled/design.csv)"

# What cannot be asked is refused, and leaves nothing.
refuse "air_conditioner has no setting 'ownershp'; did you mean 'ownership'?" sweep small.lua --vary air_conditioner.ownershp=0..1 -o refused
refuse "air_conditioner.ownership = 2: allowed is 0 to 1" sweep small.lua --vary air_conditioner.ownership=0..2 -o refused
refuse "write name=least..most" sweep small.lua --vary air_conditioner.ownership=1..0 -o refused
refuse "days is the same in all runs of a study" sweep small.lua --vary days=10..20 -o refused
refuse "air_conditioner.ownership varies twice" sweep small.lua --vary air_conditioner.ownership --vary air_conditioner.ownership -o refused
refuse "has no policy 'devce'; did you mean 'device'?" sweep small.lua --vary maker.cost_share --policies cloud,devce -o refused
refuse "device stands there twice" sweep small.lua --vary maker.cost_share --policies device,device -o refused
refuse "reward is a lever that none of the policies has" sweep levers.lua --vary reward=20,40 --policies never -o refused
refuse "what varies?" sweep small.lua -o refused
refuse "a grid needs the values of each setting" sweep small.lua --vary air_conditioner.ownership=0..1 --design grid -o refused
refuse "this is no task of an array" sweep whole --index auto
refuse "--range 9:3: allowed is A:B" sweep whole --range 9:3
refuse "there is no study in this folder" sweep .
for more in "--design sobol" "--replications 2" "--block 7" "--force" "--policies device" "--runs 12"; do
  refuse "its study was asked already" sweep whole $more
done
refuse "holds run files of another study" sweep small.lua --vary maker.cost_share=0..1 -o whole
[ -e refused ] && complain "a refused sweep left $(find refused)"
sed -i 's/days = 3/days = 4/' small.lua
refuse "was begun with another text of the scenario" sweep whole

echo "$failed failed"
[ "$failed" = 0 ]
