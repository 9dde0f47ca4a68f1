// SPDX-License-Identifier: GPL-3.0-or-later
// Plans: entries and their names, settings found by what a person writes, rules, checks.
#include "sim/engine/plan.h"

#include "tests/support/check.h"
#include "tests/support/small_catalogue.h"

static struct plan *make_plan(void) {
    struct plan *plan = plan_create(small_catalogue());
    struct status status = {0};
    struct plan_entry *entry;
    assert_true(plan_add(plan, "kettle", NULL, &status, &entry));
    assert_true(plan_add(plan, "bakery", "Hansot", &status, &entry));
    assert_true(plan_add(plan, "bakery", "Paris", &status, &entry));
    return plan;
}

static void add_rule(struct plan *plan, enum data_class data_class, const char *recipient,
                     enum consent_rule rule) {
    plan->rules.all = status_reallocate(plan->rules.all, plan->rules.count + 1, sizeof *plan->rules.all);
    plan->rules.all[plan->rules.count++] = (struct plan_rule){
        .data_class = data_class, .recipient = recipient ? status_copy_text(recipient) : NULL, .rule = rule};
}

static void test_entries_have_unique_names(void **state) {
    (void)state;
    struct plan *plan = make_plan();
    struct plan_entry *entry;
    struct status status = {0};
    assert_false(plan_add(plan, "kettel", NULL, &status, &entry));
    assert_string_equal(status.message, "unknown kind 'kettel'; did you mean 'kettle'?");
    status = (struct status){0};
    assert_false(plan_add(plan, "kettle", NULL, &status, &entry));
    assert_non_null(strstr(status.message, "the name 'kettle' is taken"));
    status = (struct status){0};
    assert_false(plan_add(plan, "kettle", "homes", &status, &entry));  // a section's name
    assert_int_equal(plan->parties.count, 2);
    assert_string_equal(plan_entry_named(plan, "Paris")->kind->name, "bakery");
    assert_null(plan_entry_named(plan, "Seoul"));
    plan_free(plan);
}

static void set(struct plan *plan, const char *name, const char *typed, const char *complaint) {
    struct status status = {0};
    assert_int_equal(plan_set_typed(plan, name, typed, ORIGIN_COMMAND, &status), complaint == NULL);
    assert_string_equal(status.message, complaint ? complaint : "");
}

static void test_settings_are_found_by_dotted_and_bare_names(void **state) {
    (void)state;
    struct plan *plan = make_plan();
    plan->levers = status_allocate(1, sizeof *plan->levers);
    plan->levers[plan->lever_count++] = (struct plan_lever){
        status_copy_text("reward_tokens"), status_copy_text("paid"), .value = 300, .least = 0, .most = 3000};
    set(plan, "kettle.power_w", "2000", NULL);
    set(plan, "Paris.fee_won", "1", NULL);
    set(plan, "days", "30", NULL);
    set(plan, "homes", "500", NULL);  // a section's bare name: its first setting
    set(plan, "reward_tokens", "1000", NULL);
    set(plan, "reward_tokens", "9000", "reward_tokens = 9000: allowed is 0 to 3000");
    set(plan, "reward_tokens", "many", "reward_tokens = many: allowed is 0 to 3000");
    set(plan, "reward_token", "1", "unknown setting 'reward_token'; did you mean 'reward_tokens'?");
    set(plan, "kettle.pwer_w", "1", "kettle has no setting 'pwer_w'; did you mean 'power_w'?");
    set(plan, "ketle.power_w", "1", "ketle.power_w: this scenario has no 'ketle'; did you mean 'kettle'?");
    set(plan, "ownership", "1", "unknown setting 'ownership'; did you mean 'kettle.ownership'?");
    set(plan, "kettle.power_w", "9", "kettle.power_w = 9 W: allowed is 500 to 3000 W");
    set(plan, "climate.trace", "no.csv", "climate.trace = \"no.csv\": there is no such file in .");

    const struct plan_entry *kettle_entry = plan_entry_named(plan, "kettle");
    assert_float_equal(((struct kettle_settings *)kettle_entry->settings)->power_w, 2000, 0);
    assert_int_equal(kettle_entry->origins[0], ORIGIN_COMMAND);
    assert_int_equal(kettle_entry->origins[1], ORIGIN_DEFAULT);
    assert_int_equal(plan_end(plan), 30 * CLOCK_DAY);
    assert_int_equal(((const struct homes_settings *)plan_section(plan, &homes_section))->count, 500);
    assert_float_equal(plan->levers[0].value, 1000, 0);
    plan_free(plan);
}

