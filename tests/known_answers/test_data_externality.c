// SPDX-License-Identifier: GPL-3.0-or-later
// What data tell of others: the price of data of two families as published, the closed form against the
// general law by linear algebra and against simulated families, and what holds of every such law.
#include <gsl/gsl_linalg.h>

#include "models/media/data_externality_law.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { FAMILIES = 12 };
static const double correlations[] = {0, 0.05, 0.3, 0.7, 0.95}, noises[] = {0.1, 1, 8};
enum { CORRELATIONS = 5, NOISES = 3 };

static void assert_near(double seen, double expected, double tolerance) {
    if (!(fabs(seen - expected) <= tolerance)) fail_msg("%.12g is not %.12g", seen, expected);
}

static void for_each_law(void (*look)(struct data_externality law)) {
    for (int c = 0; c < CORRELATIONS; c++)
        for (int n = 0; n < NOISES; n++) look((struct data_externality){correlations[c], noises[n]});
}

// Unit variance and noise, two families: (2 - rho^2)^2 / (2 (4 - rho^2)), from 1/2 to 1/6 (Acemoglu et al.
// 2022). It is what the second one's data add: I_1({1, 2}) - I_1({2}).
static void the_price_of_data_of_two_families(void **state) {
    (void)state;
    for (double rho = 0; rho <= 1; rho += 0.125) {
        struct data_externality law = {rho, 1};
        double square = rho * rho, expected = (2 - square) * (2 - square) / (2 * (4 - square));
        double both = data_externality_of_sharer(law, 1), other = data_externality_of_other(law, 1);
        assert_near(both - other, expected, 1e-12);
        assert_near(data_externality_adds(law, 1), expected, 1e-12);
        assert_near(other, square / 2, 1e-12);
    }
    assert_near(data_externality_adds((struct data_externality){0, 1}, 1), 1.0 / 2, 1e-12);
    assert_near(data_externality_adds((struct data_externality){1, 1}, 1), 1.0 / 6, 1e-12);
}

// ---- The general law -----------------------------------------------------------------------------------

// I_i = c' (V + noise)^-1 c: c the covariance of family i with those who share, V theirs.
static double by_linear_algebra(struct data_externality law, size_t family, size_t sharers) {
    if (sharers == 0) return 0;
    gsl_matrix *variance = gsl_matrix_alloc(sharers, sharers);
    gsl_vector *covariance = gsl_vector_alloc(sharers), *weights = gsl_vector_alloc(sharers);
    for (size_t i = 0; i < sharers; i++) {
        gsl_vector_set(covariance, i, i == family ? 1 : law.correlation);
        for (size_t j = 0; j < sharers; j++)
            gsl_matrix_set(variance, i, j, i == j ? 1 + law.noise : law.correlation);
    }
    gsl_linalg_cholesky_decomp1(variance);
    gsl_linalg_cholesky_solve(variance, covariance, weights);
    double told = 0;
    for (size_t i = 0; i < sharers; i++) told += gsl_vector_get(weights, i) * gsl_vector_get(covariance, i);
    gsl_matrix_free(variance);
    gsl_vector_free(covariance);
    gsl_vector_free(weights);
    return told;
}

static void look_at_algebra(struct data_externality law) {
    for (size_t sharers = 0; sharers <= FAMILIES; sharers++) {
        double all = 0;
        for (size_t family = 0; family < FAMILIES; family++) {
            double told = family < sharers ? data_externality_of_sharer(law, (double)sharers - 1)
                                           : data_externality_of_other(law, (double)sharers);
            assert_near(told, by_linear_algebra(law, family, sharers), 1e-12);
            all += told;
        }
        assert_near(data_externality_of_all(law, (double)sharers, FAMILIES), all, 1e-12);
    }
}

static void the_closed_form_is_the_general_law(void **state) {
    (void)state;
    for_each_law(look_at_algebra);
}

// ---- Simulated families --------------------------------------------------------------------------------

// The best guess of a family's trait from the mean of the n others' data misses 1 - L(n) of its variance; no
// other multiple of the mean misses less. 100,000 groups: the mean of a squared normal has a relative
// standard error of sqrt(2 / 100,000) = 0.0045.
static double missed(struct data_externality law, size_t sharers, double multiple) {
    enum { GROUPS = 100000 };
    struct random_sequence luck = {{2018, 1}, random_home(0), random_stream("traits"), 0};
    double sum = 0;
    for (int group = 0; group < GROUPS; group++) {
        double common = sqrt(law.correlation) * random_next_normal(&luck), told = 0,
               own = sqrt(1 - law.correlation);
        double trait = common + own * random_next_normal(&luck);
        for (size_t i = 0; i < sharers; i++)
            told += common + own * random_next_normal(&luck) + sqrt(law.noise) * random_next_normal(&luck);
        double error = trait - multiple * told / (double)sharers;
        sum += error * error / GROUPS;
    }
    return sum;
}

static void look_at_simulation(struct data_externality law, size_t sharers) {
    double told = data_externality_of_other(law, (double)sharers), multiple = told / law.correlation;
    double least = missed(law, sharers, multiple);
    assert_near(least, 1 - told, 3 * 0.0045 * (1 - told));
    assert_true(missed(law, sharers, multiple - 0.1) > least && missed(law, sharers, multiple + 0.1) > least);
}

static void simulated_families_are_known_as_well_as_said(void **state) {
    (void)state;
    look_at_simulation((struct data_externality){0.3, 1}, 4);
    look_at_simulation((struct data_externality){0.8, 0.5}, 2);
}

// ---- What holds of every law ---------------------------------------------------------------------------

static void look_at_order(struct data_externality law) {
    for (double n = 0; n < 300; n++) {
        double other = data_externality_of_other(law, n), next = data_externality_of_other(law, n + 1);
        // Nothing is told of who does not share if and only if traits have nothing in common, or nobody
        // shares.
        assert_true((other > 0) == (law.correlation > 0 && n > 0));
        // More data never tell less of anybody, and never all.
        assert_true(next >= other && next <= law.correlation);
        assert_true(data_externality_of_sharer(law, n + 1) >= data_externality_of_sharer(law, n));
        assert_true(data_externality_of_sharer(law, n) < 1);
        // What one more brings falls with those who were there before it, for whom it is about and for
        // others.
        assert_true(data_externality_adds(law, n + 1) <= data_externality_adds(law, n));
        assert_true(data_externality_of_other(law, n + 2) - next <= next - other + 1e-15);
        // Who shares is known better than who does not.
        assert_true(data_externality_of_sharer(law, n) > next);
    }
}

static void what_more_data_tell_grows_and_grows_less(void **state) {
    (void)state;
    for_each_law(look_at_order);
}

// The more alike families are, the less one's own data are worth beside the others'.
static void the_price_of_data_falls_with_correlation(void **state) {
    (void)state;
    for (double others = 1; others < 100; others *= 3)
        for (int c = 0; c + 1 < CORRELATIONS; c++)
            assert_true(data_externality_adds((struct data_externality){correlations[c + 1], 1}, others) <
                        data_externality_adds((struct data_externality){correlations[c], 1}, others));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_price_of_data_of_two_families),
        cmocka_unit_test(the_closed_form_is_the_general_law),
        cmocka_unit_test(simulated_families_are_known_as_well_as_said),
        cmocka_unit_test(what_more_data_tell_grows_and_grows_less),
        cmocka_unit_test(the_price_of_data_falls_with_correlation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
