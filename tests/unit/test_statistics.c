// SPDX-License-Identifier: GPL-3.0-or-later
// Means, intervals and needed replications against published and hand-made answers.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// cmocka wants the headers above first.
#include <cmocka.h>

#include "analysis/statistics.h"

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.9g is not %.9g", value, expected);
}

// t(0.975; 4 degrees of freedom) = 2.776445 in any table; the standard deviation of 1 ... 5 is sqrt(2.5).
static void the_interval_of_five_numbers(void **state) {
    (void)state;
    const double values[] = {1, 2, 3, 4, 5};
    struct statistics_estimate estimate = statistics_estimate(values, 5, 0.95);
    assert_near(estimate.mean, 3, 1e-12);
    assert_near(estimate.sd, sqrt(2.5), 1e-12);
    assert_near(estimate.half_width, 2.776445105 * sqrt(2.5) / sqrt(5), 1e-8);
    assert_true(statistics_excludes_zero(&estimate));
}

// The sleep data of Student, "The probable error of a mean", Biometrika 6 (1908): extra hours of sleep under
// two drugs, in the same ten patients. Textbook answer: 1.58 h, 95 % interval 0.7001 to 2.4599 h.
static void students_paired_sleep(void **state) {
    (void)state;
    const double first[] = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    const double second[] = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    struct statistics_estimate estimate = statistics_paired(second, first, 10, 0.95);
    assert_near(estimate.mean, 1.58, 1e-12);
    assert_near(estimate.mean - estimate.half_width, 0.7001142, 1e-6);
    assert_near(estimate.mean + estimate.half_width, 2.4598858, 1e-6);
    assert_int_equal(statistics_needed_to_tell(&estimate), 0);
}

static void one_value_has_no_interval(void **state) {
    (void)state;
    struct statistics_estimate one = statistics_estimate((double[]){7}, 1, 0.95);
    struct statistics_estimate none = statistics_estimate(NULL, 0, 0.95);
    assert_near(one.mean, 7, 0);
    assert_true(isnan(one.sd) && isnan(one.half_width) && isnan(none.mean));
    assert_false(statistics_excludes_zero(&one));
    assert_true(statistics_needed_to_tell(&one) == STATISTICS_NEVER);
}

// A sample of `count` values with this mean and standard deviation.
static struct statistics_estimate sample_of(double mean, double sd, size_t count) {
    double values[200] = {0};
    double step = sd * sqrt((double)(count - 1) / (double)count);
    for (size_t i = 0; i < count; i++) values[i] = mean + (i % 2 ? step : -step);
    return statistics_estimate(values, count, 0.95);
}

// By the tables of t: n = 18 gives 2.1098 / sqrt(18) = 0.4973, n = 17 gives 2.1199 / sqrt(17) = 0.5142.
static void replications_for_half_a_deviation(void **state) {
    (void)state;
    struct statistics_estimate estimate = sample_of(0.1, 1, 10);
    assert_near(estimate.sd, 1, 1e-12);
    assert_int_equal(statistics_needed_for_width(&estimate, 0.5), 18 - 10);
    assert_int_equal(statistics_needed_for_width(&estimate, 10), 0);
    assert_true(statistics_needed_for_width(&estimate, 0) == STATISTICS_NEVER);
}

static void as_many_replications_as_needed_do_tell(void **state) {
    (void)state;
    struct statistics_estimate open = sample_of(0.25, 1, 10);
    assert_false(statistics_excludes_zero(&open));
    size_t more = statistics_needed_to_tell(&open);
    struct statistics_estimate enough = sample_of(0.25, 1, (10 + more + 1) / 2 * 2);
    struct statistics_estimate short_of = sample_of(0.25, 1, (10 + more - 2) / 2 * 2);
    assert_true(statistics_excludes_zero(&enough));
    assert_false(statistics_excludes_zero(&short_of));
}

