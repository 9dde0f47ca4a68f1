// SPDX-License-Identifier: GPL-3.0-or-later
// Randomised response and the privacy budget against published and closed-form figures; food frequencies
// estimated from noised reports lie where the formula says.
#include "models/methods/privacy_budget_mechanism.h"
#include "models/methods/randomised_response_mechanism.h"
#include "tests/support/check.h"

static struct random_sequence luck_of(const char *meaning, uint64_t n) {
    return (struct random_sequence){{2018, 1}, random_home(0), random_stream(meaning), n};
}

// n = 10,000, two categories: standard deviations by share and epsilon.
static void test_standard_deviations_of_two_categories(void **state) {
    (void)state;
    const double expected[][3] = {{1, 0.1, 0.01005}, {1, 0.3, 0.01063},  {2, 0.1, 0.00521},
                                  {2, 0.3, 0.00625}, {0.5, 0.1, 0.0200}, {0.5, 0.3, 0.0203}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct randomised_response rr = randomised_response_of(2, expected[i][0]);
        assert_float_equal(sqrt(randomised_response_variance(&rr, expected[i][1], 10000)), expected[i][2],
                           6e-5);
    }
}

// 16 categories, epsilon 1: p = 0.1534, n Var = 5.662 for a rare category (Wang et al. 2017).
static void test_sixteen_categories(void **state) {
    (void)state;
    struct randomised_response rr = randomised_response_of(16, 1);
    assert_float_equal(rr.truth, 0.1534, 5e-5);
    assert_float_equal(rr.truth + 15 * rr.other, 1, 1e-12);
    assert_float_equal(rr.truth / rr.other, exp(1), 1e-12);
    assert_float_equal(randomised_response_variance(&rr, 0, 1), 5.662, 5e-4);
}

static void test_without_noise_it_is_counting(void **state) {
    (void)state;
    struct randomised_response rr = randomised_response_of(7, INFINITY);
    struct random_sequence luck = luck_of("plain", 0);
    for (unsigned truth = 0; truth < 7; truth++)
        assert_int_equal(randomised_response_report(&rr, truth, random_next(&luck)), truth);
    assert_float_equal(randomised_response_variance(&rr, 0.06, 1000), 0.06 * 0.94 / 1000, 1e-12);
    assert_float_equal(randomised_response_credit(&rr, 3, 3), 1, 1e-12);
    assert_float_equal(randomised_response_credit(&rr, 3, 4), 0, 1e-12);
    // 1.96^2 x 0.06 x 0.94 / 0.01^2
    assert_float_equal(randomised_response_reports_needed(&rr, 0.06, 0.01, 1.96), 2166.7, 0.1);
}

// The food classes, estimated 400 times from 2,000 reports each: no bias beyond three standard errors, and
// the spread of the formula. A standard deviation from 400 samples has a relative standard error of 1 /
// sqrt(800) = 0.035; of the 14 looked at here, none is further off than 3.5 of these with a chance of 99 %.
static void estimate_foods(double epsilon) {
    enum { TIMES = 400, REPORTS = 2000, FOODS = 7 };
    static const double share[FOODS] = {0.25, 0.20, 0.12, 0.10, 0.06, 0.06, 0.21};
    struct randomised_response rr = randomised_response_of(FOODS, epsilon);
    double sum[FOODS] = {0}, squares[FOODS] = {0};
    struct random_sequence luck = luck_of("foods", (uint64_t)(epsilon * 1000) << 32);
    for (int time = 0; time < TIMES; time++) {
        double estimate[FOODS] = {0};
        for (int i = 0; i < REPORTS; i++) {
            unsigned truth = (unsigned)random_weighted(random_next(&luck).word[0], share, FOODS);
            unsigned reported = randomised_response_report(&rr, truth, random_next(&luck));
            for (unsigned j = 0; j < FOODS; j++)
                estimate[j] += randomised_response_credit(&rr, reported, j) / REPORTS;
        }
        double all = 0;
        for (int j = 0; j < FOODS; j++) {
            all += estimate[j];
            sum[j] += estimate[j];
            squares[j] += (estimate[j] - share[j]) * (estimate[j] - share[j]);
        }
        assert_float_equal(all, 1, 1e-9);  // estimated shares sum to 1, whatever the noise
    }
    for (int j = 0; j < FOODS; j++) {
        double expected = sqrt(randomised_response_variance(&rr, share[j], REPORTS));
        assert_true(fabs(sum[j] / TIMES - share[j]) < 3 * expected / sqrt(TIMES));
        double ratio = sqrt(squares[j] / TIMES) / expected;
        assert_true(fabs(ratio - 1) < 3.5 / sqrt(2 * TIMES));
    }
}
static void test_food_frequencies_are_unbiased(void **state) {
    (void)state;
    estimate_foods(1);
    estimate_foods(4);
}

// Nobody can tell two truths apart better than the bound: the best guess from one report is to believe it.
static void test_no_attacker_beats_the_bound(void **state) {
    (void)state;
    const double epsilon[] = {0.1, 0.5, 1, 2}, bound[] = {0.0500, 0.2449, 0.4621, 0.7616};
    for (int i = 0; i < 4; i++) {
        assert_float_equal(tanh(epsilon[i] / 2), bound[i], 5e-5);
        for (unsigned categories = 2; categories <= 16; categories++) {
            struct randomised_response rr = randomised_response_of(categories, epsilon[i]);
            assert_true(rr.truth - rr.other <= bound[i] + 5e-5);
        }
        struct randomised_response two = randomised_response_of(2, epsilon[i]);
        assert_float_equal(two.truth - two.other, bound[i], 5e-5);
    }
}

// A year of daily releases, and a hundred of a Gaussian's worth.
static void test_composition(void **state) {
    (void)state;
    assert_float_equal(privacy_budget_sequential(365, 0.1), 36.5, 1e-9);
    assert_float_equal(privacy_budget_advanced(365, 0.1, 1e-6), 13.88, 0.005);
    assert_float_equal(privacy_budget_zcdp(365, 0.1, 1e-6), 11.87, 0.005);
    assert_float_equal(privacy_budget_sequential(365, 1), 365, 1e-9);
    assert_float_equal(privacy_budget_zcdp(365, 1, 1e-6), 282.9, 0.05);
    assert_float_equal(privacy_budget_zcdp(100, 0.2, 1e-6), 12.51, 0.005);  // rho = 2
    // One release spends its own epsilon and not what composition theorems allow it.
    assert_float_equal(privacy_budget_spent(1, 1, 1e-6), 1, 1e-12);
    assert_float_equal(privacy_budget_spent(365, 0.1, 1e-6), 11.87, 0.005);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standard_deviations_of_two_categories),
        cmocka_unit_test(test_sixteen_categories),
        cmocka_unit_test(test_without_noise_it_is_counting),
        cmocka_unit_test(test_food_frequencies_are_unbiased),
        cmocka_unit_test(test_no_attacker_beats_the_bound),
        cmocka_unit_test(test_composition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
