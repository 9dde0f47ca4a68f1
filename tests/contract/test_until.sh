#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# maru compare --until: a study that grows until it is known well enough comes to the bytes of one that was made with as many
# replications, wherever it was stopped, and says in its folder that it grew.
set -u
maru=$1 failed=0
folder=$(mktemp -d) && cd "$folder" || exit 1
trap 'cd / && rm -rf "$folder"' EXIT

complain() {
  echo "$1"
  failed=1
}

cat >small.lua <<'LUA'
scenario {
  name = "small", homes = { count = 12, districts = 1 }, days = 3, network = "closed_form", start = "2018-07-20",
  air_conditioner { ownership = 0.5 }, electricity {},
}
policy { name = "usual" }
policy { name = "warm", set = { ["air_conditioner.set_point_c"] = 28 } }
LUA
compare() {
  "$maru" compare small.lua "$@" >printed 2>message
}
until=(--until 0.12 --until-of "air_conditioner: energy" --replications 10 --replications-most 40)

# Half an interval of the energy is more than this share with ten replications, and less with some of forty.
compare -o grown "${until[@]}" || complain "$(cat message)"
count=$(sed -n 's/.*reached with \([0-9]*\) replications.*/\1/p' <(tr '\n' ' ' <printed | tr -s ' '))
rounds=$(grep -c 'are next' message)
[ "$rounds" -ge 1 ] || complain "it did not grow: $(cat message printed)"
tr '\n' ' ' <printed | tr -s ' ' | grep -q "12 % of the larger mean: reached with $count replications" || complain "no end: $(tail -5 printed)"
grep -q "\"replications\":.$count,$" grown/study.json || complain "study.json says other replications: $(cat grown/study.json)"
grep -q '"until":.*at most 0.12 of the larger mean, most 40: air_conditioner: energy' grown/study.json || complain "study.json says no rule"

# Made for as many from the start: the same bytes, and no word of growing.
compare -o made --replications "$count" || complain "$(cat message)"
cmp -s grown/study.h5 made/study.h5 || complain "a study that grew has other bytes than one that was made so"
cmp -s grown/summary.csv made/summary.csv || complain "a study that grew has another summary"
grep -q until made/study.json && complain "a study of a fixed number says that it grew"

# A second start makes the same rounds of what is there; so does one of what a stop left.
sha256sum grown/*.h5 grown/*.csv grown/study.json grown/blocks/*.h5 >whole
compare -o grown "${until[@]}" || complain "again: $(cat message)"
sha256sum --quiet -c whole || complain "a second start has other bytes"
[ "$(grep -c 'are next' message)" = "$rounds" ] || complain "a second start makes other rounds: $(cat message)"
rm grown/blocks/* grown/usual-r1[0-9].h5 grown/warm-r3.h5 grown/study.h5
compare -o grown "${until[@]}" || complain "going on: $(cat message)"
sha256sum --quiet -c whole || complain "what goes on comes to other bytes"

# Asked for fewer it says what those say, and keeps the others.
compare -o grown --replications 4 || complain "fewer: $(cat message)"
grep -q '4 replications' printed || complain "fewer are others: $(head -3 printed)"
compare -o grown "${until[@]}" || complain "back: $(cat message)"
sha256sum --quiet -c whole || complain "after fewer it comes to other bytes"

# The most ends it, and a first stage that is enough, with runs that are there.
compare -o made --until 0.001 --replications-most 12 || complain "$(cat message)"
tr '\n' ' ' <printed | tr -s ' ' | grep -q 'not reached with 12 replications, with which [a-z_]*: [a-z_ ]* under' || complain "the most: $(tail -5 printed)"
compare -o made --until 0.9 --until-of "air_conditioner: energy" --replications 11 || complain "$(cat message)"
tr '\n' ' ' <printed | tr -s ' ' | grep -q 'reached with 11 replications' || complain "the first: $(tail -5 printed)"
grep -q 'are next' message && complain "enough at once, and it grows: $(cat message)"

# Said wrongly.
refused() {
  local said=$1 expected=$2
  shift 2
  compare -o none "$@"
  local status=$?
  [ $status = "$expected" ] || complain "$*: exit status $status"
  grep -qF -- "$said" message || complain "$*: says '$(cat message)'"
}
refused "allowed is a number above 0 and below 1" 2 --until 0
refused "allowed is a number above 0 and below 1" 2 --until 5%
refused "says nothing without --until" 2 --until-of "air_conditioner: energy"
refused "says nothing without --until" 2 --replications-most 20
refused "allowed is a whole number, 10 to 10000" 2 --until 0.1 --replications-most 9
refused "fewer than --replications 30" 2 --until 0.1 --replications 30 --replications-most 20
refused "--until-of air_conditioner: enrgy: no run has such a measure; allowed is what" 2 --until 0.1 --until-of "air_conditioner: enrgy" --replications-most 10
grep -q "did you mean 'air_conditioner: energy'?" message || complain "no near name: $(cat message)"

[ "$failed" = 0 ] && echo "grown and made are the same"
[ "$failed" = 0 ]
