// SPDX-License-Identifier: GPL-3.0-or-later
// A study whose answers are known: at point i of 40 the setting x is (i + 0.5) / 40, y wanders, and policy b
// earns x - 0.25 more than a, in two lucks that both share.
#include "analysis/robustness_print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/study/design.h"

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
static struct study_setting settings[] = {
    {.name = "firm.y", .numbers = y, .most = POINTS},
    {.name = "maker.x", .numbers = x, .most = 1},
};

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
    return (struct study_results){.design = "lhs",
                                  .run_count = RUNS,
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
    assert_int_equal(robustness->points->policy_count, 2);
    assert_int_equal(robustness->points->point_count, POINTS);
    assert_string_equal(robustness->points->policies[0], "a");
    assert_int_equal(robustness->row_counts[1], 1);
    const struct robustness_row *row = &robustness->rows[1][0];
    assert_int_equal(row->outcome, 0);
    assert_int_equal(row->sign.sign, 1);
    assert_float_equal(row->sign.share.value, 0.75, 1e-12);
    assert_float_equal(row->sign.median, 0.25, 1e-9);
    assert_int_equal(row->sign.used, POINTS);
    assert_int_equal(row->movers.count, 1);
    assert_int_equal(row->movers.at[0].setting, 1);  // x, and not y
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

// The difference is below 0 at the ten points with x below 0.25, half way between 0.2375 and 0.2625.
static void test_where_it_flips_is_a_box(void **state) {
    (void)state;
    struct study_results results = made();
    struct robustness *robustness = robustness_of(&results);
    const struct robustness_row *row = &robustness->rows[1][0];
    assert_non_null(row->flip);
    char *text = flip_text(robustness->points, row->flip);
    assert_string_equal(text,
                        "maker.x below 0.25: 10 of 10 points there (density 100 %, of all 25 %), which are "
                        "100 % of them");
    free(text);
    robustness_free(robustness);
}

// The file's line of the same row.
static void test_the_table_as_a_file(void **state) {
    (void)state;
    struct study_results results = made();
    struct robustness *robustness = robustness_of(&results);
    char *text = robustness_csv(robustness), *line = strchr(text, '\n') + 1;
    assert_memory_equal(line, "b,a,\"money: maker\",won,40,0,0.25,", 33);
    assert_non_null(strstr(line, ",\"maker.x ("));
    assert_non_null(strstr(line, ")\",\"maker.x below 0.25: 10 of 10 points"));
    free(text);
    robustness_free(robustness);
}

// ---- What decides, by the design ----

enum { MOST_POINTS = 4096 * 5 };
static double wide_values[MOST_POINTS], wide[3][MOST_POINTS];
static int64_t wide_point[MOST_POINTS], wide_zero[MOST_POINTS];
static int32_t wide_lived[MOST_POINTS];
static char *wide_policy[MOST_POINTS];
static struct study_setting wide_settings[] = {{.name = "x1", .numbers = wide[0]},
                                               {.name = "x2", .numbers = wide[1]},
                                               {.name = "x3", .numbers = wide[2]}};

// One policy at the points of a design of three settings from `least` to `most`.
static struct study_results living(enum design_kind kind, size_t asked, double least, double most,
                                   double outcome(const double at[3])) {
    struct status status = {0};
    struct design *design = design_make(kind, (struct design_axis[3]){{0}, {0}, {0}}, 3, asked, 7, &status);
    size_t count = design->point_count;
    for (size_t i = 0; i < count; i++) {
        double at[3];
        for (size_t k = 0; k < 3; k++) at[k] = wide[k][i] = least + design->at[3 * i + k] * (most - least);
        wide_values[i] = outcome(at);
        wide_point[i] = (int64_t)i;
        wide_lived[i] = 1;
        wide_policy[i] = "";
    }
    for (size_t k = 0; k < 3; k++) {
        wide_settings[k].least = least;
        wide_settings[k].most = most;
    }
    design_free(design);
    return (struct study_results){.design = (char *)design_kind_names[kind],
                                  .run_count = count,
                                  .run = wide_point,
                                  .point = wide_point,
                                  .replication = wide_zero,
                                  .seed = wide_zero,
                                  .policy = wide_policy,
                                  .lived = wide_lived,
                                  .setting_count = 3,
                                  .settings = wide_settings,
                                  .outcome_count = 1,
                                  .ids = (char **)ids,
                                  .measures = measures,
                                  .values = wide_values};
}

static double ishigami(const double at[3]) {
    return sin(at[0]) + 7 * pow(sin(at[1]), 2) + 0.1 * pow(at[2], 4) * sin(at[0]);
}

// Of one policy alone the outcome itself: first-order 0.314, 0.442, 0; total 0.558, 0.442, 0.244.
static void test_shares_of_variance_where_the_design_gives_them(void **state) {
    (void)state;
    static const double first[] = {0.314, 0.442, 0}, total[] = {0.558, 0.442, 0.244};
    struct study_results results = living(DESIGN_SOBOL, MOST_POINTS, -acos(-1), acos(-1), ishigami);
    struct robustness *robustness = robustness_of(&results);
    const struct movers *movers = &robustness->rows[0][0].movers;
    assert_int_equal(movers->count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(movers->at[i].setting, i);  // in the order of their total indices
        assert_float_equal(movers->at[i].alone.value, first[i], 0.02);
        assert_float_equal(movers->at[i].with_others.value, total[i], 0.02);
        assert_true(movers->at[i].with_others.low < total[i] && total[i] < movers->at[i].with_others.high);
    }
    robustness_free(robustness);
}

static double plane(const double at[3]) {
    return 3 * at[0] - 5 * at[2] + 1;
}

// From 10 to 12, a plane changes by twice its slope, wherever the others stand; x2 moves nothing.
static void test_effects_from_least_to_most(void **state) {
    (void)state;
    struct study_results results = living(DESIGN_MORRIS, 40, 10, 12, plane);
    struct robustness *robustness = robustness_of(&results);
    const struct movers *movers = &robustness->rows[0][0].movers;
    assert_int_equal(movers->count, 2);
    assert_int_equal(movers->at[0].setting, 2);
    assert_float_equal(movers->at[0].moves, 10, 1e-9);
    assert_float_equal(movers->at[0].mu, -10, 1e-9);
    assert_float_equal(movers->at[0].sigma, 0, 1e-9);
    assert_int_equal(movers->at[1].setting, 0);
    assert_float_equal(movers->at[1].mu, 6, 1e-9);
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
        cmocka_unit_test(test_where_it_flips_is_a_box),
        cmocka_unit_test(test_the_table_as_a_file),
        cmocka_unit_test(test_shares_of_variance_where_the_design_gives_them),
        cmocka_unit_test(test_effects_from_least_to_most),
        cmocka_unit_test(test_too_few_points_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
