// SPDX-License-Identifier: GPL-3.0-or-later
// The square-root process against its moments in closed form, each within three standard errors of what was
// drawn.
#include "models/air/square_root_law.h"

#include <stdbool.h>

#include "tests/support/check.h"

enum { DRAWS = 200000 };
static const struct random_key key = {2018, 1};
static const double spreads[] = {0.2, 0.67, 1, 1.3};  // shapes 25, 2.2, 1 and 0.6
enum { SPREADS = sizeof spreads / sizeof *spreads };

static struct random_sequence sequence(uint64_t n) {
    return (struct random_sequence){key, RANDOM_WORLD, random_stream("test.square_root"), n << 32};
}

// Mean of independent figures and its standard error.
struct tally {
    double count, sum, squares;
};
static void add(struct tally *tally, double figure) {
    tally->count++, tally->sum += figure, tally->squares += figure * figure;
}
static void assert_expects(const struct tally *tally, double expected, const char *what) {
    double mean = tally->sum / tally->count;
    double error = sqrt((tally->squares / tally->count - mean * mean) / tally->count);
    if (!(fabs(mean - expected) <= 3 * error))
        fail_msg("%s: %.6g is not %.6g within 3 x %.2g", what, mean, expected, error);
}

// Mean 1, variance s^2, third moment 2 s^4 about the mean: skewness 2 s.
static void the_long_run_has_the_moments_of_a_gamma(void **unused) {
    (void)unused;
    for (int i = 0; i < SPREADS; i++) {
        struct square_root process = {spreads[i], 0.5};
        struct random_sequence luck = sequence((uint64_t)i);
        struct tally mean = {0}, variance = {0}, third = {0};
        for (int n = 0; n < DRAWS; n++) {
            double off = square_root_first(&process, &luck) - 1;
            add(&mean, off), add(&variance, off * off), add(&third, off * off * off);
        }
        assert_expects(&mean, 0, "mean");
        assert_expects(&variance, pow(spreads[i], 2), "variance");
        assert_expects(&third, 2 * pow(spreads[i], 4), "third moment");
    }
}

// From anywhere: mean 1 + r (G - 1), variance s^2 (1 - r)(1 - r + 2 r G).
static void a_step_has_its_mean_and_variance(void **unused) {
    (void)unused;
    static const double from[] = {0, 0.3, 4}, keeps[] = {0, 0.5, 0.97};
    for (int i = 0; i < SPREADS * 9; i++) {
        double s = spreads[i / 9], r = keeps[i / 3 % 3], value = from[i % 3];
        struct square_root process = {s, r};
        struct random_sequence luck = sequence((uint64_t)(100 + i));
        struct tally mean = {0}, variance = {0};
        for (int n = 0; n < DRAWS / 4; n++) {
            double off = square_root_next(&process, value, &luck) - (1 + r * (value - 1));
            add(&mean, off), add(&variance, off * off);
        }
        assert_expects(&mean, 0, "mean of a step");
        assert_expects(&variance, s * s * (1 - r) * (1 - r + 2 * r * value), "variance of a step");
    }
}

// Of shape 1 the long run is exponential, of shape 2 the sum of two: P(G > x) = exp(-x), (1 + 2x) exp(-2x).
// Walked there from far away, so that it is the steps' own long run.
static void the_steps_tend_to_a_gamma(void **unused) {
    (void)unused;
    for (int shape = 1; shape <= 2; shape++) {
        struct square_root process = {1 / sqrt(shape), 0.1};
        struct random_sequence luck = sequence((uint64_t)(200 + shape));
        static const double x[] = {0.1, 0.5, 1, 2, 4};
        struct tally above[5] = {0};
        for (int n = 0; n < DRAWS / 10; n++) {
            double value = 20;
            for (int step = 0; step < 12; step++) value = square_root_next(&process, value, &luck);
            for (int i = 0; i < 5; i++) add(&above[i], value > x[i]);
        }
        for (int i = 0; i < 5; i++)
            assert_expects(&above[i], shape == 1 ? exp(-x[i]) : (1 + 2 * x[i]) * exp(-2 * x[i]), "P(G > x)");
    }
}

// n steps apart the correlation is r^n.
static void a_deviation_fades_with_the_steps(void **unused) {
    (void)unused;
    for (int i = 0; i < SPREADS; i++) {
        struct square_root process = {spreads[i], 0.8};
        struct random_sequence luck = sequence((uint64_t)(300 + i));
        struct tally products[4] = {0};
        for (int n = 0; n < DRAWS / 4; n++) {
            double first = square_root_first(&process, &luck), value = first;
            for (int step = 0; step < 4; step++) {
                value = square_root_next(&process, value, &luck);
                add(&products[step], (first - 1) * (value - 1));
            }
        }
        for (int step = 0; step < 4; step++)
            assert_expects(&products[step], pow(spreads[i], 2) * pow(0.8, step + 1), "covariance");
    }
}

static void without_spread_it_is_its_mean_and_it_is_never_negative(void **unused) {
    (void)unused;
    struct square_root still = {0, 0.9}, wild = {1.3, 0.9};
    struct random_sequence luck = sequence(400);
    assert_true(square_root_first(&still, &luck) == 1 && square_root_next(&still, 1, &luck) == 1);
    double value = square_root_first(&wild, &luck);
    for (int n = 0; n < DRAWS; n++) {
        value = square_root_next(&wild, value, &luck);
        assert_true(value >= 0 && value < 100);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_long_run_has_the_moments_of_a_gamma),
        cmocka_unit_test(a_step_has_its_mean_and_variance),
        cmocka_unit_test(the_steps_tend_to_a_gamma),
        cmocka_unit_test(a_deviation_fades_with_the_steps),
        cmocka_unit_test(without_spread_it_is_its_mean_and_it_is_never_negative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
