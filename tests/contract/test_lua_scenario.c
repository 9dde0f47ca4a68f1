// SPDX-License-Identifier: GPL-3.0-or-later
// The scenario language: what a file becomes, and that every mistake is told with its line and what is
// allowed.
#include "tests/support/lua_files.h"

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

static enum consent_rule rule_for(const struct plan *plan, enum data_class data_class,
                                  const char *recipient) {
    const char *kind = plan_entry_named(plan, recipient)->kind->name;
    return plan_rule_of(&plan->rules, (struct plan_rule_case){data_class, recipient, kind, NULL});
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
    assert_int_equal(rule_for(plan, DATA_IMAGE, "Paris"), RULE_ASK_EACH_TIME);
    assert_int_equal(rule_for(plan, DATA_IMAGE, "grocer"), RULE_OPT_IN);
    assert_int_equal(rule_for(plan, DATA_FOOD, "grocer"), RULE_NEVER);
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

// What is given is shown in 99 bytes at most, cut within its quotes, and never within a letter.
#define FIVE_TIMES(text)       text text text text text
#define THIRTY_ONE_TIMES(text) FIVE_TIMES(FIVE_TIMES(text)) FIVE_TIMES(text) text

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
    {"scenario { kettle { cups = true } }", "1: kettle.cups = true: allowed is a whole number, 1 to 12"},
    {"scenario { kettle { power_w = false } }",
     "1: kettle.power_w = false: allowed is a number, 500 to 3000 W"},
    {"scenario { kettle { whistle = 1 } }", "1: kettle.whistle = 1: allowed is true or false"},
    {"scenario { title = true }", "1: title = true: allowed is a text"},
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
    {LOADS("policy { name = 'a', consent = ('\xEB\xA7\x88'):rep(100) }"),
     "2: consent = \"" THIRTY_ONE_TIMES("\xEB\xA7\x88") "...\": allowed is { data_class = \"rule\", ... }"},
    {LOADS("policy { name = 'a',\n consent = {\n imgae = 'none' } }"),
     "4: consent: unknown data class 'imgae'; did you mean 'image'?; there are image, presence, absence, "
     "energy_use, "
     "food, stock, pest_sighting, air_quality, device_health, purchase, profile, telemetry, health, and "
     "every"},
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
    {LOADS("policy { name = 'a', on_order = 3 }"),
     "2: on_order = 3: allowed is a function written in Lua, or a list of rules"},
    {LOADS("policy { name = 'a', consent = { every = 'sometimes' } }"),
     "2: consent to every = \"sometimes\": allowed is never, none, at_install, opt_in, opt_out, "
     "ask_each_time"},
    {LOADS("policy { name = 'a', consent = { every = { maru = 'none' } } }"),
     "2: a rule with limits names the rule: { rule = \"rule\", form = \"label\", epsilon_month = 4, "
     "expires_days = 30, "
     "kept_days = 90 }"},
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
    {"require '../secret'",
     "1: require \"../secret\": allowed are small letters, digits and _, and one folder: a/b"},
    {"require 'a/b/c'", "1: require \"a/b/c\": allowed are small letters, digits and _, and one folder: a/b"},
    {"require '/a'", "1: require \"/a\": allowed are small letters, digits and _, and one folder: a/b"},
    {"require 'policies/nowhere'",
     "1: require \"policies/nowhere\": there is no policies/nowhere.lua beside the scenario or in the "
     "library"},
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_becomes_a_plan),
        cmocka_unit_test(test_comparisons_and_their_default),
        cmocka_unit_test(test_every_mistake_is_told_with_its_line),
        cmocka_unit_test(test_files_that_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