static void check(const char *name, const char *typed, const char *complaint) {
    struct plan *plan = make_plan();
    struct status status = {0};
    assert_true(plan_set_typed(plan, name, typed, ORIGIN_COMMAND, &status));
    assert_int_equal(plan_check(plan, &status), complaint == NULL);
    assert_string_equal(status.message, complaint ? complaint : "");
    plan_free(plan);
}

static void test_what_no_single_setting_can_check(void **state) {
    (void)state;
    check("start", "2020-02-29", NULL);
    check("start", "2019-02-29", "start = \"2019-02-29\": allowed is a date written YYYY-MM-DD");
    check("start", "June", "start = \"June\": allowed is a date written YYYY-MM-DD");
    check("window_min", "0.5", NULL);
    check("window_min", "7",
          "window_min = 7 min: a day must hold a whole number of windows; try 1, 5, 10 or 15");
    check("window_min", "0.70001",
          "window_min = 0.70001 min: a day must hold a whole number of windows; try 1, 5, 10 or 15");
    check("homes.count", "40", NULL);
    check("homes.count", "39", "homes.districts = 40: allowed is at most homes.count = 39, one home in each");
}

static enum consent_rule rule_for(const struct plan *plan, enum data_class data_class,
                                  const struct plan_entry *recipient, const struct plan_entry *maker) {
    return plan_rule_of(&plan->rules,
                        (struct plan_rule_case){data_class, recipient->name, recipient->kind->name,
                                                maker ? maker->name : NULL});
}

static void test_the_closest_rule_counts(void **state) {
    (void)state;
    struct plan *plan = make_plan();
    const struct plan_entry *paris = plan_entry_named(plan, "Paris"),
                            *hansot = plan_entry_named(plan, "Hansot");
    assert_int_equal(rule_for(plan, DATA_IMAGE, paris, NULL), RULE_NEVER);
    add_rule(plan, DATA_IMAGE, "Paris", RULE_OPT_IN);
    add_rule(plan, DATA_IMAGE, "bakery", RULE_OPT_OUT);
    add_rule(plan, DATA_IMAGE, NULL, RULE_NONE);
    add_rule(plan, DATA_FOOD, NULL, RULE_AT_INSTALL);
    assert_int_equal(rule_for(plan, DATA_IMAGE, paris, NULL), RULE_OPT_IN);
    assert_int_equal(rule_for(plan, DATA_IMAGE, hansot, NULL), RULE_OPT_OUT);
    assert_int_equal(rule_for(plan, DATA_FOOD, hansot, NULL), RULE_AT_INSTALL);
    assert_int_equal(rule_for(plan, DATA_STOCK, hansot, NULL), RULE_NEVER);
    add_rule(plan, DATA_IMAGE, NULL,
             RULE_ASK_EACH_TIME);  // of what Hansot's notice: before all rules for whoever's
    plan->rules.all[plan->rules.count - 1].maker = status_copy_text("Hansot");
    assert_int_equal(rule_for(plan, DATA_IMAGE, paris, hansot), RULE_ASK_EACH_TIME);
    assert_int_equal(rule_for(plan, DATA_IMAGE, paris, paris), RULE_OPT_IN);
    assert_int_equal(rule_for(plan, DATA_FOOD, paris, hansot), RULE_AT_INSTALL);
    plan->rules.count--;
    free(plan->rules.all[plan->rules.count].maker);
    struct status status = {0};
    assert_true(plan_check(plan, &status));
    add_rule(plan, DATA_FOOD, "bakry", RULE_NONE);
    assert_false(plan_check(plan, &status));
    assert_string_equal(status.message,
                        "consent: this scenario has no party 'bakry'; did you mean 'bakery'?");
    plan_free(plan);
}

static void test_files_are_found_beside_the_scenario(void **state) {
    (void)state;
    struct plan *plan = make_plan();
    free(plan->path);
    plan->path = status_copy_text(MARU_SOURCE_FOLDER "/lua/x.lua");
    char *folder = plan_folder(plan), *path = plan_resolve_path(plan, "sandbox.lua");
    assert_string_equal(folder, MARU_SOURCE_FOLDER "/lua");
    assert_string_equal(path, MARU_SOURCE_FOLDER "/lua/sandbox.lua");
    assert_null(plan_resolve_path(plan, "nothing.csv"));
    free(folder);
    free(path);
    plan_free(plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries_have_unique_names),
        cmocka_unit_test(test_settings_are_found_by_dotted_and_bare_names),
        cmocka_unit_test(test_what_no_single_setting_can_check),
        cmocka_unit_test(test_the_closest_rule_counts),
        cmocka_unit_test(test_files_are_found_beside_the_scenario),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
