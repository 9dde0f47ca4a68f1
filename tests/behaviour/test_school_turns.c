// SPDX-License-Identifier: GPL-3.0-or-later
// A school's policy that turns while it runs, in plain words.
#include "tests/support/recorded_world.h"

enum { TURN = 60, DAYS = 91, SCHOOLS = 40 };  // 1 May, from 2 March

static struct recorded_policies policies = {.path = "tests/contract/stages/school_turns.lua"};

static double of(const char *policy, const char *metric) {
    return recorded_world_metric(recorded_policies_live(&policies, policy), metric);
}

// Of the days [first, last).
static double between(const char *policy, const char *metric, size_t first, size_t last) {
    const struct run *run = recorded_policies_live(&policies, policy)->run;
    const struct run_series *series = run_series_named(run, metric);
    assert_non_null(series);
    double sum = 0;
    for (size_t i = first * run->segments; i < last * run->segments; i++) sum += series->values[i];
    return sum;
}

// All had purifiers, at 30,000 won. Without dust that weighs, p is logistic: at 50,000 won, or where parents
// pay, one more off the logit.
static void check_returned(const char *policy) {
    double base = -2 + 0.5, then = 1 / (1 + exp(-base)), now = 1 / (1 + exp(-(base - 1)));
    double gone = 1 - now / then, returned = of(policy, "school_returned");
    if (fabs(returned / SCHOOLS - gone) > 3 * sqrt(gone * (1 - gone) / SCHOOLS))
        fail_msg("%s: %g of %d schools gave them back, not %g", policy, returned, SCHOOLS, gone * SCHOOLS);
}

static void who_must_pay_more_gives_some_back(void **state) {
    (void)state;
    check_returned("dear");
    check_returned("parents");
}

static void who_pays_as_agreed_or_less_keeps_them(void **state) {
    (void)state;
    assert_true(of("cheap", "school_returned") == 0 && of("cheaper", "school_returned") == 0);
}

// What was given back costs nothing more, and cleans nothing.
static void what_is_given_back_is_gone(void **state) {
    (void)state;
    assert_true(between("dear", "school_energy", 0, TURN) == between("cheap", "school_energy", 0, TURN));
    double share =
        between("dear", "school_energy", TURN + 4, DAYS) / between("cheap", "school_energy", TURN + 4, DAYS);
    assert_true(share > 0.2 && share < 0.8);
    assert_true(between("dear", "school_pm25", TURN, DAYS) > between("cheap", "school_pm25", TURN, DAYS));
}

static void windows_and_machines_turn_on_the_day(void **state) {
    (void)state;
    static const char *const turned[] = {"open", "fans"};
    for (size_t i = 0; i < sizeof turned / sizeof *turned; i++) {
        assert_true(between(turned[i], "school_co2", 0, TURN) == between("cheap", "school_co2", 0, TURN));
        assert_true(between(turned[i], "school_co2", TURN, DAYS) <
                    between("cheap", "school_co2", TURN, DAYS));
    }
    assert_true(between("fans", "school_energy", TURN, DAYS) > between("cheap", "school_energy", TURN, DAYS));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_must_pay_more_gives_some_back),
        cmocka_unit_test(who_pays_as_agreed_or_less_keeps_them),
        cmocka_unit_test(what_is_given_back_is_gone),
        cmocka_unit_test(windows_and_machines_turn_on_the_day),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    recorded_policies_drop(&policies);
    return failed;
}
