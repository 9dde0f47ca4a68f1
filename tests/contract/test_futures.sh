#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# branch {}: one history, many futures. What a study lives with one past for all its policies is, byte for byte, what each run
# comes to alone, however many go on at once and wherever it was stopped; and what is said wrongly is refused.
#   bash test_futures.sh PROGRAM SOURCE
set -u
maru=$1 source=$2 failed=0
folder=$(mktemp -d) && cd "$folder" || exit 1
trap 'cd / && rm -rf "$folder"' EXIT
fewer() { sed 's/count = 300/count = 100/' "$source/tests/contract/stages/$1" >"$1"; }
fewer turns.lua

complain() {
  echo "$1"
  failed=1
}

# Alone, on any number of threads.
alone() {
  local scenario=$1 policy=$2 replication=$3
  "$maru" run "$scenario" --policy "$policy" --replication "$replication" --quiet -o alone.h5 --force --threads 2 2>message || complain "$(cat message)"
}

"$maru" compare turns.lua -o study --quiet --threads 2 2>message || complain "$(cat message)"
for run in sell-r0 dear-r0 ask-r0 keep-r0 ask-r1 keep-r2; do
  alone turns.lua "${run%-r*}" "${run#*-r}"
  cmp alone.h5 "study/$run.h5" || complain "$run: other bytes with a past in common than alone"
done
"$maru" verify alone.h5 --quiet >printed 2>&1 || complain "verify: $(cat printed)"

ncdump -h study/keep-r0.h5 | grep -q ':policy_before = "sell"' || complain "the run file does not say what was in force before"

# Who reads is told.
said() {
  tr '\n' ' ' <printed | tr -s ' ' | grep -qF "$1" || complain "it should say: $1; it says: $(head -20 printed)"
}
"$maru" run turns.lua --policy ask -o told.h5 >printed 2>/dev/null
said "policy ask since 2018-06-21 (before: sell), 100 homes"
"$maru" diff study/sell-r0.h5 study/ask-r0.h5 >printed
said "in force since - 2018-06-21"
"$maru" compare turns.lua -o study >printed 2>/dev/null
said "One history, 4 futures: until 2018-06-21 all live under sell"
"$maru" doc turns.lua >printed
said "comes into force on 2018-06-21; until then all live under \`sell\`"
grep -q 'opt_out' printed || complain "doc does not know the rule that is to come"

# In time that SimGrid keeps, and where everything is.
sed 's/, network = "closed_form"//; s/count = 100/count = 60/' turns.lua >grid.lua
"$maru" compare grid.lua -o grid --quiet --replications 2 2>message || complain "$(cat message)"
alone grid.lua ask 1
cmp alone.h5 grid/ask-r1.h5 || complain "on the network: other bytes with a past in common than alone"

