// SPDX-License-Identifier: GPL-3.0-or-later
// A study whose answers are known: at point i of 40 the setting x is (i + 0.5) / 40, y wanders, and policy b
// earns x - 0.25 more than a, in two lucks that both share.
#include "analysis/robustness.h"

#include <math.h>

#include "tests/support/check.h"

enum { POINTS = 40, LUCKS = 2, POLICIES = 2, RUNS = POINTS * LUCKS * POLICIES, OUTCOMES = 3 };

static char *const ids[OUTCOMES] = {"money: maker", "firm: fixed", "money: outside"};
static struct measure measures[OUTCOMES] = {
    {MEASURE_MONEY, "", "maker", "won", "", "", 0, 0},
    {MEASURE_RESULT, "", "firm_fixed", "1", "firm", "", 0, 0},
    {MEASURE_MONEY, "", "outside", "won", "", "", 0, 0},
};
static int64_t run_of[RUNS], point_of[RUNS], luck_of[RUNS], seed_of[RUNS];
static int32_t lived[RUNS];
static char *policy_of[RUNS];
static double values[RUNS][OUTCOMES], x[RUNS], y[RUNS];
static struct study_setting settings[] = {{"firm.y", y, NULL}, {"maker.x", x, NULL}};

static struct study_results made(void) {
    for (size_t run = 0; run < RUNS; run++) {
        size_t policy = run % POLICIES, point = run / POLICIES % POINTS, luck = run / POLICIES / POINTS;
        run_of[run] = (int64_t)run;
        point_of[run] = (int64_t)point;
        luck_of[run] = (int64_t)luck;
        lived[run] = 1;
        policy_of[run] = policy ? "b" : "a";
        x[run] = ((double)point + 0.5) / POINTS;
        y[run] = (double)(point * 17 % POINTS);
        double shared = 100 * (double)luck + 7 * y[run];
        values[run][0] = shared + (policy ? x[run] - 0.25 : 0);
        values[run][1] = 5;
        values[run][2] = policy ? -9 : 9;
    }
    return (struct study_results){.run_count = RUNS,
                                  .run = run_of,
                                  .point = point_of,
                                  .replication = luck_of,
                                  .seed = seed_of,
                                  .policy = policy_of,
                                  .lived = lived,
                                  .setting_count = 2,
                                  .settings = settings,
                                  .outcome_count = OUTCOMES,
                                  .ids = (char **)ids,
                                  .measures = measures,
                                  .values = &values[0][0]};
}

// 30 of 40 points have x above 0.25; the median of x - 0.25 is 0.25; what never differs, and the world
// outside, have no row.
static void test_the_share_of_points_at_which_a_sign_holds(void **state) {
    (void)state;
    struct study_results results = made();
    struct robustness *robustness = robustness_of(&results);
    assert_int_equal(robustness->policy_count, 2);
    assert_int_equal(robustness->point_count, POINTS);
    assert_string_equal(robustness->policies[0], "a");
    assert_int_equal(robustness->row_counts[1], 1);
    const struct robustness_row *row = &robustness->rows[1][0];
    assert_int_equal(row->outcome, 0);
    assert_int_equal(row->sign.sign, 1);
    assert_float_equal(row->sign.share.value, 0.75, 1e-12);
    assert_float_equal(row->sign.median, 0.25, 1e-9);
    assert_int_equal(row->sign.used, POINTS);
    assert_int_equal(row->setting, 1);  // x, and not y
    robustness_free(robustness);
}

// A point at which one luck failed is known by the other; one at which both did is left out.
static void test_failed_runs_are_left_out_pair_by_pair(void **state) {
    (void)state;
    struct study_results results = made();
    lived[2 * 39 + 1] = 0;                           // b at the last point, luck 0
    lived[2 * 0] = lived[2 * (POINTS + 0) + 1] = 0;  // a, luck 0, and b, luck 1, at the first
    struct robustness *robustness = robustness_of(&results);
    const struct robustness_row *row = &robustness->rows[1][0];
    assert_int_equal(row->sign.used, POINTS - 1);
    assert_int_equal(row->sign.failed, 1);
    assert_float_equal(row->sign.share.value, 30 / 39.0, 1e-12);
    robustness_free(robustness);
}

static void test_too_few_points_say_nothing(void **state) {
    (void)state;
    struct study_results results = made();
    results.run_count = 2 * (ROBUSTNESS_LEAST_POINTS - 1);
    assert_null(robustness_of(&results));
    results.run_count += 2;
    struct robustness *robustness = robustness_of(&results);
    assert_non_null(robustness);
    robustness_free(robustness);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_share_of_points_at_which_a_sign_holds),
        cmocka_unit_test(test_failed_runs_are_left_out_pair_by_pair),
        cmocka_unit_test(test_too_few_points_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