static void no_difference_is_never_told(void **state) {
    (void)state;
    const double same[] = {3, 5, 9};
    struct statistics_estimate estimate = statistics_paired(same, same, 3, 0.95);
    assert_false(statistics_excludes_zero(&estimate));
    struct statistics_estimate around_zero = sample_of(0, 1, 10);
    assert_true(statistics_needed_to_tell(&around_zero) == STATISTICS_NEVER);
}

// An interval that ends at 0 still contains it.
static void the_edge_of_the_interval_belongs_to_it(void **state) {
    (void)state;
    struct statistics_estimate edge = {.count = 10, .mean = 2, .sd = 1, .half_width = 2, .level = 0.95};
    assert_false(statistics_excludes_zero(&edge));
    edge.mean = -2;
    assert_false(statistics_excludes_zero(&edge));
    edge.half_width = nextafter(2, 0);
    assert_true(statistics_excludes_zero(&edge));
    assert_int_equal(statistics_needed_to_tell(&edge), 0);
}

// t(0.975; 9) = 2.262157 and t(0.975; 17) = 2.109816: a goal that is just met needs nothing more.
static void a_goal_that_is_just_met_is_met(void **state) {
    (void)state;
    struct statistics_estimate estimate = {.count = 18, .mean = 0, .sd = 1, .level = 0.95};
    assert_int_equal(statistics_needed_for_width(&estimate, 2.1099 / sqrt(18)), 0);
    assert_int_equal(statistics_needed_for_width(&estimate, 2.1097 / sqrt(18)), 1);
    estimate.count = 10;
    assert_int_equal(statistics_needed_for_width(&estimate, 2.1099 / sqrt(18)), 8);
    estimate.count = 2;
    assert_int_equal(statistics_needed_for_width(&estimate, 12.7063 / sqrt(2)), 0);
    assert_int_equal(statistics_needed_for_width(&estimate, 12.7061 / sqrt(2)), 1);
}

// Of two degrees of freedom the chance is 1 - t / sqrt(t^2 + 2). What does not vary is judged by its signs,
// and of one value, or of none that differs, nothing is known.
static void chances_are_known(void **state) {
    (void)state;
    struct statistics_estimate three = statistics_estimate((double[]){1, 2, 3}, 3, 0.95);
    double t = 2 * sqrt(3);
    assert_near(statistics_p(&three), 1 - t / sqrt(t * t + 2), 1e-12);
    three = statistics_estimate((double[]){-3, -2, -1}, 3, 0.95);
    assert_near(statistics_p(&three), 1 - t / sqrt(t * t + 2), 1e-12);
    struct statistics_estimate alike = statistics_estimate((double[]){7, 7, 7, 7, 7}, 5, 0.95);
    assert_near(statistics_p(&alike), 1.0 / 16, 0);
    assert_false(statistics_excludes_zero(&alike));
    assert_int_equal(statistics_needed_to_tell(&alike), 1);
    alike = statistics_estimate((double[]){7, 7, 7, 7, 7, 7}, 6, 0.95);
    assert_true(statistics_excludes_zero(&alike));
    struct statistics_estimate none = statistics_estimate((double[]){0, 0, 0}, 3, 0.95);
    struct statistics_estimate one = statistics_estimate((double[]){7}, 1, 0.95);
    struct statistics_estimate unknown = statistics_estimate((double[]){7, NAN, 8}, 3, 0.95);
    assert_near(statistics_p(&none), 1, 0);
    assert_near(statistics_p(&one), 1, 0);
    assert_near(statistics_p(&unknown), 1, 0);
}

// Whoever is told by the interval is told by the chance, at any level.
static void chance_and_interval_agree(void **state) {
    (void)state;
    for (double mean = 0.1; mean < 3; mean += 0.1)
        for (double level = 0.8; level < 0.995; level += 0.01) {
            struct statistics_estimate estimate = statistics_at_level(sample_of(mean, 1, 6), level);
            assert_int_equal(statistics_excludes_zero(&estimate), statistics_p(&estimate) < 1 - level);
        }
}