# What was lived stays; what is missing is lived again, with a past in common or alone.
sha256sum study/*.h5 study/*.csv study/blocks/*.h5 >whole
rm study/blocks/* study/ask-r1.h5 study/keep-r1.h5 study/sell-r2.h5 study/dear-r0.h5 study/study.h5
"$maru" compare turns.lua -o study --quiet 2>message || complain "going on: $(cat message)"
sha256sum --quiet -c whole || complain "what goes on comes to other bytes"

# Killed as soon as so many runs are begun or there. MARU_THOROUGH=1 (make soak): earlier and later, too.
for begun in ${MARU_THOROUGH:+1 4 10} 2 7; do
  rm -rf killed
  setsid "$maru" compare turns.lua -o killed --quiet --threads 2 >/dev/null 2>&1 &
  study=$!
  while kill -0 $study 2>/dev/null && [ "$(compgen -G 'killed/*.h5*' | wc -l)" -lt $begun ]; do sleep 0.01; done
  kill -9 -- -$study 2>/dev/null
  wait 2>/dev/null
  "$maru" compare turns.lua -o killed --quiet 2>message || complain "after a kill: $(cat message)"
  cmp killed/study.h5 study/study.h5 || complain "after a kill it comes to other bytes"
  [ -z "$(find killed -name '*.part*')" ] || complain "it leaves $(find killed -name '*.part*')"
done

# A sweep keeps no runs, and has many points.
"$maru" sweep turns.lua --vary hanbit.cost_share=0.3,0.7 --design grid -o swept --quiet 2>message || complain "sweep: $(cat message)"

# One after the other: on any number of threads, alone and in a study, and a turn that changes nothing changes nothing.
fewer chain.lua
"$maru" compare chain.lua -o chained --quiet --replications 2 2>message || complain "chain: $(cat message)"
for policy in sell dear ask keep; do
  alone chain.lua $policy 1
  cmp alone.h5 "chained/$policy-r1.h5" || complain "$policy of a chain: other bytes in a study, on one thread, than alone on two"
done
"$maru" verify chained/keep-r0.h5 --quiet >printed 2>&1 || complain "verify of a chain: $(cat printed)"
came_to() { ncdump "$1" | grep -v -e '^netcdf' -e ':identity' -e ':policy'; }
alone chain.lua ask 0
came_to alone.h5 >once
alone chain.lua ask_again 0
came_to alone.h5 >again
cmp once again || complain "to ask again on the thirtieth day comes to something else than to go on asking"
"$maru" run chain.lua --policy keep -o told.h5 --force >printed 2>/dev/null
said "policy keep since 2018-07-01 (before: sell until 2018-06-11, dear until 2018-06-21, ask), 100 homes"
"$maru" diff chained/sell-r0.h5 chained/keep-r0.h5 >printed
said "before - sell until 2018-06-11, dear until 2018-06-21, ask"
"$maru" compare chain.lua -o chained --replications 2 >printed 2>/dev/null
said "from 2018-07-01 on keep, before that ask"
"$maru" doc chain.lua >printed
said "comes into force on 2018-07-01; until then all live under \`ask\`, and before 2018-06-21 under \`dear\`, and before 2018-06-11 under \`sell\`, which"

# Said wrongly.
expect_refused() {
  local expected=$1
  shift
  "$maru" run wrong.lua "$@" --quiet -o wrong.h5 >printed 2>&1 && complain "not refused: $expected"
  tr '\n' ' ' <printed | tr -s ' ' | grep -qF "$expected" || complain "it should say: $expected; it says: $(cat printed)"
  [ ! -e wrong.h5 ] || complain "it leaves a file: $expected"
}
wrong() {
  grep -v '^branch' turns.lua >wrong.lua
  echo "$1" >>wrong.lua
}
line=$(($(grep -vc '^branch' turns.lua) + 1))
wrong 'branch { from = "sell" }'
expect_refused "wrong.lua:$line: branch needs at = \"YYYY-MM-DD\""
wrong 'branch { at = "yesterday" }'
expect_refused "wrong.lua:$line: branch: at = \"yesterday\": allowed is a date written YYYY-MM-DD"
wrong 'branch { at = "2018-08-15" }'
expect_refused "wrong.lua:$line: branch at 2018-08-15: allowed is a day of the run, 2018-06-01 to 2018-07-30"
wrong 'branch { at = "2018-06-21", from = "sel" }'
expect_refused "wrong.lua:$line: branch: \"sel\" is no policy of this file; did you mean 'sell'?"
wrong 'branch { at = "2018-06-21", policies = { "ask", "ask" } }'
expect_refused "wrong.lua:$line: branch: policy \"ask\" is named twice"
wrong 'branch { at = "2018-06-21", from = "sell", policies = { "sell" } }'
expect_refused "wrong.lua:$line: branch: policy \"sell\" is lived from the start, and cannot follow on itself"
wrong 'branch { at = "2018-06-21", untill = 3 }'
expect_refused "wrong.lua:$line: branch has no part 'untill'"
wrong 'branch { at = "2018-06-21" } branch { at = "2018-06-22", policies = { "ask" } }'
expect_refused "wrong.lua:$line: branch needs policies = { \"...\" }: where there are several, each names those that follow"
two() {
  wrong "branch { $1 }"
  echo "branch { $2 }" >>wrong.lua
}
two 'at = "2018-06-21", from = "sell", policies = { "ask" }' 'at = "2018-06-22", from = "dear", policies = { "keep", "ask" }'
expect_refused "wrong.lua:$((line + 1)): branch: policy \"ask\" follows twice; first on \"sell\", in line $line"
two 'at = "2018-06-21", from = "ask", policies = { "keep" }' 'at = "2018-06-22", from = "keep", policies = { "ask" }'
expect_refused "wrong.lua:$line: branch: what follows on policy \"ask\" comes before it, too"
two 'at = "2018-06-21", from = "sell", policies = { "ask" }' 'at = "2018-06-21", from = "ask", policies = { "keep" }'
expect_refused "wrong.lua:$((line + 1)): branch: policy \"ask\" itself follows in line $line; allowed is a day after that, from 2018-06-22 on"
wrong 'policy { name = "cloud", set = { ["air_conditioner.placement"] = "cloud" } } branch { at = "2018-06-21" }'
expect_refused "policy \"cloud\": air_conditioner.placement counts at the start only, and cannot turn from device to cloud in a run"
cp turns.lua wrong.lua
expect_refused "branch at 2018-06-21: allowed is a day of the run, 2018-06-01 to 2018-06-10" --policy ask --days 10

exit $failed
