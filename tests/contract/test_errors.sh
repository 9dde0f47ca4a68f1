# SPDX-License-Identifier: GPL-3.0-or-later
# Every mistake a person can make ends with exit status 2, a message that says where, what was given and what is
# allowed, and not one file written.  bash test_errors.sh PROGRAM
set -u
shopt -s globstar dotglob nullglob
maru=$1
[ -x "$maru" ] || { echo "no program at '$maru'" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
checked=0
failed=0

complain() {
  echo "FAILED: $1" >&2
  printf '  wanted: %s\n  got:    %s\n' "$2" "$3" >&2
  failed=$((failed + 1))
}

# refused WHAT EXIT MESSAGE ARGUMENT...: the program ends so, its message holds MESSAGE, nothing is written.
refused() {
  local what=$1 wanted_exit=$2 wanted=$3 output got before after
  shift 3
  before=(**)
  output=$("$maru" "$@" 2>&1 >/dev/null </dev/null)
  got=$?
  after=(**)
  checked=$((checked + 1))
  [ "$got" = "$wanted_exit" ] || complain "$what: exit status" "$wanted_exit" "$got ($output)"
  case $output in *"$wanted"*) ;; *) complain "$what: message" "$wanted" "$output" ;; esac
  [ "${before[*]}" = "${after[*]}" ] || complain "$what: files" "${before[*]}" "${after[*]}"
}

# wrong LINE MESSAGE: the scenario on standard input is refused at that line. The line is where its mistake stands.
wrong() {
  cat >wrong.lua
  refused "$2" 2 "wrong.lua:$1: $2" run wrong.lua
  refused "$2 (compare)" 2 "wrong.lua:$1: $2" compare wrong.lua
}

# The command line.
cat >right.lua <<'LUA'
scenario {
  homes = { count = 20, districts = 2 }, days = 2, network = "closed_form",
  air_conditioner {}, electricity {},
}
policy { name = "one", levers = { reward = { 3, 0, 9, "tokens" } } }
policy { name = "two" }
LUA
printf 'scenario { homes = { count = 20, districts = 2 }, days = 1,\n  advertiser { name = "ads" } }\n' >two.lua
printf 'policy { name = "a" }\npolicy { name = "b" }\n' >>two.lua
printf 'scenario {}\npolicy { name = "only" }\n' >one.lua
echo 'scenario {}' >none.lua
refused "no command" 2 "Usage: maru"
refused "unknown command" 2 "there is no command 'rnu'; did you mean 'run'?" rnu right.lua
refused "no scenario" 2 "which scenario?" run
refused "two scenarios" 2 "one scenario at a time" run right.lua right.lua
refused "unknown option" 2 "unrecognized option '--polcy=one'" run right.lua --polcy=one
refused "missing file" 2 "nowhere.lua: No such file or directory" run nowhere.lua
refused "unknown policy" 2 "right.lua has no policy 'tow'; did you mean 'two'?" run right.lua --policy tow
refused "policy like no other" 2 "right.lua has no policy 'xyzzy'; it has one, two" run right.lua --policy xyzzy
refused "homes out of range" 2 "--homes: homes.count = 0: allowed is 1 to 1000000" run right.lua --homes 0
refused "fewer homes than districts" 2 "homes.districts = 2: allowed is at most homes.count = 1" run right.lua --homes 1
refused "days no number" 2 "--days: scenario.days = many: allowed is a whole number, 1 to 3660 day" run right.lua --days many
refused "seed negative" 2 "--seed: scenario.seed = -1: allowed is 0 to 4294967295" run right.lua --seed=-1
refused "threads" 2 "--threads 0: allowed is a whole number, 1 to 256" run right.lua --threads 0
refused "replication" 2 "--replication x: allowed is a whole number" run right.lua --replication x
refused "set without value" 2 "--set days: write --set name=value" run right.lua --set days
refused "set unknown" 2 "--set: air_conditioner has no setting 'placment'; did you mean 'placement'?" \
  run right.lua --set air_conditioner.placment=cloud
