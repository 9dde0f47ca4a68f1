// SPDX-License-Identifier: GPL-3.0-or-later
// Unary encoding against published variances, and against randomised response where each is better.
#include "models/methods/randomised_response_mechanism.h"
#include "models/methods/unary_encoding_mechanism.h"
#include "tests/support/check.h"

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

// Of a rare category of 16, epsilon 1: n Var = 3.683, however many there are; randomised response 5.662 (Wang
// et al. 2017).
static void its_variance_is_the_published_one(void **state) {
    (void)state;
    for (unsigned categories = 2; categories <= 32; categories++) {
        struct unary_encoding each = unary_encoding_of(categories, 1);
        expect_near(unary_encoding_variance(&each, 0, 1), 3.683, 5e-4);
    }
    const double epsilons[] = {0.1, 0.5, 1, 2, 4};
    for (size_t i = 0; i < sizeof epsilons / sizeof *epsilons; i++) {
        double e = exp(epsilons[i]);
        struct unary_encoding each = unary_encoding_of(16, epsilons[i]);
        expect_near(unary_encoding_variance(&each, 0, 1), 4 * e / ((e - 1) * (e - 1)),
                    1e-9 * e / ((e - 1) * (e - 1)));
    }
}

// Better than randomised response just where k > 3 e^epsilon + 2: of 7 foods below ln(5 / 3) = 0.5108.
static void it_is_better_where_it_says(void **state) {
    (void)state;
    for (double epsilon = 0.05; epsilon < 3; epsilon += 0.05)
        for (unsigned categories = 3; categories <= 32; categories++) {
            struct unary_encoding each = unary_encoding_of(categories, epsilon);
            struct randomised_response one = randomised_response_of(categories, epsilon);
            bool better = unary_encoding_variance(&each, 0, 1) < randomised_response_variance(&one, 0, 1);
            if (fabs(categories - (3 * exp(epsilon) + 2)) > 1e-6)
                assert_int_equal(unary_encoding_is_better(categories, epsilon), better);
        }
    assert_true(unary_encoding_is_better(7, 0.510) && !unary_encoding_is_better(7, 0.512));
    expect_near(log(5.0 / 3), 0.511, 5e-4);
}

// By all sets of named categories: none is more than e^epsilon times as likely under one truth as under
// another, one is just as often; and the two are told apart by p - q, half of tanh(eps / 2).
static double chance_of(const struct unary_encoding *each, uint32_t named, unsigned truth) {
    double chance = 1;
    for (unsigned i = 0; i < each->categories; i++) {
        double p = i == truth ? each->truth : each->other;
        chance *= named >> i & 1 ? p : 1 - p;
    }
    return chance;
}

static void it_tells_no_more_than_epsilon(void **state) {
    (void)state;
    const double epsilons[] = {0.1, 0.5, 1, 2};
    for (size_t i = 0; i < sizeof epsilons / sizeof *epsilons; i++) {
        struct unary_encoding each = unary_encoding_of(7, epsilons[i]);
        double most = 0, differ = 0, all = 0;
        for (uint32_t named = 0; named < 1u << 7; named++) {
            double one = chance_of(&each, named, 2), other = chance_of(&each, named, 5);
            most = fmax(most, one / other);
            differ += fmax(0, one - other);
            all += one;
        }
        expect_near(all, 1, 1e-12);
        expect_near(most, exp(epsilons[i]), 1e-9);
        expect_near(differ, each.truth - each.other, 1e-12);
        expect_near(differ, tanh(epsilons[i] / 2) / 2, 1e-12);
    }
}

// Shares of foods from noised reports, 300 times: no bias beyond three standard errors, and the spread of the
// formula.
static void its_estimates_are_unbiased(void **state) {
    (void)state;
    enum { TIMES = 300, REPORTS = 2000, FOODS = 7 };
    static const double share[FOODS] = {0.25, 0.20, 0.12, 0.10, 0.06, 0.06, 0.21};
    const double epsilons[] = {0.3, 1};
    for (size_t i = 0; i < sizeof epsilons / sizeof *epsilons; i++) {
        struct unary_encoding each = unary_encoding_of(FOODS, epsilons[i]);
        struct random_sequence luck = {{2018, 1}, random_home(0), random_stream("unary"), (uint64_t)i << 32};
        double sum[FOODS] = {0}, squares[FOODS] = {0};
        for (int time = 0; time < TIMES; time++) {
            double estimate[FOODS] = {0};
            for (int r = 0; r < REPORTS; r++) {
                unsigned truth = (unsigned)random_weighted(random_next(&luck).word[0], share, FOODS);
                uint32_t named = unary_encoding_report(&each, truth, &luck);
                for (unsigned j = 0; j < FOODS; j++)
                    estimate[j] += unary_encoding_credit(&each, named, j) / REPORTS;
            }
            for (int j = 0; j < FOODS; j++) {
                sum[j] += estimate[j];
                squares[j] += (estimate[j] - share[j]) * (estimate[j] - share[j]);
            }
        }
        for (int j = 0; j < FOODS; j++) {
            double expected = sqrt(unary_encoding_variance(&each, share[j], REPORTS));
            expect_near(sum[j] / TIMES, share[j], 3 * expected / sqrt(TIMES));
            expect_near(sqrt(squares[j] / TIMES) / expected, 1, 3.5 / sqrt(2 * TIMES));
        }
        expect_near(unary_encoding_reports_needed(&each, 0.06, 0.01, 1.96),
                    1.96 * 1.96 * unary_encoding_variance(&each, 0.06, 1) / 1e-4, 1e-6);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_variance_is_the_published_one),
        cmocka_unit_test(it_is_better_where_it_says),
        cmocka_unit_test(it_tells_no_more_than_epsilon),
        cmocka_unit_test(its_estimates_are_unbiased),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
