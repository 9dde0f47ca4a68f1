# SPDX-License-Identifier: GPL-3.0-or-later
# Same inputs, same bytes: a run file does not depend on when and where it is made, on the number of threads, on what the
# program prints, or on whether it prints to a terminal; and another seed is another world. For one variant of the
# mathematics library, as sim/engine/mathematics.h says (test_variants.py).
# A screen and another seed are tried with two scenarios, with MARU_THOROUGH=1 (make soak) with all.
#   bash test_determinism.sh PROGRAM SOURCE_FOLDER
set -u
maru=$(realpath "$1")
source_folder=$(realpath "$2")
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
  "$maru" run "${scenario[@]}" "$@" --force -o "$file" >"$work/printed" 2>&1 || { complain "${scenario[*]} $*: $(tail -1 "$work/printed")"; return 1; }
}

same() { cmp -s "$work/$1" "$work/$2" || complain "${scenario[*]}: $3"; }

# On a terminal of its own (script makes one) the program draws a progress bar and is asked nothing.
live_on_terminal() {
  local command
  printf -v command '%q ' "$maru" run "${scenario[@]}" --threads 1 --force -o "$work/terminal.h5"
  TERM=xterm script -qec "$command" /dev/null </dev/null >"$work/shown" 2>&1 || { complain "${scenario[*]}: on a terminal"; return 1; }
  [ -s "$work/shown" ] || complain "${scenario[*]}: nothing is shown on a terminal"
}

check_case() {
  cases=$((cases + 1))
  live first.h5 --threads 1 --quiet || return
  live again.h5 --threads 2 && same first.h5 again.h5 "a second run, on two threads, that prints differs"
  if [ -n "${MARU_THOROUGH:-}" ]; then check_screen_and_seed; fi
}

check_screen_and_seed() {
  if script -qec true /dev/null </dev/null >/dev/null 2>&1; then live_on_terminal && same first.h5 terminal.h5 "a run on a terminal differs"; fi
  live seed.h5 --threads 1 --quiet --seed 99
  ncdump "$work/first.h5" | grep -v -e '^netcdf' -e seed >"$work/first.txt"
  ncdump "$work/seed.h5" | grep -v -e '^netcdf' -e seed >"$work/seed.txt"
  if cmp -s "$work/first.txt" "$work/seed.txt"; then complain "${scenario[*]}: another seed gives the same world"; fi
}

# A locale with a comma in its numbers, made here because few machines have it: its name, nothing when it cannot be made.
comma_locale() {
  mkdir -p "$work/locales"
  localedef -i de_DE -f UTF-8 "$work/locales/de_DE.UTF-8" >/dev/null 2>&1 && echo de_DE.UTF-8
}

# as_before WHY COMMAND...: the case at hand, run by that command in front of its arguments, has the bytes it had.
as_before() {
  local why=$1
  shift
  rm -f "$work/other.h5"
  "$@" "${scenario[@]:1}" --threads 1 --quiet -o "$work/other.h5" >"$work/printed" 2>&1 || { complain "$why: $(tail -1 "$work/printed")"; return; }
  same first.h5 other.h5 "$why makes a difference"
}

# The same elsewhere, at another place in memory, in other surroundings.
check_surroundings() {
  local file=${scenario[0]} name locale
  name=$(basename "$file")
  as_before "another time zone" env TZ=America/New_York "$maru" run "$file"
  locale=$(comma_locale)
  if [ -n "$locale" ]; then as_before "a decimal comma" env LOCPATH="$work/locales" LC_ALL="$locale" "$maru" run "$file"; fi
  # Memory that is read before anything was written there shows what was in it.
  as_before "what was in memory" env MALLOC_PERTURB_=165 "$maru" run "$file"
  if setarch -R true 2>/dev/null; then as_before "where in memory the program lies" setarch -R "$maru" run "$file"; fi
  cd "$(dirname "$file")" && as_before "how the scenario's path is typed" "$maru" run "./$name"
  cd / && cp "$file" "$work" && as_before "the scenario's folder" "$maru" run "$work/$name"
}

# 130 homes are three shares of work, the last of them unequal.
small=(--homes 130 --set homes.districts=3)
hot=("${small[@]}" --days 4 --set start=2018-07-25 --policy cloud)
scenario=("$source_folder/scenarios/pest_leads.lua" "${small[@]}" --days 12 --policy ask_first --set cockroaches.prevalence=0.35)
check_case
check_screen_and_seed
check_surroundings
scenario=("$source_folder/scenarios/data_uses.lua" "${small[@]}" --days 40 --policy ask_for_all --set product_health.life_years=2)
check_case
scenario=("$source_folder/scenarios/media.lua" "${small[@]}" --days 20 --policy taken_auction --set media.click_rate=0.1)
check_case
scenario=("$source_folder/scenarios/seven_systems.lua" "${small[@]}" --days 12 --policy ask --set start=2018-07-01)
check_case
scenario=("$source_folder/scenarios/make_or_partner.lua" "${small[@]}" --days 40 --policy platform --set coil.connected=1)
check_case
scenario=("$source_folder/scenarios/whole_year.lua" "${small[@]}" --days 18 --policy take --set start=2018-03-01 --set school.count=2)
check_case
scenario=("$source_folder/scenarios/joint_analysis.lua" "${small[@]}" --days 95 --policy noised --set city.smallest_cell=1)
check_case
scenario=("$source_folder/scenarios/cool_people.lua" "${hot[@]}" --set network=simgrid)
check_case
check_screen_and_seed
scenario=("$source_folder/scenarios/cool_people.lua" "${hot[@]}" --set network=simgrid --set network.cloud_mtbf_h=3 --set network.cloud_mttr_h=1)
check_case
retried=$(ncdump -h "$work/first.h5" | sed -n 's/.*:items_retried = \([0-9]*\).*/\1/p')
[ "${retried:-0}" -gt 0 ] || complain "no cloud server failed: the last case shows nothing"

echo "$cases cases, $failed failed"
[ "$failed" = 0 ]