refused "set unknown entry" 2 "--set: air_condtioner.placement: this scenario has no 'air_condtioner'; did you mean 'air_conditioner'?" \
  run right.lua --set air_condtioner.placement=cloud
refused "set out of range" 2 "--set: air_conditioner.ownership = 2: allowed is 0 to 1" run right.lua --set air_conditioner.ownership=2
refused "lever out of range" 2 "--set: reward = 10: allowed is 0 to 9" run right.lua --set reward=10
refused "file missing" 2 "--set: weather.file = \"no.csv\": there is no such file in ." run right.lua --set weather.file=no.csv
refused "list unknown" 2 "there is nothing called 'robot_vacum'; did you mean 'robot_vacuum'?" list robot_vacum
refused "no folder for the run file" 1 "nowhere/x.h5" run right.lua -o nowhere/x.h5

# The scenario.
wrong 1 "this file has no scenario { ... }" <<<'local x = 1'
wrong 2 "unexpected symbol near '='" <<<$'local x\n= = 1'
wrong 2 "unknown name 'robot_vacum'; did you mean 'robot_vacuum'?" <<<$'scenario {\n  robot_vacum {},\n}'
wrong 3 "robot_vacuum.ownership = 1.5: allowed is 0 to 1" <<<$'scenario {\n  robot_vacuum {\n    ownership = 1.5,\n  },\n}'
wrong 2 "robot_vacuum has no setting 'ownershp'; did you mean 'ownership'?" <<<$'scenario {\n  robot_vacuum { ownershp = 0.5 },\n}'
wrong 1 "air_conditioner.placement = \"clod\": allowed is none, motion, device, cloud or air; did you mean 'cloud'?" \
  <<<'scenario { air_conditioner { placement = "clod" } }'
wrong 1 "air_conditioner.ownership = \"most\": allowed is a number, 0 to 1" <<<'scenario { air_conditioner { ownership = "most" } }'
wrong 2 "scenario has no setting or section 'wether'; did you mean 'weather'?" <<<$'scenario {\n  wether = {} }'
wrong 2 "scenario.days = 0 day: allowed is 1 to 3660 day" <<<$'scenario {\n  days = 0 }'
wrong 1 "start = \"2018-13-01\": allowed is a date written YYYY-MM-DD" <<<'scenario { start = "2018-13-01" }'
wrong 2 "weather.file = \"no.csv\": there is no such file" <<<$'scenario {\n  weather = "no.csv" }'
wrong 1 "families.size_share = 2 numbers: allowed is 5 numbers, each 0 to 1" <<<'scenario { families = { size_share = { 0.5, 0.5 } } }'
wrong 3 "the name 'maker' is taken by another maker" <<<$'scenario {\n  maker {},\n  maker {},\n}'
wrong 2 "scenario { ... } is given twice; the first is in line 1" <<<$'scenario {}\nscenario {}'
wrong 1 "require \"koera\": there is no koera.lua" <<<'local korea = require "koera"'
wrong 2 "the script runs on and on: is there a loop without end?" <<<$'scenario {}\nwhile true do end'
wrong 2 "the script uses more than 64 MB of memory" <<<$'local t = {}\nfor i = 1, 1e9 do t[i] = {} end'
wrong 1 "unknown name 'os'" <<<'os.execute("touch harm")'
wrong 1 "unknown name 'io'" <<<'io.open("harm", "w")'

# Policies.
wrong 2 "consent: unknown data class 'pest_sightings'; did you mean 'pest_sighting'?" \
  <<<$'scenario { maker {} }\npolicy { name = "p", consent = { pest_sightings = "none" } }'
wrong 2 "consent to pest_sighting = \"ask\": allowed is never, none, at_install, opt_in, opt_out, ask_each_time" \
  <<<$'scenario { maker {} }\npolicy { name = "p", consent = { pest_sighting = "ask" } }'
