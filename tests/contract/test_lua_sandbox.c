// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario language: what a file becomes, that every mistake is told with its line and what is allowed,
// that no script escapes, hangs or brings chance of its own, and how hooks are asked.
#include "lua/scenario.h"
#include "sim/engine/home.h"
#include "tests/support/check.h"
#include "tests/support/small_catalogue.h"

static char folder[] = "/tmp/maru_lua_XXXXXX";
static char path[100], module_path[100];

static void write_file(const char *name, const char *text) {
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static struct scenario_file *load(const char *text, struct status *status) {
    write_file(path, text);
    *status = (struct status){0};
    return scenario_load(path, small_catalogue(), status);
}

static struct scenario_file *load_well(const char *text) {
    struct status status;
    struct scenario_file *file = load(text, &status);
    if (!file) print_error("%s\n", status.message);
    assert_non_null(file);
    return file;
}

// The text fails to load, with exactly this complaint: "LINE: message".
static void check_refused(const char *text, const char *complaint) {
    struct status status;
    char expected[1200];
    snprintf(expected, sizeof expected, "%s:%s", path, complaint);
    struct scenario_file *file = load(text, &status);
    if (file || strcmp(status.message, expected)) print_error("of:\n%s\n", text);
    assert_null(file);
    assert_string_equal(status.message, expected);
    assert_int_equal(status.code, STATUS_SCENARIO);
}

#define LOADS(body) "scenario { kettle {} }\n" body

// What a file becomes.

static const char whole_file[] =
    "local small = require 'small'\n"
    "scenario {\n"
    "  name = 'buns', title = 'Do buns pay?', start = '2018-07-01', days = 10, seed = 7,\n"
    "  homes = small.homes { count = 50 }, mail = 'pigeon',\n"
    "  climate = { normals_c = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }, trace = 'trace.csv' },\n"
    "  kettle { power_w = 2000, whistle = false }, kettle { name = 'second' },\n"
    "  bakery { name = 'Paris', fee_won = 500 }, grocer {},\n"
    "}\n"
    "policy { name = 'sell', consent = { image = 'none' }, set = { ['kettle.placement'] = 'cloud' } }\n"
    "policy { name = 'ask', title = 'Ask first',\n"
    "  consent = { image = { Paris = 'ask_each_time', grocer = 'opt_in' } },\n"
    "  set = { Paris = { fee_won = 4000 } },\n"
    "  levers = { reward = { 300, 0, 3000, 'tokens paid' } },\n"
    "  on_order = function(home, order, levers) return { reward_tokens = levers.reward } end }\n"
    "compare { baseline = 'ask', policies = { 'sell' }, replications = 5 }\n";

static const void *settings_of(const struct plan *plan, const char *name) {
    return plan_entry_named(plan, name)->settings;
}

static void test_a_file_becomes_a_plan(void **state) {
    (void)state;
    struct scenario_file *file = load_well(whole_file);
    struct status status = {0};
    struct plan *plan = scenario_plan(file, "ask", 3, &status);
    assert_non_null(plan);
    assert_string_equal(plan->name, "buns");
    assert_string_equal(plan->title, "Do buns pay?");
    assert_string_equal(plan->policy, "ask");
    assert_string_equal(plan->text, whole_file);
    assert_int_equal(plan->replication, 3);
    assert_int_equal(plan_end(plan), 10 * CLOCK_DAY);
    const struct homes_settings *homes = settings_of(plan, "homes");
    assert_int_equal(homes->count, 50);
    assert_int_equal(homes->districts, 5);  // the module's default
    assert_int_equal(((const struct mail_settings *)settings_of(plan, "mail"))->model, 1);
    assert_float_equal(((const struct climate_settings *)settings_of(plan, "climate"))->normals_c[11], 12, 0);
    assert_float_equal(((const struct kettle_settings *)settings_of(plan, "kettle"))->power_w, 2000, 0);
    assert_float_equal(((const struct kettle_settings *)settings_of(plan, "second"))->power_w, 1800, 0);
    assert_float_equal(((const struct shop_settings *)settings_of(plan, "Paris"))->fee_won, 4000, 0);
    assert_int_equal(plan_entry_named(plan, "Paris")->origins[0], ORIGIN_POLICY);
    assert_int_equal(plan_entry_named(plan, "kettle")->origins[0], ORIGIN_SCENARIO);
    assert_int_equal(plan_rule(plan, DATA_IMAGE, plan_entry_named(plan, "Paris")), RULE_ASK_EACH_TIME);
    assert_int_equal(plan_rule(plan, DATA_IMAGE, plan_entry_named(plan, "grocer")), RULE_OPT_IN);
    assert_int_equal(plan_rule(plan, DATA_FOOD, plan_entry_named(plan, "grocer")), RULE_NEVER);
    assert_float_equal(plan->levers[0].value, 300, 0);
    plan_free(plan);

    plan = scenario_plan(file, NULL, 0, &status);  // the first policy
    assert_string_equal(plan->policy, "sell");
    assert_int_equal(((const struct kettle_settings *)settings_of(plan, "kettle"))->placement, 3);
    plan_free(plan);
    assert_null(scenario_plan(file, "aks", 0, &status));
    assert_non_null(strstr(status.message, "has no policy 'aks'; did you mean 'ask'?"));
    scenario_free(file);
}

static void test_comparisons_and_their_default(void **state) {
    (void)state;
    struct scenario_file *file = load_well(whole_file);
    const struct scenario_compare *compare = scenario_compare(file);
    assert_string_equal(compare->baseline, "ask");
    assert_int_equal(compare->count, 1);
    assert_string_equal(compare->policies[0], "sell");
    assert_int_equal(compare->replications, 5);
    scenario_free(file);

    file = load_well(LOADS("policy { name = 'a' } policy { name = 'b' } policy { name = 'c', title = 'C' }"));
    compare = scenario_compare(file);
    assert_string_equal(compare->baseline, "a");
    assert_int_equal(compare->count, 2);
    assert_string_equal(compare->policies[1], "c");
    assert_int_equal(compare->replications, 20);
    size_t count;
    assert_string_equal(scenario_policies(file, &count)[2].title, "C");
    assert_int_equal(count, 3);
    scenario_free(file);

    file = load_well(LOADS(""));
    assert_null(scenario_compare(file)->baseline);
    struct status status = {0};
    struct plan *plan = scenario_plan(file, NULL, 0, &status);
    assert_string_equal(plan->policy, "");
    assert_string_equal(plan->name, "scenario");  // the file's
    plan_free(plan);
    scenario_free(file);
}

// What is refused, and where.

struct refusal {
    const char *text, *complaint;
};

static const struct refusal refusals[] = {
    {"local x = 1", "1: this file has no scenario { ... }"},
    {"scenario {}\nscenario {}", "2: scenario { ... } is given twice; the first is in line 1"},
    {"scenario {\n  days = 0 }", "2: scenario.days = 0 day: allowed is 1 to 3660 day"},
    {"scenario {\n\n  days = 'many' }",
     "3: scenario.days = \"many\": allowed is a whole number, 1 to 3660 day"},
    {"scenario { day = 3 }", "1: scenario has no setting or section 'day'; did you mean 'days'?"},
    {"scenario {\n  start = '1 June' }", "2: start = \"1 June\": allowed is a date written YYYY-MM-DD"},
    {"scenario {\n  window_min = 7 }",
     "2: window_min = 7 min: a day must hold a whole number of windows; try 1, 5, 10 or 15"},
    {"scenario {\n  homes = { count = 3 } }",
     "2: homes.districts = 40: allowed is at most homes.count = 3, one home in each"},
    {"scenario {\n name = 'a/b' }", "2: name = \"a/b\": allowed are letters, digits, _ and -"},
    {"scenario { title = 3 }", "1: title = 3: allowed is a text"},
    {"scenario { mail = 'pigoen' }",
     "1: mail.model = \"pigoen\": allowed is carrier or pigeon; did you mean 'pigeon'?"},
    {"scenario { climate = { trace =\n 'none.csv' } }",
     "1: climate.trace = \"none.csv\": there is no such file in %FOLDER or %LIBRARY"},
    {"scenario { climate = { normals_c = { 1, 2 } } }",
     "1: climate.normals_c = 2 numbers: allowed is 12 numbers, each -40 to 50 degC"},
    {"scenario { climate = { normals_c = { 1, 'x' } } }",
     "1: climate.normals_c = a table that holds not only numbers: allowed is 12 numbers, each -40 to 50 "
     "degC"},
    {"scenario {\n  -- power_w = 1\n  kettle {\n    cups = 3,\n    power_w = 9000,\n  } }",
     "5: kettle.power_w = 9000 W: allowed is 500 to 3000 W"},
    {"scenario { kettle { cups = 2.5 } }", "1: kettle.cups = 2.5: allowed is a whole number, 1 to 12"},
    {"scenario { kettle { cups = {} } }", "1: kettle.cups = a table: allowed is a whole number, 1 to 12"},
    {"scenario { kettle { cups = print } }",
     "1: kettle.cups = a function: allowed is a whole number, 1 to 12"},
    {"scenario { kettle { whistle = bakery {} } }",
     "1: kettle.whistle = bakery { ... }: allowed is true or false"},
    {"scenario { kettle { powerw = 1 } }", "1: kettle has no setting 'powerw'; did you mean 'power_w'?"},
    {"scenario { kettle { zzz = 1 } }", "1: kettle has no setting 'zzz'; see 'maru list kettle'"},
    {"scenario { kettle { 'cloud' } }", "1: kettle takes settings by name: { setting = value, ... }"},
    {"scenario { kettle { name = 3 } }", "1: kettle: name must be a text"},
    {"scenario {\n kettle {},\n kettle {} }",
     "3: the name 'kettle' is taken by another kettle; give one a name of its own"},
    {"scenario {\n ketle {} }", "2: unknown name 'ketle'; did you mean 'kettle'?"},
    {"scenario { kettle }",
     "1: number 1 of the scenario's list is a function: allowed are appliances and parties, like maker { ... "
     "}"},
    {"scenario { kettle() }", "1: kettle takes one table: kettle { ... }, not nothing"},
    {"scenario 'x'", "1: scenario takes one table: scenario { ... }, not string"},
    {"scenario = { days = 3 }",
     "1: 'scenario' is a word of the scenario language; write scenario { ... } without '='"},
    {"scenario { [true] = 1 }",
     "1: scenario { ... } holds a key that is boolean: allowed are names and a list"},
    {"scenario {\n days = 3", "2: '}' expected (to close '{' at line 1) near <eof>"},
    {"local x = nil + 1\nscenario {}", "1: attempt to perform arithmetic on a nil value"},
    {"error('mine', 0)", "1: mine"},
    {"\33Lua", NULL},
    // Policies.
    {LOADS("policy {}"), "2: policy { ... } needs a name = \"...\""},
    {LOADS("policy { name = 1 }"), "2: name = 1: allowed is a text"},
    {LOADS("policy { name = 'a b' }"), "2: name = \"a b\": allowed are letters, digits, _ and -"},
    {LOADS("policy { name = 'a' }\npolicy { name = 'a' }"),
     "3: there are two policies named \"a\"; the first is in line 2"},
    {LOADS("policy { name = 'a', consents = {} }"),
     "2: policy has no part 'consents'; did you mean 'consent'?"},
    {LOADS("policy { name = 'a', consent = 'none' }"),
     "2: consent = \"none\": allowed is { data_class = \"rule\", ... }"},
    {LOADS("policy { name = 'a',\n consent = {\n imgae = 'none' } }"),
     "4: consent: unknown data class 'imgae'; did you mean 'image'?; there are image, presence, absence, "
     "energy_use, "
     "food, stock, pest_sighting, air_quality, device_health, purchase, profile, telemetry, health"},
    {LOADS("policy { name = 'a', consent = { image = 'nine' } }"),
     "2: consent to image = \"nine\": allowed is never, none, at_install, opt_in, opt_out, ask_each_time; "
     "did you mean "
     "'none'?"},
    {LOADS("policy { name = 'a', consent = { image = 3 } }"),
     "2: consent to image = 3: allowed is never, none, at_install, opt_in, opt_out, ask_each_time"},
    {"scenario { bakery {} }\npolicy { name = 'a', consent = { image = { bakry = 'none' } } }",
     "2: consent: this scenario has no party 'bakry'; did you mean 'bakery'?"},
    {LOADS("policy { name = 'a', levers = { x = { 5, 0, 3, 'm' } } }"),
     "2: lever x: the default 5 does not lie in its range 0 to 3"},
    {LOADS("policy { name = 'a', levers = { x = 3 } }"),
     "2: lever x: allowed is { default, least, most, \"meaning\" }"},
    {LOADS("policy { name = 'a', levers = { days = { 1, 0, 3, 'm' } } }"),
     "2: lever days: the name is taken by a setting of the scenario"},
    {LOADS("policy { name = 'a', set = { ['kettle.placement'] = 'mars' } }"),
     "2: kettle.placement = \"mars\": allowed is none, motion, device or cloud"},
    {LOADS("policy { name = 'a', set = { ['kettle.placment'] = 'cloud' } }"),
     "2: set: kettle has no setting 'placment'; did you mean 'placement'?"},
    {LOADS("policy { name = 'a', set = { ['kettle.ownership'] = 0.1 } }"),
     "2: kettle.ownership describes the world and is no lever, so a policy cannot set it; put it into "
     "scenario { ... }"},
    {LOADS("policy { name = 'a', set = { ['kettle.power_w'] = 1000 } }"),
     "2: kettle.power_w describes what nobody decides and is no lever, so a policy cannot set it; put it "
     "into scenario "
     "{ ... }"},
    {LOADS("policy { name = 'a', on_odrer = function() end }"),
     "2: policy: nobody asks 'on_odrer'; did you mean 'on_order'?"},
    {LOADS("policy { name = 'a', on_order = 3 }"), "2: on_order = 3: allowed is a function written in Lua"},
    // Comparisons.
    {LOADS("policy { name = 'a' } policy { name = 'b' }\ncompare { baseline = 'c' }"),
     "3: compare: \"c\" is no policy of this file"},
    {LOADS("policy { name = 'ask' } policy { name = 'sell' }\ncompare { baseline = 'ask', policies = { 'sel' "
           "} }"),
     "3: compare: \"sel\" is no policy of this file; did you mean 'sell'?"},
    {LOADS("policy { name = 'a' }\ncompare { baseline = 'a', policies = { 'a' } }"),
     "3: compare: policy \"a\" is named twice"},
    {LOADS("policy { name = 'a' }\ncompare { baseline = 'a', replications = 1 }"),
     "3: compare: replications = 1: allowed is 2 to 10000"},
    {LOADS("policy { name = 'a' }\ncompare { base = 'a' }"),
     "3: compare has no part 'base'; did you mean 'baseline'?"},
    {LOADS("policy { name = 'a' }\ncompare {}"), "3: compare needs baseline = \"a policy's name\""},
    // Modules.
    {"require 'nowhere'",
     "1: require \"nowhere\": there is no nowhere.lua beside the scenario or in the library"},
    {"require '../secret'", "1: require \"../secret\": allowed are small letters, digits and _"},
    {"require 'circle'", NULL},
    {"local small = require 'small'\nscenario {\n  homes = small.homes { cuont = 3 } }",
     "3: homes has no setting 'cuont'; did you mean 'count'?"},
};

// Puts the folders in the place of their marks.
static void expand(const char *text, char *out, size_t size) {
    size_t used = 0;
    for (; *text && used < size - 1; text++) {
        bool folder_mark = !strncmp(text, "%FOLDER", 7), library_mark = !strncmp(text, "%LIBRARY", 8);
        if (folder_mark || library_mark) {
            used += (size_t)snprintf(out + used, size - used, "%s", folder_mark ? folder : MARU_LUA_FOLDER);
            text += folder_mark ? 6 : 7;
        } else {
            out[used++] = *text;
        }
    }
    out[used] = '\0';
}

static void test_every_mistake_is_told_with_its_line(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        char complaint[1000];
        struct status status;
        if (refusals[i].complaint) {
            expand(refusals[i].complaint, complaint, sizeof complaint);
            check_refused(refusals[i].text, complaint);
        } else {
            assert_null(load(refusals[i].text, &status));
            assert_int_equal(status.code, STATUS_SCENARIO);
            assert_true(status.message[0] != '\0');
        }
    }
}

