# SPDX-License-Identifier: GPL-3.0-or-later
# What can have no effect is said before the run, once, and a scenario in which everything has its effect is met with
# silence.  bash test_forewarn.sh PROGRAM SOURCE_FOLDER
set -u
maru=$1
source=$2
[ -x "$maru" ] || { echo "no program at '$maru'" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
checked=0

# told EXPECTED ARGUMENT...: the program works, and its notes are these lines.
told() {
  local wanted=$1 got
  shift
  checked=$((checked + 1))
  got=$("$maru" "$@" --homes 30 --days 2 --force 2>&1 >/dev/null </dev/null) || { echo "FAILED: $*: $got" >&2; failed=$((failed + 1)); }
  got=$(grep '^note: ' <<<"$got")
  [ "$got" = "$wanted" ] && return
  printf 'FAILED: %s\n  wanted: %s\n  got:    %s\n' "$*" "$wanted" "$got" >&2
  failed=$((failed + 1))
}

cat >base.lua <<'LUA'
parts = function(more)
  scenario {
    homes = { count = 30, districts = 2 }, days = 2, network = "closed_form",
    air_conditioner { connected = 1 }, robot_vacuum {}, microwave {}, diet_app {},
    maker {}, pest_control {}, electricity {}, diet_seller {},
  }
end
LUA
scenario() { cat base.lua - >given.lua; }

# Rules.
scenario <<'LUA'
parts()
policy { name = "a", consent = { presence = "at_install", air_quality = "never" } }
policy { name = "b", consent = { presence = "none", air_quality = "never" } }
LUA
told 'note: consent to air_quality = "never" has no effect: nobody here would get it by this rule (policies a, b)
note: consent to presence = "at_install" has no effect: nobody here would get it by this rule (policy a)
note: consent to presence = "none" has no effect: nobody here would get it by this rule (policy b)' compare given.lua --replications 1
told 'note: consent to air_quality = "never" has no effect: nobody here would get it by this rule (policy a)
note: consent to presence = "at_install" has no effect: nobody here would get it by this rule (policy a)' run given.lua
sed 's/^policy { name = "b",/&set = { ["air_conditioner.placement"] = "motion" },/' given.lua >moved.lua
told 'note: consent to air_quality = "never" has no effect: nobody here would get it by this rule (policies a, b)
note: --set air_conditioner.placement = device overrules what the policy sets: motion (policy b)' \
  compare moved.lua --replications 1 --set air_conditioner.placement=device
scenario <<'LUA'
parts()
policy { name = "a", consent = { food = "at_install" } }
policy { name = "b", consent = { food = "at_install" }, set = { ["microwave.report"] = "label" } }
policy { name = "c", consent = { pest_sighting = { electricity = "none", maker = "none" } } }
LUA
told 'note: consent to food = "at_install" has no effect: nothing here notices food (policy a)
note: consent to pest_sighting to electricity = "none" has no effect: nobody here would send it there (policy c)' compare given.lua --replications 1
scenario <<'LUA'
parts()
policy { name = "a", consent = { profile = "ask_each_time", pest_sighting = "ask_each_time" } }
LUA
told 'note: consent to profile = "ask_each_time" keeps it in the home: nobody here asks at each occasion (policy a)' run given.lua

# Functions.
scenario <<'LUA'
parts()
local offer = function(home, sighting) return { ask = true, reward_tokens = 100 } end
policy { name = "asks", consent = { pest_sighting = "ask_each_time" }, on_sighting = offer }
policy { name = "takes", consent = { pest_sighting = "none" }, on_sighting = offer }
LUA
told "note: on_sighting will not be called: nobody in this scenario asks it under this policy's rules (policy takes)" \
  compare given.lua --replications 1

# Forms, caps and promises.
scenario <<'LUA'
parts()
policy { name = "a", consent = { food = { rule = "none", form = "noised" } }, set = { ["microwave.report"] = "label" } }
policy { name = "b", consent = { food = { rule = "none", epsilon_month = 4 } }, set = { ["microwave.report"] = "noised" } }
LUA
told 'note: consent to food = "none" keeps it in the home: its form is noised, and nothing here is (policy a)' run given.lua --policy a
told '' run given.lua --policy b
told 'note: --set microwave.report = label overrules what the policy sets: noised (policy b)
note: consent to food = "none": its epsilon_month = 4 has no effect: nothing here is noised (policy b)' run given.lua --policy b --set microwave.report=label
scenario <<'LUA'
parts()
promise { "no weight", class = "health", never = true }
promise { "no sighting", class = "pest_sighting", never = true }
policy { name = "a", consent = { pest_sighting = "never" } }
policy { name = "b", consent = { pest_sighting = "none" } }
policy {
  name = "c", consent = { pest_sighting = { rule = "opt_in", form = "label", kept_days = 1 } },
  promises = {
    { "asked", class = "pest_sighting", with_consent = true }, { "labels", class = "pest_sighting", form = "label" },
    { "a day", class = "pest_sighting", kept_days = 1 }, { "a year", class = "pest_sighting", kept_days = 365 },
    { "of many", class = "pest_sighting", least_cell = 9 },
  },
}
LUA
told 'note: the promise "no weight" (health: never) is empty: nobody here would get that (policies a, b, c)
note: the promise "no sighting" (pest_sighting: never) cannot be broken under these rules (policy a)
note: the promise "asked" (pest_sighting: with consent only) cannot be broken under these rules (policy c)
note: the promise "labels" (pest_sighting: at most label) cannot be broken under these rules (policy c)
note: the promise "a day" (pest_sighting: kept for 1 days at most) cannot be broken under these rules (policy c)
note: the promise "a year" (pest_sighting: kept for 365 days at most) cannot be broken under these rules (policy c)
note: the promise "of many" (pest_sighting: told on of 9 homes together at least) cannot be broken under these rules (policy c)' compare given.lua --replications 1

# Of homes that nobody lives in.
scenario <<'LUA'
parts()
promise { "no child", class = "pest_sighting", minors = true, never = true }
policy { name = "a", consent = { pest_sighting = "none" } }
LUA
told '' run given.lua
told 'note: the promise "no child" (pest_sighting of homes with minors: never) is empty: no minors live here (policy a)' \
  run given.lua --set families.minors_share=0,0,0,0,0

# A future is judged by what it sets itself, and its past is told of once.
scenario <<'LUA'
parts()
promise { "no food", class = "food", never = true }
policy { name = "quiet", consent = { food = "none" } }
policy { name = "tells", consent = { food = { rule = "none", epsilon_month = 4 } }, set = { ["microwave.report"] = "noised" } }
branch { at = "2018-06-02", from = "quiet", policies = { "tells" } }
LUA
told 'note: consent to food = "none" has no effect: nothing here notices food (policy quiet)
note: the promise "no food" (food: never) is empty: nobody here would get that (policy quiet)' compare given.lua --replications 1

# Policies that are the same.
scenario <<'LUA'
parts()
policy { name = "one", consent = { pest_sighting = "none" } }
policy { name = "other", consent = { pest_sighting = { maker = "none", pest_control = "none" } } }
policy { name = "twin", consent = { pest_sighting = "none" }, set = { ["microwave.report"] = "none" } }
LUA
told 'note: policies one and twin differ in nothing but their names' compare given.lua --replications 1

# Nothing to say, and nothing said when told to be quiet.
told '' compare "$source/scenarios/pest_leads.lua" --set homes.districts=2 --replications 1
told '' run "$source/scenarios/whole_year.lua" --policy ask --set homes.districts=2
scenario <<<'parts() policy { name = "a", consent = { air_quality = "never" } }'
told '' run given.lua --quiet

echo "$checked forewarnings checked, $failed failed"
[ "$failed" = 0 ]