wrong 2 "consent: this scenario has no party 'makr'; did you mean 'maker'?" \
  <<<$'scenario { maker {} }\npolicy { name = "p", consent = { pest_sighting = { makr = "none" } } }'
with_rule() { printf 'scenario { maker {} }\npolicy { name = "p", consent = { presence = { %s } } }' "$1"; }
wrong 2 'expires_days = 0: allowed is a whole number of days, 1 to 36500' < <(with_rule 'rule = "opt_in", expires_days = 0')
wrong 2 'kept_days = 1.5: allowed is a whole number of days, 1 to 36500' < <(with_rule 'rule = "opt_in", kept_days = 1.5')
wrong 2 'kept_days = "long": allowed is a whole number of days, 1 to 36500' < <(with_rule 'rule = "opt_in", kept_days = "long"')
wrong 2 "a rule has no part 'keptdays'; did you mean 'kept_days'?" < <(with_rule 'rule = "opt_in", keptdays = 3')
wrong 2 'expires_days with the rule "none": nobody is asked, and no consent ends' < <(with_rule 'rule = "none", expires_days = 3')
wrong 2 'kept_days with the rule "never": nothing leaves the home' < <(with_rule 'rule = "never", kept_days = 3')
wrong 2 'consent to presence = "opt": allowed is never' < <(with_rule 'rule = "opt"')
wrong 2 'a rule with limits names the rule' < <(with_rule 'maker = { kept_days = 3 }')
wrong 2 'form = "labl": allowed is label, pseudonymous, raw, noised; did you mean '"'label'?" < <(with_rule 'rule = "opt_in", form = "labl"')
wrong 2 'form = true: allowed is label' < <(with_rule 'rule = "opt_in", form = true')
wrong 2 'epsilon_month = -4: allowed is a number above 0, up to 1000' < <(with_rule 'rule = "opt_in", epsilon_month = -4')
wrong 2 'epsilon_month = 0: allowed is a number above 0' < <(with_rule 'rule = "opt_in", epsilon_month = 0')
wrong 2 'epsilon_month = 4 on presence: it caps what noised labels tell, and nothing here is noised' < <(with_rule 'rule = "opt_in", epsilon_month = 4')
wrong 2 'form with the rule "never": nothing leaves the home' < <(with_rule 'rule = "never", form = "label"')
wrong 2 'epsilon_month with the rule "never": nothing leaves the home' < <(with_rule 'rule = "never", epsilon_month = 4')
wrong 2 "epsilon_month = 4 on food: it caps what noised labels tell, and nothing here is noised" \
  <<<$'scenario { maker {}, microwave { report = "label" } }\npolicy { name = "p", consent = { food = { rule = "none", epsilon_month = 4 } } }'

