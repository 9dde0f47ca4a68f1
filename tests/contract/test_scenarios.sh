# SPDX-License-Identifier: GPL-3.0-or-later
# Every scenario of the tree runs, small, under each of its policies; what it writes opens as netCDF; and its comparison,
# when it asks for one, can be made.   bash test_scenarios.sh PROGRAM SOURCE_FOLDER
# With QUICK=1, for a slow program: each under its last policy alone, and no comparison; for a month, after which books are closed.
set -u
maru=$1
source_folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
small=(--homes 60 --days 3 --set homes.districts=2)
[ "${QUICK:-0}" = 1 ] && small=(--homes 30 --days 32 --set homes.districts=2)
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
  "$maru" run "$1" --policy 0 2>&1 | sed -n "s/.* has no policy '0'; it has //p" | sed 's/^none$//; s/,//g'
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

compare_scenario() {
  "$maru" compare "$1" "${small[@]}" --replications 2 --threads 1 >printed 2>&1 || { complain "compare $1"; return; }
  if grep -q '^factorial' "$1"; then
    grep -q '^Switched on' printed || complain "compare $1: no table of combinations"
    return
  fi
  for policy in $(policies_of "$1"); do
    grep -q "$policy" printed || complain "compare $1: '$policy' is not in the table"
  done
}

for scenario in "$source_folder"/scenarios/*.lua; do
  policies=$(policies_of "$scenario")
  if [ "${QUICK:-0}" = 1 ]; then run_policy "$scenario" "${policies##*[[:space:]]}"; continue; fi
  declared=$(grep -c '^policy\|^factorial' "$scenario")
  [ "$(wc -w <<<"$policies")" -ge "$declared" ] || complain "$scenario: the program tells of '$policies', and $declared policies stand there"
  for policy in ${policies:-""}; do run_policy "$scenario" "$policy"; done
  [ -n "$policies" ] || run_policy "$scenario" ""
  if grep -q '^compare\|^factorial' "$scenario"; then compare_scenario "$scenario"; fi
done

echo "$runs runs, $failed failed"
[ "$runs" -gt 0 ] && [ "$failed" = 0 ]
