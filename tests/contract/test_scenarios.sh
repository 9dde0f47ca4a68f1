# SPDX-License-Identifier: GPL-3.0-or-later
# Every scenario of the tree runs, small, under each of its policies; what it writes opens as netCDF; its comparison, when it asks
# for one, can be made, and comes to what it came to before (tests/golden/outcomes.py; RENEW=1 where a difference is meant).
#   bash test_scenarios.sh PROGRAM SOURCE_FOLDER [PART/PARTS]      of every third, say, the first: 1/3
# A comparison lives every policy, for two months; alone runs its last one, and each of a scenario without one. With
# MARU_THOROUGH=1 (make soak) each runs alone, and is compared in two lucks.
# With QUICK=1, for a slow program: each under its last policy alone, and no comparison; for a month, after which books are closed.
set -u
maru=$1
source_folder=$2
part=${3:-1/1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/studies"
cd "$work" || exit 1
small=(--homes 60 --days 3 --set homes.districts=2)
compared=(--homes 60 --days 62 --set homes.districts=2)
[ "${QUICK:-0}" = 1 ] && small=(--homes 30 --days 32 --set homes.districts=2)
thorough=${MARU_THOROUGH:+yes}
lucks=1
[ -n "$thorough" ] && lucks=2
failed=0
runs=0

complain() {
  echo "FAILED: $1" >&2
  tail -3 "$work/printed" >&2
  failed=$((failed + 1))
}

# As the program names them where it is asked for one that is not there; "" for a scenario without policies. Of a factorial, which
# makes its own, all switches off.
policies_of() {
  if grep -q '^factorial' "$1"; then echo nothing; return; fi
  "$maru" run "$1" --policy 0 --threads 1 2>&1 | sed -n "s/.* has no policy '0'; it has //p" | sed 's/^none$//; s/,//g'
}

run_policy() {
  local scenario=$1 policy=$2
  local arguments=("${small[@]}" --threads 1 -o run.h5)
  [ -n "$policy" ] && arguments+=(--policy "$policy")
  runs=$((runs + 1))
  rm -f run.*  # of one that failed
  "$maru" run "$scenario" "${arguments[@]}" >printed 2>&1 || { complain "$scenario, policy '$policy'"; return; }
  grep -q '^Key results' printed || complain "$scenario, policy '$policy': no table of key results"
  ncdump -h run.h5 >dumped 2>printed || complain "$scenario, policy '$policy': ncdump"
  grep -q ":policy = \"$policy\"" dumped || complain "$scenario, policy '$policy': not the policy of the run file"
  grep -q ':finished = 1' dumped || complain "$scenario, policy '$policy': not finished"
  rm -f run.*
}

# Every policy of a comparison is lived, and in its table.
compare_scenario() {
  local scenario=$1 study=studies/$(basename "$1" .lua) policy
  shift
  "$maru" compare "$scenario" "${compared[@]}" --replications $lucks --threads 1 -o "$study" >printed 2>&1 || { complain "compare $scenario"; return; }
  if grep -q '^factorial' "$scenario"; then
    grep -q '^Switched on' printed || complain "compare $scenario: no table of combinations"
    return
  fi
  for policy in "$@"; do
    grep -q "$policy" printed || complain "compare $scenario: '$policy' is not in the table"
    [ -s "$study/$policy-r0.h5" ] || complain "compare $scenario: '$policy' was not lived"
  done
}

scenarios=("$source_folder"/scenarios/*.lua)
for ((i = ${part%/*} - 1; i < ${#scenarios[@]}; i += ${part#*/})); do
  scenario=${scenarios[i]}
  read -ra policies <<<"$(policies_of "$scenario")"
  last=${policies[*]: -1}
  if [ "${QUICK:-0}" = 1 ]; then run_policy "$scenario" "$last"; continue; fi
  declared=$(grep -c '^policy\|^factorial' "$scenario")
  [ "${#policies[@]}" -ge "$declared" ] || complain "$scenario: the program tells of '${policies[*]}', and $declared policies stand there"
  is_compared=
  if grep -q '^compare\|^factorial' "$scenario"; then is_compared=yes && compare_scenario "$scenario" "${policies[@]}"; fi
  for policy in "${policies[@]:-}"; do
    [ -n "$is_compared" ] && [ -z "$thorough" ] && [ "$policy" != "$last" ] || run_policy "$scenario" "$policy"
  done
done
if [ "${QUICK:-0}" = 0 ] && [ "$lucks" = 1 ]; then
  /usr/bin/python3 "$source_folder/tests/golden/outcomes.py" "$source_folder" studies/* || failed=$((failed + 1))
fi

echo "$runs runs, $failed failed"
[ "$runs" -gt 0 ] && [ "$failed" = 0 ]
