// SPDX-License-Identifier: GPL-3.0-or-later
// The learning curve against its own law: the first error, the remainder, the slope on double logarithmic
// paper, and the number of examples that an error needs. Figures by hand.
#include "models/pests/learning_curve_technique.h"
#include "tests/support/check.h"

static const struct learning_curve mess = {
    .first_error = 0.2, .least_error = 0.01, .first_examples = 330, .exponent = 0.35};

static void expect(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.12g, expected %.12g", value, expected);
}

static void it_begins_at_the_first_error_and_ends_at_the_remainder(void **state) {
    (void)state;
    expect(learning_curve_error(&mess, 0), 0.2, 1e-15);
    expect(learning_curve_error(&mess, 330), 0.01 + 0.19 * 0.784584, 1e-6);  // twice the examples: 2^-0.35
    expect(learning_curve_error(&mess, 330.0 * 9999), 0.01 + 0.19 * 0.0398107,
           1e-7);  // 10,000 times: 10^-1.4
    expect(learning_curve_error(&mess, 1e30), 0.01, 1e-9);
}

// Hestness et al.: what can be learnt falls along a straight line of slope -b over the logarithm of the
// examples.
static void the_slope_is_the_exponent(void **state) {
    (void)state;
    for (double all = 500; all < 1e8; all *= 3.7) {
        double here = learning_curve_error(&mess, all - 330) - 0.01;
        double there = learning_curve_error(&mess, 2 * all - 330) - 0.01;
        expect(log(there / here) / log(2), -0.35, 1e-9);
    }
}

static void examples_needed_are_the_inverse(void **state) {
    (void)state;
    expect(learning_curve_examples(&mess, 0.05), 330 * (pow(0.19 / 0.04, 1 / 0.35) - 1), 1e-6);
    expect(learning_curve_examples(&mess, 0.05), 27979, 50);
    for (double error = 0.011; error < 0.2; error += 0.013)
        expect(learning_curve_error(&mess, learning_curve_examples(&mess, error)), error, 1e-12);
}

static void what_cannot_be_reached_takes_for_ever(void **state) {
    (void)state;
    assert_true(isinf(learning_curve_examples(&mess, 0.01)));
    assert_true(isinf(learning_curve_examples(&mess, 0.001)));
    assert_true(learning_curve_examples(&mess, 0.2) == 0 && learning_curve_examples(&mess, 0.5) == 0);
    struct learning_curve dull = mess;
    dull.exponent = 0;
    expect(learning_curve_error(&dull, 1e9), 0.2, 1e-15);
    assert_true(isinf(learning_curve_examples(&dull, 0.1)));
}

// What the curve itself says, fitted, is the curve; with errors off by a tenth up and down it is nearly.
static void a_fit_finds_the_curve_again(void **state) {
    (void)state;
    struct learning_curve pure = {0.2, 0, 330, 0.35};
    struct learning_point points[20];
    for (unsigned i = 0; i < 20; i++)
        points[i].error = learning_curve_error(&pure, points[i].examples = 40.0 * i * i);
    struct learning_fit fit = learning_curve_fit(points, 20, 330);
    expect(fit.first_error, 0.2, 1e-12);
    expect(fit.exponent, 0.35, 1e-12);
    for (unsigned i = 0; i < 20; i++) points[i].error *= i % 2 ? 1.1 : 1 / 1.1;
    fit = learning_curve_fit(points, 20, 330);
    expect(fit.exponent, 0.35, 0.03);
    assert_true(isnan(learning_curve_fit(points, 2, 330).exponent));
    for (unsigned i = 0; i < 20; i++) points[i].examples = 5;
    assert_true(isnan(learning_curve_fit(points, 20, 330).exponent));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_begins_at_the_first_error_and_ends_at_the_remainder),
        cmocka_unit_test(the_slope_is_the_exponent),
        cmocka_unit_test(examples_needed_are_the_inverse),
        cmocka_unit_test(what_cannot_be_reached_takes_for_ever),
        cmocka_unit_test(a_fit_finds_the_curve_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