static void test_files_that_cannot_be_read(void **state) {
    (void)state;
    struct status status = {0};
    assert_null(scenario_load("/nowhere/x.lua", small_catalogue(), &status));
    assert_string_equal(status.message, "/nowhere/x.lua: No such file or directory");
    assert_int_equal(status.code, STATUS_SCENARIO);
    status = (struct status){0};
    assert_null(scenario_load(folder, small_catalogue(), &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
}

// What no script can do.

static void test_scripts_cannot_run_on(void **state) {
    (void)state;
    static const struct refusal runaways[] = {
        {"while true do end", "1: the script runs on and on: is there a loop without end?"},
        {"local function f()\n  return f()\nend\nf()",
         "2: the script runs on and on: is there a loop without end?"},
        {"while true do pcall(function() while true do end end) end",
         "1: the script runs on and on: is there a loop without end?"},
        {"local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end })\nlocal x = t[1]",
         NULL},
        {"local s = ('a'):rep(1000)\nreturn s:find('.-.-.-.-b')",
         "2: the script runs on and on: is there a loop without end?"},
        {"local t = { 1 }\nwhile true do table.insert(t, 1, 1) end", NULL},
        {"local t = {}\nfor i = 1, 1e9 do t[i] = i end", "2: the script uses more than 64 MB of memory"},
        {"local s = 'x'\nwhile true do s = s .. s end", "2: the script uses more than 64 MB of memory"},
        {"local s = 'x'\nwhile true do pcall(function() s = s .. s end) end", NULL},
        {"local t = {}\nfor i = 1, 400 do t[i] = ('x'):rep(1e6 + i) end",
         "2: string.rep makes at most 1000000 characters, not 1000001"},
        {"local s, t = ('x'):rep(1e6), {}\nfor i = 1, 400 do t[i] = s end\nlocal u = table.concat(t)",
         "3: not enough memory"},
        {"local s = ('x'):rep(1e9)", "1: string.rep makes at most 1000000 characters, not 1000000000"},
        {"return table.concat(setmetatable({}, { __len = function() return 1e15 end }))",
         "1: table.concat needs a plain table, not table"},
    };
    for (size_t i = 0; i < sizeof runaways / sizeof runaways[0]; i++) {
        struct status status;
        if (runaways[i].complaint) {
            check_refused(runaways[i].text, runaways[i].complaint);
        } else {
            assert_null(load(runaways[i].text, &status));
            assert_int_equal(status.code, STATUS_SCENARIO);
        }
    }
}

static void test_scripts_reach_nothing_outside(void **state) {
    (void)state;
    static const char *const names[] = {"io",         "os",     "debug",    "package",        "load",
                                        "loadstring", "dofile", "loadfile", "collectgarbage", "coroutine",
                                        "_G",         "utf8",   "print.x"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char text[100];
        struct status status;
        snprintf(text, sizeof text, "local x = %s", names[i]);
        assert_null(load(text, &status));
        assert_non_null(strstr(status.message, ":1: "));
    }
    check_refused("setmetatable({}, { __gc = function() end })", "1: __gc is not available in a scenario");
    check_refused("getmetatable('').__index = 3", "1: attempt to index a boolean value");
    check_refused("setmetatable(_ENV, nil)", "1: cannot change a protected metatable");
    check_refused("math.random()",
                  "1: math.random: only the hooks of a policy may draw; a scenario is the same every time");
    check_refused("print = 3",
                  "1: 'print' is a word of the scenario language; write print { ... } without '='");
    check_refused("string.dump(function() end)", "1: attempt to call a nil value (field 'dump')");
    check_refused("return string.format('%p', {})", "1: string.format: %p is not available");
}

// Every assertion of the script holds.
static void test_order_and_addresses_never_show(void **state) {
    (void)state;
    scenario_free(load_well(
        LOADS("local t, seen = { zebra = 1, apple = 2, mango = 3, [10] = 4, [2] = 5, [true] = 6 }, {}\n"
              "for k, v in pairs(t) do seen[#seen + 1] = tostring(k) .. '=' .. v end\n"
              "assert(table.concat(seen, ' ') == '2=5 10=4 apple=2 mango=3 zebra=1 true=6', "
              "table.concat(seen, ' '))\n"
              "assert(next({}) == nil and next({ b = 1, a = 2 }) == 'a')\n"
              "assert(not pcall(next, t, 'apple') and not pcall(pairs, { [{}] = 1 }))\n"
              "assert(tostring({}) == 'table' and tostring(print) == 'function')\n"
              "assert(string.format('%s %d %%p', {}, 3) == 'table 3 %p')\n"
              "local list = {}\n"
              "for i = 1, 500 do list[i] = { key = i * 7919 % 10, place = i } end\n"
              "table.sort(list, function(a, b) return a.key < b.key end)\n"
              "for i = 2, 500 do\n"
              "  local a, b = list[i - 1], list[i]\n"
              "  assert(a.key < b.key or a.key == b.key and a.place < b.place)\n"
              "end\n"
              "local words = { 'c', 'a', 'b' }; table.sort(words); assert(table.concat(words) == 'abc')\n"
              "assert(('x'):rep(3) == 'xxx' and ('abc'):upper():find('B', 1, true) == 2)\n"
              "assert(('a=1,b=2'):gsub('(%w)=(%w)', '%2%1') == '1a,2b')\n")));
}

// Hooks.

#define POLICY(answer)                                                                                 \
    "policy { name = 'p', levers = { reward = { 3, 0, 9, 'm' } },\n on_order = function(home, order, " \
    "levers)\n" answer " end }"

struct asked {
    struct scenario_file *file;
    struct plan *plan;
    struct order_offer offer;
    struct status status;
};

static struct asked open_hooks(const char *policy) {
    char text[4000];
    snprintf(text, sizeof text, "scenario { kettle {} }\n%s", policy);
    struct asked asked = {.file = load_well(text)};
    asked.plan = scenario_plan(asked.file, NULL, 0, &asked.status);
    assert_non_null(asked.plan);
    assert_true(asked.plan->hooks.has(asked.plan->hooks.owner, &small_order));
    return asked;
}

static bool ask(struct asked *asked, int64_t home_number, int64_t buns) {
    struct home_facts home = {.number = home_number, .members = 3, .trust = 0.25};
    struct order_view view = {.buns = buns, .hour = 7.5, .urgent = true, .placement = 2};
    struct order_offer *normal = setting_defaults(small_order.proposal);
    asked->offer = *normal;
    setting_free(small_order.proposal, normal);
    return asked->plan->hooks.call(asked->plan->hooks.owner, &small_order, &home, &view, &asked->offer,
                                   &asked->status);
}

static void close_hooks(struct asked *asked) {
    plan_free(asked->plan);
    scenario_free(asked->file);
}

// Whatever a hook does with tables, functions and what it is given, it answers with how many texts, results
// as well as complaints, held an address or the scenario's folder: both are others in another run of the same
// scenario.
static const char looks_for_addresses[] =
    "policy { name = 'p', levers = { reward = { 3, 0, 9, 'm' } }, on_order = function(home, order, levers)\n"
    "  local found, texts = 0, 0\n"
    "  local function look(good, ...)\n"
    "    for i = 1, select('#', ...) do\n"
    "      local text = select(i, ...)\n"
    "      if type(text) == 'string' then\n"
    "        texts = texts + 1\n"
    "        if text:find('0x', 1, true) or text:find('/tmp', 1, true) then found = found + 1; print(text) "
    "end\n"
    "      end\n"
    "    end\n"
    "  end\n"
    "  local odd = { {}, setmetatable({}, { __name = 'x' }), type, function() end, home, order, levers, 'x', "
    "2.5 }\n"
    "  local words = { assert, error, getmetatable, ipairs, next, pairs, pcall, rawequal, rawget, rawlen, "
    "rawset,\n"
    "    select, setmetatable, tonumber, tostring, type, xpcall, require }\n"
    "  for _, library in ipairs { string, table, math } do\n"
    "    for _, f in pairs(library) do words[#words + 1] = f end\n"
    "  end\n"
    "  local a = odd[order.buns]\n"
    "  for _, f in ipairs(words) do look(pcall(f, a)) end\n"
    "  for _, b in ipairs(odd) do\n"
    "    for _, f in ipairs(words) do\n"
    "      look(pcall(f, a, b)); look(pcall(f, '%s %s', a, b)); look(pcall(f, '%d', a))\n"
    "    end\n"
    "    look(pcall(function() return a[b] end)); look(pcall(function() a[b] = 1 end))\n"
    "    look(pcall(function() return a + b end)); look(pcall(function() return a .. b end))\n"
    "    look(pcall(function() return a < b end)); look(pcall(function() return a(b) end))\n"
    "  end\n"
    "  assert(texts > 500, 'it has looked')\n"
    "  return { reward_tokens = found }\n"
    "end }\n";
enum { ODD_VALUES = 9 };

static void test_no_text_holds_an_address_or_a_path(void **state) {
    (void)state;
    struct asked asked = open_hooks(looks_for_addresses);
    for (int value = 1; value <= ODD_VALUES; value++) {
        if (!ask(&asked, 0, value)) print_error("%s\n", asked.status.message);
        assert_int_equal(asked.status.code, STATUS_OK);
        assert_float_equal(asked.offer.reward_tokens, 0, 0);
    }
    close_hooks(&asked);
}

static void test_a_hook_reads_and_proposes(void **state) {
    (void)state;
    struct asked asked = open_hooks(
        POLICY("assert(home.members == 3 and home.trust == 0.25 and order.hour == 7.5 and order.urgent)\n"
               "assert(order.placement == 'device' and math.type(order.buns) == 'integer')\n"
               "if order.buns == 0 then return nil end\n"
               "return { reward_tokens = levers.reward + order.buns, ask = false, placement = 'cloud' }"));
    assert_true(ask(&asked, 0, 10));
    assert_float_equal(asked.offer.reward_tokens, 13, 0);
    assert_false(asked.offer.ask);
    assert_int_equal(asked.offer.placement, 3);
    assert_true(plan_set_typed(asked.plan, "reward", "5", ORIGIN_COMMAND, &asked.status));
    assert_true(ask(&asked, 0, 10));
    assert_float_equal(asked.offer.reward_tokens, 15, 0);
    assert_true(ask(&asked, 0, 0));  // nothing answered: the defaults stand
    assert_float_equal(asked.offer.reward_tokens, 7, 0);
    assert_true(asked.offer.ask);
    close_hooks(&asked);
}

static void test_what_a_hook_does_wrong_is_told(void **state) {
    (void)state;
    static const struct refusal wrongs[] = {
        {POLICY("return { reward_tokens = 5000 }"),
         ":3: on_order: it answered reward_tokens = 5000 token: allowed is 0 to 1000 token"},
        {POLICY("return { reward = 5 }"),
         ":3: on_order: it answered something unknown: reward; did you mean 'reward_tokens'?"},
        {POLICY("return { placement = 'mars' }"),
         ":3: on_order: it answered placement = \"mars\": allowed is none, motion, device or cloud"},
        {POLICY("return { ask = {} }"), ":3: on_order: it answered ask = table: allowed is true or false"},
        {POLICY("return 3"),
         ":3: on_order: it must answer with a table { ... } or nothing, not with a number"},
        {POLICY("return order.bnus"), ":4: there is no field 'bnus'; did you mean 'buns'?\nstack traceback:"},
        {POLICY("return levers.rewrad"), ":4: the policy has no lever 'rewrad'; did you mean 'reward'?"},
        {POLICY("order.buns = 3"), ":4: what a hook is given can be read, not changed"},
        {POLICY("levers.reward = 3"), ":4: what a hook is given can be read, not changed"},
        {POLICY("local x = nil .. 'a'"), ":4: attempt to concatenate a nil value"},
        {POLICY("while true do end"), ":4: the script runs on and on: is there a loop without end?"},
        {POLICY("kettle {}"), ":4: kettle { ... } is for the scenario itself, not for hooks"},
        {POLICY("for k in pairs(order) do end"), ":4: pairs needs a table, not userdata"},
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
        struct asked asked = open_hooks(wrongs[i].text);
        char expected[300];
        snprintf(expected, sizeof expected, "%s%s", path, wrongs[i].complaint);
        assert_false(ask(&asked, 0, 1));
        assert_int_equal(asked.status.code, STATUS_SCENARIO);
        if (strncmp(asked.status.message, expected, strlen(expected)) != 0)
            assert_string_equal(asked.status.message, expected);
        close_hooks(&asked);
    }
}

static void test_a_view_ends_with_its_call(void **state) {
    (void)state;
    struct asked asked =
        open_hooks("local kept\npolicy { name = 'p', on_order = function(home, order) return nil end }\n");
    close_hooks(&asked);
    asked = open_hooks(
        "local kept = {}\npolicy { name = 'p', on_order = function(home, order)\n"
        "  kept[#kept + 1] = home\n  return { reward_tokens = #kept } end }");
    assert_true(ask(&asked, 0, 1) && ask(&asked, 1, 1));
    assert_float_equal(asked.offer.reward_tokens, 2, 0);  // a hook may remember ...
    struct plan *again = scenario_plan(asked.file, NULL, 0, &asked.status);
    plan_free(asked.plan);
    asked.plan = again;
    assert_true(ask(&asked, 0, 1));
    assert_float_equal(asked.offer.reward_tokens, 1, 0);  // ... but not from one run to another
    close_hooks(&asked);
}

// A home's draws are its own, and the same in every run of the same seed and replication.
static void test_hooks_draw_the_runs_chance(void **state) {
    (void)state;
    static const char policy[] = POLICY("return { reward_tokens = math.random(0, 1000) }");
    double alone[3], mixed[3];
    struct asked asked = open_hooks(policy);
    for (int i = 0; i < 3; i++) assert_true(ask(&asked, 5, 1)), alone[i] = asked.offer.reward_tokens;
    close_hooks(&asked);
    asked = open_hooks(policy);
    for (int i = 0; i < 3; i++) {
        assert_true(ask(&asked, 900, 1) && ask(&asked, 5, 1));
        mixed[i] = asked.offer.reward_tokens;
    }
    for (int i = 0; i < 3; i++) assert_float_equal(alone[i], mixed[i], 0);
    assert_true(alone[0] != alone[1] || alone[1] != alone[2]);
    asked.plan->replication = 1;
    assert_true(ask(&asked, 7, 1));
    double other = asked.offer.reward_tokens;
    close_hooks(&asked);
    asked = open_hooks(policy);
    assert_true(ask(&asked, 7, 1));
    assert_true(asked.offer.reward_tokens != other);
    close_hooks(&asked);
}

static int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/scenario.lua", folder);
    snprintf(module_path, sizeof module_path, "%s/small.lua", folder);
    write_file(
        module_path,
        "return { homes = function(own)\n"
        "  local all = { districts = 5 }\n  for k, v in pairs(own) do all[k] = v end\n  return all\nend }\n");
    char other[100];
    snprintf(other, sizeof other, "%s/circle.lua", folder);
    write_file(other, "return require 'circle'");
    snprintf(other, sizeof other, "%s/trace.csv", folder);
    write_file(other, "");
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    static const char *const names[] = {"scenario.lua", "small.lua", "circle.lua", "trace.csv"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char name[200];
        snprintf(name, sizeof name, "%s/%s", folder, names[i]);
        unlink(name);
    }
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_becomes_a_plan),
        cmocka_unit_test(test_comparisons_and_their_default),
        cmocka_unit_test(test_every_mistake_is_told_with_its_line),
        cmocka_unit_test(test_files_that_cannot_be_read),
        cmocka_unit_test(test_scripts_cannot_run_on),
        cmocka_unit_test(test_scripts_reach_nothing_outside),
        cmocka_unit_test(test_order_and_addresses_never_show),
        cmocka_unit_test(test_no_text_holds_an_address_or_a_path),
        cmocka_unit_test(test_a_hook_reads_and_proposes),
        cmocka_unit_test(test_what_a_hook_does_wrong_is_told),
        cmocka_unit_test(test_a_view_ends_with_its_call),
        cmocka_unit_test(test_hooks_draw_the_runs_chance),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