# Promises.
promised() { printf 'scenario { maker {} }\npromise { %s }' "$1"; }
wrong 2 'class = "imgae": there is no such data class; did you mean '"'image'?" < <(promised '"p", class = "imgae", never = true')
wrong 2 'class = 3: there is no such data class' < <(promised '"p", class = { "image", 3 }, never = true')
wrong 2 "promise: this scenario has no party 'makr'; did you mean 'maker'?" < <(promised '"p", recipient = "makr", never = true')
wrong 2 'recipient = 4: allowed is the name of a party' < <(promised '"p", recipient = 4, never = true')
wrong 2 'a promise begins with what it promises' < <(promised 'class = "image", never = true')
wrong 2 'behind its text a promise takes parts by name' < <(promised '"p", "image", never = true')
wrong 2 'the promise "p" promises nothing' < <(promised '"p", class = "image"')
wrong 2 'the promise "p": what never leaves needs no other limit' < <(promised '"p", never = true, form = "label"')
wrong 2 'never = false: allowed is true, or to leave it out' < <(promised '"p", never = false')
wrong 2 'form = "labels": allowed is label' < <(promised '"p", form = "labels"')
wrong 2 'kept_days = 0: allowed is a whole number of days' < <(promised '"p", kept_days = 0')
wrong 2 'least_cell = 1: allowed is a whole number of homes, 2 to 1000000' < <(promised '"p", least_cell = 1')
wrong 2 'epsilon_month = -1: allowed is a number above 0' < <(promised '"p", epsilon_month = -1')
wrong 2 "a promise has no part 'nevr'; did you mean 'never'?" < <(promised '"p", nevr = true')
wrong 2 'minors = "yes": allowed is true, or to leave it out' < <(promised '"p", minors = "yes", never = true')
wrong 2 'minors = false: allowed is true, or to leave it out' < <(promised '"p", minors = false, never = true')
wrong 2 "a promise has no part 'minor'; did you mean 'minors'?" < <(promised '"p", minor = true, never = true')
wrong 2 'the promise "p" promises nothing' < <(promised '"p", minors = true')
wrong 3 'there are two promises "p"; the first is in wrong.lua:2' < <(promised '"p", never = true }
promise { "p", class = "image", never = true')
wrong 3 'there are two promises "p"; the first is in wrong.lua:2' < <(promised '"p", never = true }
policy { name = "a", promises = { { "p", class = "image", never = true } }')
wrong 2 'promises: allowed is a list' <<<$'scenario {}\npolicy { name = "a", promises = true }'
wrong 3 'class = "imgae": there is no such data class' \
  <<<$'scenario {}\npolicy { name = "a",\n  promises = { { "p", class = "imgae", never = true } } }'

# Policies that are combined.
combined() { printf 'scenario { maker {}, microwave {}, pest_control {} }\n%s\n%s\npolicy { name = "both", combines = { "a", "b" }%s }\n' "$@"; }
wrong 4 "combines: there is no policy 'b'" < <(combined 'policy { name = "a" }' '' '')
wrong 3 "combines: there is no policy 'ask_frist'; did you mean 'ask_first'?" \
  <<<$'scenario {}\npolicy { name = "ask_first" }\npolicy { name = "a", combines = { "ask_frist" } }'
wrong 2 'combines: policy "a" would be a part of itself' < <(combined 'policy { name = "a", combines = { "a" } }' 'policy { name = "b" }' '')
wrong 3 'combines: policy "a" would be a part of itself' \
  < <(combined 'policy { name = "a", combines = { "b" } }' 'policy { name = "b", combines = { "a" } }' '')
wrong 2 'combines names "b" twice' < <(combined 'policy { name = "a", combines = { "b", "b" } }' 'policy { name = "b" }' '')
wrong 2 'combines = "b": allowed is a list of policies' < <(combined 'policy { name = "a", combines = "b" }' 'policy { name = "b" }' '')
wrong 2 'combines holds 4: allowed are names of policies' < <(combined 'policy { name = "a", combines = { 4 } }' 'policy { name = "b" }' '')
wrong 4 'order = "lst": allowed is "last", where later ones overrule earlier ones, or "strictest"; did you mean '"'last'?" \
  < <(combined 'policy { name = "a" }' 'policy { name = "b" }' ', order = "lst"')
wrong 2 'order says how policies are combined, and this one combines none' <<<$'scenario {}\npolicy { name = "a", order = "last" }'
food() { printf 'policy { name = "%s", consent = { food = %s } }' "$@"; }
wrong 4 'the policies differ in consent to food: "none" (wrong.lua:2) and "opt_in" (wrong.lua:3); say order = "strictest" or "last"' \
  < <(combined "$(food a '"none"')" "$(food b '"opt_in"')" '')
wrong 4 'the policies differ in consent to food: "none" (wrong.lua:2) and "none, kept for 30 days" (wrong.lua:3)' \
  < <(combined "$(food a '"none"')" "$(food b '{ rule = "none", kept_days = 30 }')" '')
wrong 4 'the policies differ in consent to food: "never" (wrong.lua:2) and "opt_in" (wrong.lua:3)' \
  < <(combined "$(food a '"never"')" "$(food b '{ maker = "opt_in" }')" '')
report() { printf 'policy { name = "%s", set = { ["microwave.report"] = "%s" } }' "$@"; }
wrong 4 'the policies differ in microwave.report: label (wrong.lua:2) and noised (wrong.lua:3); say order = "last" or make them the same' \
  < <(combined "$(report a label)" "$(report b noised)" '')
wrong 4 'the policies differ in microwave.report: label (wrong.lua:2) and noised (wrong.lua:3); which is the stricter, nobody can tell' \
  < <(combined "$(report a label)" "$(report b noised)" ', order = "strictest"')
lever() { printf 'policy { name = "%s", levers = { reward = { %s, 0, 9, "tokens" } } }' "$@"; }
wrong 4 'the policies differ in lever reward: 3, from 0 to 9 (wrong.lua:2) and 4, from 0 to 9 (wrong.lua:3)' \
  < <(combined "$(lever a 3)" "$(lever b 4)" '')
asks() { printf 'policy { name = "%s", on_sighting = function() end }' "$1"; }
for order in '' ', order = "last"' ', order = "strictest"'; do
  wrong 4 'two of the policies answer on_sighting: in wrong.lua:2 and in wrong.lua:3; only one may' < <(combined "$(asks a)" "$(asks b)" "$order")
done
wrong 2 "policy: nobody asks 'on_sigthing'; did you mean 'on_sighting'?" \
  <<<$'scenario {}\npolicy { name = "p", on_sigthing = function() end }'
wrong 2 "sweep has no part 'varys'; did you mean 'vary'?" <<<$'scenario {}\nsweep { varys = { "days" } }'
wrong 2 'sweep: vary = "days": allowed is a list of texts' <<<$'scenario {}\nsweep { vary = "days" }'
wrong 2 'sweep: runs = 0: allowed is 1 to 10000000' <<<$'scenario {}\nsweep { vary = { "a" }, runs = 0 }'
wrong 2 "sweep { ... } takes vary, design, list, runs and replications by name" <<<$'scenario {}\nsweep { "days" }'
wrong 2 "there are two policies named \"p\"" <<<$'scenario {} policy { name = "p" }\npolicy { name = "p" }'
wrong 2 "robot_vacuum.ownership describes the world and is no lever" \
  <<<$'scenario { robot_vacuum {} }\npolicy { name = "p", set = { ["robot_vacuum.ownership"] = 0.5 } }'
wrong 2 "compare: \"ask_frist\" is no policy of this file; did you mean 'ask_first'?" \
  <<<$'scenario {} policy { name = "ask_first" }\ncompare { baseline = "ask_frist" }'
wrong 2 "compare: 1 factors make 2 policies with the baseline, not 1" \
  <<<$'scenario {} policy { name = "p" }\ncompare { baseline = "p", factors = { "a" }, sums = { { name = "x", ["money: m"] = 1 } } }'
wrong 2 "compare: factors and sums belong together: one is missing" \
  <<<$'scenario {} policy { name = "p" } policy { name = "q" }\ncompare { baseline = "p", factors = { "a" } }'
wrong 2 'compare: "much": allowed is a number, the measure'"'"'s weight in the sum' \
  <<<$'scenario {} policy { name = "p" } policy { name = "q" }\ncompare { baseline = "p", factors = { "a" }, sums = { { name = "x", ["money: m"] = "much" } } }'

wrong 3 'reward = "\xFF": a text is UTF-8 in one line' \
  <<<$'scenario { maker {} }\npolicy { name = "p",\n  levers = { reward = { 1, 0, 2, "\\xff" } } }'
wrong 2 'title = "\xFF": a text is UTF-8 in one line' <<<$'scenario {}\npolicy { name = "p", title = "\\xff" }'
wrong 2 'sums = "\xFF": a text is UTF-8 in one line' \
  <<<$'scenario {} policy { name = "p" } policy { name = "q" }\ncompare { factors = { "a" }, sums = { { ["\\xff"] = 1 } } }'

# Texts that are none, whatever they are texts of. Lines end as they like, and are counted alike.
wrong 3 'the byte \xE9 is no UTF-8: save the file as UTF-8' <<<$'scenario {\r\n}\r-- caf\xE9'
wrong 1 'this is UTF-16: save it as UTF-8' < <(printf '\xff\xfes\0c\0')
wrong 2 'a byte \x00: this is no text' < <(printf 'scenario {}\n\0')
wrong 3 "scenario has no setting or section 'wether'; did you mean 'weather'?" <<<$'\xEF\xBB\xBFscenario {\r  days = 2,\r  wether = {} }'
long=$(printf 'a%.0s' $(seq 101)).lua
echo 'scenario { days = 2 }' >"$long"
refused "a long file's name" 2 "lua:1: the file's name is that of the run, and too long (101 bytes, at most 100)" run "$long"
mkfifo pipe.lua
mkdir folder.lua
refused "a pipe" 2 "pipe.lua: this is a pipe: write its text into a file first" run pipe.lua
refused "a folder" 2 "folder.lua: this is a folder, not a file" run folder.lua
refused "a device" 2 "/dev/zero: this is a device, not a file" run /dev/zero
printf 'return "\xE9"' >latin.lua
printf '\xEF\xBB\xBFlocal right\rlocal other = wrong\rreturn right' >marked.lua
wrong 1 'require "latin": latin.lua:1: the byte \xE9 is no UTF-8: save the file as UTF-8' <<<'require "latin"'
wrong 1 'require "pipe": pipe.lua: this is a pipe' <<<'require "pipe"'
echo 'require "marked"' >wrong.lua
refused "a module's line" 2 "marked.lua:2: unknown name 'wrong'" run wrong.lua
refused "an argument in Latin-1" 2 "argument 2, 'caf\xE9.lua': allowed is UTF-8 in one line" run $'caf\xE9.lua'
refused "an argument of two lines" 2 "argument 4, 'a\x0Ab.h5': allowed is UTF-8 in one line" run right.lua -o $'a\nb.h5'
refused "a setting in Latin-1" 2 "argument 4, 'title=\xE9': allowed is UTF-8 in one line" run right.lua --set $'title=\xE9'

# Files that a scenario names, each refused with the line of its mistake.
read_file() { # NAME MESSAGE SECTION: the file on standard input
  cat >"$1"
  echo "scenario { days = 1, start = '2018-06-01', homes = { count = 4, districts = 2 }, network = 'closed_form', $3 }" >reads.lua
  refused "$2" 2 "$2" run reads.lua
}
trace() { read_file trace.csv "trace.csv:$1" "weather = { file = 'trace.csv', solar_column = '' }"; }
trace "1: no column 'temperature_c' (weather.temperature_column); did you mean 'temprature_c'?; the file has time_kst, temprature_c" \
  <<<'time_kst,temprature_c'
trace '1: the byte \xB0 is no UTF-8' <<<$'time_kst,temperature_\xB0C'
trace "2: 3 fields, the header has 2 (numbers have a decimal point" <<<$'time_kst,temperature_c\n2018-06-01 00:00,20,5'
trace "2: 2018-06-01 00:00: temperature_c = '20,5' is not a number: decimals stand behind a point" \
  <<<$'time_kst,temperature_c\n2018-06-01 00:00,"20,5"'
trace "3: 2018-06-01 00 stands in line 2 already" <<<$'time_kst,temperature_c\r2018-06-01 00,20\r2018-06-01 00,21'
trace "3: quotes are opened in this line and never closed" <<<$'time_kst,temperature_c\n2018-06-01 00,20\n2018-06-01 01,"21\n'
ties() { read_file "$1" "$1:$2" "friends = { model = 'file', file = '$1' }"; }
ties ties.txt "2: household 4000000000: the scenario has households 0 to 3 (homes.count)" <<<$'0 1\r4000000000 1'
ties ties.txt " there is no tie in the file" </dev/null
ties ties.GRAPHML "2: target=\"c\": no node before this edge has that id" \
  <<<$'<graphml><graph><node id="a"/>\n<edge source="a" target="c"/></graph></graphml>'

# What only shows when the parties and appliances meet.
two_makers() {
  printf 'scenario { homes = { count = 20, districts = 2 }, robot_vacuum {}, regulator { name = "office" },\n' >meet.lua
  printf '  maker { name = "hanbit", makes = "%s" }, maker { name = "nara", makes = "%s" }, %s }\n' "$1" "$2" "$3" >>meet.lua
}
two_makers robot_vacuum "robot_vacuum office" ""
refused "two makers of one thing" 2 "meet.lua:2: nara.makes = \"robot_vacuum office\": 'robot_vacuum' is hanbit's already" run meet.lua
two_makers robot_vacum "" ""
refused "a maker of nothing" 2 "meet.lua:2: hanbit.makes = \"robot_vacum\": 'robot_vacum' is no appliance and no other party of this scenario; did you mean 'robot_vacuum'?" run meet.lua
two_makers "" hanbit ""
refused "a maker of makers" 2 "meet.lua:2: nara.makes = \"hanbit\": 'hanbit' is no appliance and no other party of this scenario" run meet.lua
two_makers "" "" 'brand { sells = "robot_vacuum" }'
refused "a brand of what families own" 2 'brand.sells = "robot_vacuum": its own ownership is not 0; see brands.ownership' run meet.lua
two_makers "" "" 'brand { sells = "robot" }'
refused "a brand of nothing" 2 'brand.sells = "robot": there is no appliance of that name' run meet.lua
printf 'scenario { homes = { count = 20, districts = 2 }, robot_vacuum {}, maker { name = "nara" } }\npolicy { name = "one",\n  consent = { from = { naru = { image = "none" } } } }\n' >meet.lua
refused "rules of no maker" 2 "meet.lua:3: consent.from: this scenario has no maker 'naru'; did you mean 'nara'?" run meet.lua
printf 'scenario { homes = { count = 20, districts = 2 }, robot_vacuum {}, maker { name = "nara" } }\npolicy { name = "one",\n  consent = { from = { nara = { imag = "none" } } } }\n' >meet.lua
refused "a maker's rule of no class" 2 "meet.lua:3: consent: unknown data class 'imag'; did you mean 'image'?" run meet.lua
printf 'scenario {\n  homes = { count = 20, districts = 2 }, sensor {\n    to = "nobody" } }\n' >meet.lua
refused "a sensor without a recipient" 2 'meet.lua:3: sensor.to = "nobody": there is no party of that name' run meet.lua
echo 'scenario { homes = { count = 20, districts = 2 }, service { listens_to = "nobody" } }' >meet.lua
refused "a service without a monitor" 2 'meet.lua:1: service.listens_to = "nobody": there is no monitor of that name' run meet.lua
echo 'scenario { homes = { count = 20, districts = 2 }, robot_vacuum {}, retailer { sells = "kettle" } }' >meet.lua
refused "a retailer without a product" 2 'meet.lua:1: retailer.sells = "kettle": there is no appliance of that name' run meet.lua
sold='retailer { name = "shop", sells = "robot_vacuum" }, retailer { name = "store", sells = "robot_vacuum" }'
echo "scenario { homes = { count = 20, districts = 2 }, robot_vacuum {}, $sold }" >meet.lua
refused "a product of two retailers" 2 'meet.lua:1: store.sells = "robot_vacuum": shop sells it already' run meet.lua

broken() { echo "scenario { homes = { count = 20, districts = 2 }, maker { name = 'hanbit' }, breach { $1 } }" >meet.lua; }
broken 'party = "hanbitt"'
refused "a breach of nobody" 2 "meet.lua:1: breach.party = \"hanbitt\": there is no party of that name; did you mean 'hanbit'?" run meet.lua
broken 'at = "September"'
refused "a breach at no date" 2 'meet.lua:1: breach.at = "September": allowed is a date, YYYY-MM-DD' run meet.lua
broken 'a_year = -1'
refused "a breach less than never" 2 "a_year = -1 1/year: allowed is 0 to 12 1/year" run meet.lua
echo 'scenario { homes = { count = 20, districts = 2 }, breach {} }' >meet.lua
refused "a breach where there is no maker" 2 'meet.lua:1: breach.party = "": say whose data get out; there is no maker' run meet.lua

refused "an advertiser without a medium" 2 'two.lua:2: ads: there is no media {}' run two.lua
refused "a kind that is not there" 2 "this scenario has no 'pest_control'; it has air_conditioner, electricity" \
  run right.lua --set pest_control.crews=2
refused "one policy alone" 2 "one.lua:2: a comparison needs two policies or more, and this is the only one" compare one.lua
refused "no policy" 2 "none.lua:1: a comparison needs two policies or more, and this file has none" compare none.lua

# Names that the run file or the books cannot bear.
wrong_name() { wrong 1 "$1" <<<"scenario { days = 2, homes = { count = 20, districts = 2 }, network = \"closed_form\", $2 }"; }
wrong_name "the name 'households' is that of an account or of another kind" 'electricity { name = "households" }'
wrong_name "the name 'grocery' is that of an account or of another kind" 'pest_control { name = "grocery" }'
wrong_name 'name = "living/bed": allowed are letters, digits, _ and -' 'air_conditioner { name = "living/bed" }'
wrong_name 'name = "a\x0Ab": a text is UTF-8 in one line' 'air_conditioner { name = "a\nb" }'
wrong_name 'name = "caf\xE9": a text is UTF-8 in one line' 'air_conditioner { name = "caf\xe9" }'
wrong_name 'name = "café": allowed are letters, digits, _ and -' 'air_conditioner { name = "café" }'
wrong_name 'title = "caf\xE9": a text is UTF-8 in one line' 'title = "caf\xe9"'
wrong_name 'title = "a\x00b": a text is UTF-8 in one line' 'title = "a\0b"'
wrong_name 'title = "\x1B[2J": a text is UTF-8 in one line' 'title = "\27[2J"'
wrong_name 'file = "\xE9.csv": a text is UTF-8 in one line' 'weather = { file = "\xe9.csv" }'
wrong_name 'scenario { ... } holds a key that is text with a byte 0' '["a\0b"] = 1'
wrong_name 'the script uses more than 64 MB of memory' '(function() local t = {} for i = 1, 999 do t[i] = t end return t end)()'
wrong_name 'name = "aaaaaaaaaaaaaaaaaaaa...": allowed are up to 60 letters' 'air_conditioner { name = ("a"):rep(61) }'
wrong_name "the names 'cool' and 'cool_empty' make two series called 'cool_empty_energy'" \
  'air_conditioner { name = "cool" }, air_conditioner { name = "cool_empty" }'
# Settings that are each allowed, and not together.
wrong_name "families.size_share: its numbers are shares of a whole, and all are 0" 'families = { size_share = {0, 0, 0, 0, 0} }'
wrong_name "cockroaches.founders = 30 is above cockroaches.capacity = 20" 'cockroaches = { founders = 30, capacity = 20 }'
wrong_name "regulator.fine_least_won = 5 is above regulator.fine_most_won = 3" 'regulator { fine_least_won = 5, fine_most_won = 3 }'
hours=$(printf '0,%.0s' $(seq 24))
wrong_name "microwave.hour_weight: its numbers are shares of a whole, and all are 0" "microwave { hour_weight = {$hours} }"
printf 'scenario { days = 3, network = "closed_form", school { count = 2 }, firm { name = "school_1" } }' >copies.lua
refused "the name of a copy" 2 "two parties are called 'school_1'" run copies.lua

# What is right, works: the checks above would pass for a program that refuses everything.
"$maru" run right.lua --quiet -o right.h5 || complain "a right scenario" "exit status 0" "$?"
[ -s right.h5 ] && [ -s right.provenance.json ] || complain "a right scenario" "right.h5 and right.provenance.json" "$(ls)"

echo "$checked mistakes checked, $failed failed"
[ "$failed" = 0 ]
