# SPDX-License-Identifier: GPL-3.0-or-later
# Same inputs, same bytes: a run file does not depend on when it is made, on the number of threads, on what the program
# prints, or on whether it prints to a terminal; and another seed is another world.
#   bash test_determinism.sh PROGRAM SOURCE_FOLDER
set -u
maru=$1
source_folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
cases=0

complain() {
  echo "FAILED: $1" >&2
  failed=$((failed + 1))
}

# live FILE ARGUMENT...: a run file from the scenario and arguments of the case at hand, and further ones.
live() {
  local file=$work/$1
  shift
  "$maru" run "${scenario[@]}" "$@" -o "$file" >"$work/printed" 2>&1 || { complain "${scenario[*]} $*: $(tail -1 "$work/printed")"; return 1; }
}

same() { cmp -s "$work/$1" "$work/$2" || complain "${scenario[*]}: $3"; }

# On a terminal of its own (script makes one) the program draws a progress bar and is asked nothing.
live_on_terminal() {
  local command
  printf -v command '%q ' "$maru" run "${scenario[@]}" --threads 1 -o "$work/terminal.h5"
  TERM=xterm script -qec "$command" /dev/null </dev/null >"$work/shown" 2>&1 || { complain "${scenario[*]}: on a terminal"; return 1; }
  [ -s "$work/shown" ] || complain "${scenario[*]}: nothing is shown on a terminal"
}

check_case() {
  cases=$((cases + 1))
  live first.h5 --threads 1 --quiet || return
  live again.h5 --threads 1 --quiet && same first.h5 again.h5 "the second run differs"
  live threads.h5 --threads 2 --quiet && same first.h5 threads.h5 "two threads differ from one"
  live loud.h5 --threads 1 && same first.h5 loud.h5 "a run that prints differs"
  if script -qec true /dev/null </dev/null >/dev/null 2>&1; then live_on_terminal && same first.h5 terminal.h5 "a run on a terminal differs"; fi
  live seed.h5 --threads 1 --quiet --seed 99
  ncdump "$work/first.h5" | grep -v -e '^netcdf' -e seed >"$work/first.txt"
  ncdump "$work/seed.h5" | grep -v -e '^netcdf' -e seed >"$work/seed.txt"
  if cmp -s "$work/first.txt" "$work/seed.txt"; then complain "${scenario[*]}: another seed gives the same world"; fi
}

# 130 homes are three shares of work, the last of them unequal.
small=(--homes 130 --set homes.districts=3)
hot=("${small[@]}" --days 4 --set start=2018-07-25 --policy cloud)
scenario=("$source_folder/scenarios/pest_leads.lua" "${small[@]}" --days 12 --policy ask_first --set cockroaches.prevalence=0.35)
check_case
scenario=("$source_folder/scenarios/data_uses.lua" "${small[@]}" --days 40 --policy ask_for_all --set product_health.life_years=2)
check_case
scenario=("$source_folder/scenarios/media.lua" "${small[@]}" --days 40 --policy taken_auction --set media.click_rate=0.1)
check_case
scenario=("$source_folder/scenarios/seven_systems.lua" "${small[@]}" --days 30 --policy ask --set start=2018-07-01)
check_case
scenario=("$source_folder/scenarios/make_or_partner.lua" "${small[@]}" --days 40 --policy platform --set coil.connected=1)
check_case
scenario=("$source_folder/scenarios/whole_year.lua" "${small[@]}" --days 35 --policy take --set start=2018-03-01 --set school.count=2)
check_case
scenario=("$source_folder/scenarios/joint_analysis.lua" "${small[@]}" --days 95 --policy noised --set city.smallest_cell=1)
check_case
scenario=("$source_folder/scenarios/cool_people.lua" "${hot[@]}" --set network=simgrid)
check_case
scenario=("$source_folder/scenarios/cool_people.lua" "${hot[@]}" --set network=simgrid --set network.cloud_mtbf_h=3 --set network.cloud_mttr_h=1)
check_case
retried=$(ncdump -h "$work/first.h5" | sed -n 's/.*:items_retried = \([0-9]*\).*/\1/p')
[ "${retried:-0}" -gt 0 ] || complain "no cloud server failed: the last case shows nothing"

echo "$cases cases, $failed failed"
[ "$failed" = 0 ]