// 0.005 * 4, 0.01 * 3, 0.03 * 2, and the last not below the one before it.
static void many_questions_at_once_by_hand(void **state) {
    (void)state;
    double p[] = {0.01, 0.04, 0.03, 0.005};
    statistics_holm(p, 4);
    const double expected[] = {0.03, 0.06, 0.06, 0.02};
    for (int i = 0; i < 4; i++) assert_near(p[i], expected[i], 1e-15);
    double large[] = {0.7, 0.6};
    statistics_holm(large, 2);
    assert_near(large[0], 1, 0);
    assert_near(large[1], 1, 0);
    double alone = 0.04;
    statistics_holm(&alone, 1);
    assert_near(alone, 0.04, 0);
    statistics_holm(NULL, 0);
}

// Counts 1, 1, 1 higher: three events in three runs, sd sqrt(3 / 3) where the differences have none. Where
// they spread more than events, they count as they are.
static void counts_spread_at_least_as_events_do(void **state) {
    (void)state;
    const double none[] = {0, 0, 0}, ones[] = {1, 1, 1}, wild[] = {0, 0, 30};
    struct statistics_estimate estimate = statistics_paired_counts(ones, none, 3, 0.95);
    assert_near(estimate.sd, 1, 1e-15);
    assert_near(estimate.half_width, 4.302652730 / sqrt(3), 1e-8);
    estimate = statistics_paired_counts(wild, none, 3, 0.95);
    assert_near(estimate.sd, sqrt(300), 1e-12);
    estimate = statistics_paired_counts(none, none, 3, 0.95);
    assert_near(estimate.sd, 0, 0);
}

// (1 - 0.4507)^5 = 0.05; with 59 replications less than 5 % can have been missed, the well-known 59.
static void what_was_never_seen_may_still_be(void **state) {
    (void)state;
    assert_near(statistics_unseen_share(5, 0.95), 0.450720, 1e-6);
    assert_true(statistics_unseen_share(59, 0.95) < 0.05 && statistics_unseen_share(58, 0.95) > 0.05);
}

// By t(0.975; 17) = 2.1098, 18 of them are 0.4973 of a deviation wide; looked at from 10 and from 17, a tenth
// more at least, twice as many at most, and ten at first.
static void looks_are_few(void **state) {
    (void)state;
    struct statistics_estimate estimate = {.count = 10, .mean = 0, .sd = 1, .level = 0.95};
    assert_int_equal(statistics_next_look(&estimate, 0.5), 18);
    assert_int_equal(statistics_next_look(&estimate, 0.1), 20);
    assert_int_equal(statistics_next_look(&estimate, 0), 20);
    assert_int_equal(statistics_next_look(&estimate, 0.72), 0);
    estimate.count = 17;
    assert_int_equal(statistics_next_look(&estimate, 0.5), 19);
    estimate.count = 18;
    assert_int_equal(statistics_next_look(&estimate, 0.5), 0);
    estimate.count = 3;
    assert_int_equal(statistics_next_look(&estimate, 100), 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_interval_of_five_numbers),
        cmocka_unit_test(students_paired_sleep),
        cmocka_unit_test(one_value_has_no_interval),
        cmocka_unit_test(replications_for_half_a_deviation),
        cmocka_unit_test(as_many_replications_as_needed_do_tell),
        cmocka_unit_test(no_difference_is_never_told),
        cmocka_unit_test(the_edge_of_the_interval_belongs_to_it),
        cmocka_unit_test(a_goal_that_is_just_met_is_met),
        cmocka_unit_test(chances_are_known),
        cmocka_unit_test(chance_and_interval_agree),
        cmocka_unit_test(many_questions_at_once_by_hand),
        cmocka_unit_test(counts_spread_at_least_as_events_do),
        cmocka_unit_test(what_was_never_seen_may_still_be),
        cmocka_unit_test(looks_are_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
