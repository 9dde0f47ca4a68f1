// SPDX-License-Identifier: GPL-3.0-or-later
// Approximate Bayesian computation against posteriors that are known exactly: of a normal mean, of a coin, of
// a choice; and against its own promise: nine intervals of ten that are said to hold nine tenths hold the
// truth.
#include "analysis/abc.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "tests/support/check.h"

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

// ---- A model that is cheap: what a point comes to, by chance ----

struct toy {
    size_t axis_count, outcome_count;
    const size_t *levels;
    const double *targets, *scales;
    void (*live)(const double *at, gsl_rng *chance, double *outcomes);
};

enum { AXES_MOST = 3, OUTCOMES_MOST = 3 };

static double settle(size_t levels, double place) {
    return levels ? (floor(place * (double)levels) + 0.5) / (double)levels : place;
}

static struct abc_particles *keep_some(const struct toy *toy, const double *at, size_t count, size_t least,
                                       const struct abc_particles *before, gsl_rng *chance) {
    double *distance = test_calloc(count, sizeof *distance), outcomes[OUTCOMES_MOST];
    for (size_t i = 0; i < count; i++) {
        toy->live(&at[i * toy->axis_count], chance, outcomes);
        distance[i] = abc_distance(outcomes, toy->targets, toy->scales, toy->outcome_count);
    }
    struct abc_round round = {toy->axis_count, count, toy->levels, at, distance};
    struct abc_particles *kept = abc_keep(&round, before, least);
    test_free(distance);
    return kept;
}

static struct abc_particles *calibrate(const struct toy *toy, size_t rounds, size_t count, size_t least,
                                       gsl_rng *chance) {
    double *at = test_calloc(count * toy->axis_count, sizeof *at);
    for (size_t i = 0; i < count * toy->axis_count; i++)
        at[i] = settle(toy->levels[i % toy->axis_count], gsl_rng_uniform_pos(chance));
    struct abc_particles *particles = keep_some(toy, at, count, least, NULL, chance);
    for (size_t round = 1; round < rounds; round++) {
        abc_propose(particles, gsl_rng_get(chance), at, count);
        struct abc_particles *next = keep_some(toy, at, count, least, particles, chance);
        abc_particles_free(particles);
        particles = next;
    }
    test_free(at);
    return particles;
}

static gsl_rng *chance_of(unsigned long seed) {
    gsl_rng *chance = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(chance, seed);
    return chance;
}

static double mean_of(const struct abc_particles *particles, size_t axis) {
    double mean = 0;
    for (size_t i = 0; i < particles->count; i++)
        mean += particles->weight[i] * particles->at[i * particles->axis_count + axis];
    return mean;
}

static double sd_of(const struct abc_particles *particles, size_t axis) {
    double mean = mean_of(particles, axis), squares = 0;
    for (size_t i = 0; i < particles->count; i++)
        squares += particles->weight[i] * pow(particles->at[i * particles->axis_count + axis] - mean, 2);
    return sqrt(squares);
}

// ---- A normal mean, its variance known ----

// The mean of some measurements, each axis by itself: their standard error is 0.05 of the prior's range.
#define ERROR 0.05
static void measure(const double *at, gsl_rng *chance, double *outcomes) {
    outcomes[0] = at[0] + gsl_ran_gaussian(chance, ERROR);
}
static void measure_two(const double *at, gsl_rng *chance, double *outcomes) {
    outcomes[0] = at[0] + gsl_ran_gaussian(chance, ERROR);
    outcomes[1] = at[0] + at[1] + gsl_ran_gaussian(chance, ERROR);
}
static const size_t any_place[AXES_MOST] = {0};
static const double ones[OUTCOMES_MOST] = {1, 1, 1};

// With a uniform prior whose ends are far away the posterior is the normal around what was measured.
static void the_posterior_of_a_normal_mean(void **state) {
    (void)state;
    static const double target[] = {0.4};
    struct toy toy = {1, 1, any_place, target, ones, measure};
    gsl_rng *chance = chance_of(2018);
    struct abc_particles *rejected = calibrate(&toy, 1, 20000, 400, chance),
                         *sequential = calibrate(&toy, 5, 2000, 200, chance);
    print_message("rejection: mean %.4f sd %.4f; sequential: %.4f %.4f; exact 0.4000 %.4f\n",
                  mean_of(rejected, 0), sd_of(rejected, 0), mean_of(sequential, 0), sd_of(sequential, 0),
                  ERROR);
    // Three standard errors of a mean and of a standard deviation from so many particles.
    assert_near(mean_of(rejected, 0), 0.4, 3 * ERROR / sqrt(400));
    assert_near(sd_of(rejected, 0), ERROR, 3 * ERROR / sqrt(2 * 400));
    double size = abc_effective_size(sequential);
    assert_true(size > 150 && size <= (double)sequential->count);
    assert_near(mean_of(sequential, 0), 0.4, 3 * ERROR / sqrt(size));
    assert_near(sd_of(sequential, 0), ERROR, 3 * ERROR / sqrt(2 * size));
    assert_true(abc_away_from_prior(sequential, 0) > abc_away_by_chance(size));
    abc_particles_free(rejected);
    abc_particles_free(sequential);
    gsl_rng_free(chance);
}

// Measured at the prior's end, the posterior is the normal's half: mean 0.0399, sd 0.0301. The kernel is cut
// off there, and the weights know.
static void the_posterior_at_the_priors_end(void **state) {
    (void)state;
    static const double target[] = {0};
    struct toy toy = {1, 1, any_place, target, ones, measure};
    gsl_rng *chance = chance_of(7);
    struct abc_particles *particles = calibrate(&toy, 5, 3000, 300, chance);
    double size = abc_effective_size(particles), mean = ERROR * sqrt(2 / M_PI),
           sd = ERROR * sqrt(1 - 2 / M_PI);
    print_message("at the end: mean %.4f sd %.4f; exact %.4f %.4f\n", mean_of(particles, 0),
                  sd_of(particles, 0), mean, sd);
    assert_near(mean_of(particles, 0), mean, 3 * sd / sqrt(size));
    assert_near(sd_of(particles, 0), sd, 0.15 * sd);
    abc_particles_free(particles);
    gsl_rng_free(chance);
}

// Two means of which a sum is measured: the second has the standard deviation of a difference. And one that
// nothing hangs on stays as wide as the prior.
static void what_is_not_told_stays_as_it_was(void **state) {
    (void)state;
    static const double targets[] = {0.4, 0.9};
    struct toy toy = {3, 2, any_place, targets, ones, measure_two};
    gsl_rng *chance = chance_of(1);
    struct abc_particles *particles = calibrate(&toy, 6, 6000, 300, chance);
    double size = abc_effective_size(particles), chance_alone = abc_away_by_chance(size);
    print_message("first %.4f (%.4f), second %.4f (%.4f), third away %.3f of %.3f\n", mean_of(particles, 0),
                  sd_of(particles, 0), mean_of(particles, 1), sd_of(particles, 1),
                  abc_away_from_prior(particles, 2), chance_alone);
    assert_near(mean_of(particles, 0), 0.4, 3 * ERROR / sqrt(size));
    assert_near(mean_of(particles, 1), 0.5, 3 * M_SQRT2 * ERROR / sqrt(size));
    assert_near(sd_of(particles, 0), ERROR, 0.15 * ERROR);
    assert_near(sd_of(particles, 1), M_SQRT2 * ERROR, 0.15 * M_SQRT2 * ERROR);
    assert_true(abc_away_from_prior(particles, 0) > chance_alone);
    assert_true(abc_away_from_prior(particles, 1) > chance_alone);
    assert_true(abc_away_from_prior(particles, 2) < chance_alone);
    abc_particles_free(particles);
    gsl_rng_free(chance);
}

// ---- Levels ----

// Heads of 20 throws of a coin that shows heads with 0.05, 0.15 ... 0.95; what was seen can be met exactly,
// so the posterior is the binomial's, without approximation.
enum { THROWS = 20, COINS = 10, SEEN = 13 };
static void throw_coin(const double *at, gsl_rng *chance, double *outcomes) {
    outcomes[0] = gsl_ran_binomial(chance, at[0], THROWS);
}

static void the_posterior_of_a_coin(void **state) {
    (void)state;
    static const double target[] = {SEEN};
    static const size_t levels[] = {COINS};
    struct toy toy = {1, 1, levels, target, ones, throw_coin};
    gsl_rng *chance = chance_of(3);
    struct abc_particles *particles = calibrate(&toy, 4, 4000, 100, chance);
    double exact[COINS], all = 0, found[COINS] = {0}, size = abc_effective_size(particles);
    for (int coin = 0; coin < COINS; coin++)
        all += exact[coin] = gsl_ran_binomial_pdf(SEEN, (coin + 0.5) / COINS, THROWS);
    for (size_t i = 0; i < particles->count; i++)
        found[(int)(particles->at[i] * COINS)] += particles->weight[i];
    assert_true(particles->tolerance == 0);
    for (int coin = 0; coin < COINS; coin++) {
        double share = exact[coin] / all;
        assert_near(found[coin], share, 3.5 * sqrt(share * (1 - share) / size) + 0.002);
    }
    abc_particles_free(particles);
    gsl_rng_free(chance);
}

// ---- Does it hold what it says? ----

// The truth is drawn from the prior, data are made with it, and the 90 % interval is asked whether it holds
// the truth. Of 200 that hold it with 0.9, 163 to 193 do, but for once in a thousand.
static void nine_of_ten_intervals_hold_the_truth(void **state) {
    (void)state;
    enum { TRIES = 200 };
    gsl_rng *chance = chance_of(11);
    int held = 0;
    for (int i = 0; i < TRIES; i++) {
        double truth = gsl_rng_uniform_pos(chance), target[1];
        measure(&truth, chance, target);
        struct toy toy = {1, 1, any_place, target, ones, measure};
        struct abc_particles *particles = calibrate(&toy, 4, 600, 60, chance);
        double low = abc_quantile(particles->at, particles->weight, particles->count, 0.05),
               high = abc_quantile(particles->at, particles->weight, particles->count, 0.95);
        held += low <= truth && truth <= high;
        abc_particles_free(particles);
    }
    print_message("%d of %d intervals hold the truth\n", held, TRIES);
    assert_in_range(held, 163, 193);
    assert_true(gsl_cdf_binomial_P(162, 0.9, TRIES) < 0.001 && gsl_cdf_binomial_Q(193, 0.9, TRIES) < 0.001);
    gsl_rng_free(chance);
}

// ---- By hand ----

static void how_far_off(void **state) {
    (void)state;
    const double targets[] = {1, 10}, scales[] = {1, 5}, constant[] = {1, INFINITY};
    assert_near(abc_distance((double[]){4, 30}, targets, scales, 2), sqrt((9 + 16) / 2.0), 1e-12);
    assert_near(abc_distance((double[]){4, 30}, targets, constant, 2), 3 / sqrt(2), 1e-12);
    assert_true(isinf(abc_distance((double[]){4, NAN}, targets, scales, 2)));
    // The median is 3; the distances from it are 0, 1, 1, 2, 97.
    assert_near(abc_scale((double[]){1, 2, 3, 4, 100}, 5), 1, 1e-12);
    assert_near(abc_scale((double[]){1, NAN, 2, 3, INFINITY, 4, 100}, 7), 1, 1e-12);
    assert_near(abc_scale((double[]){0, 0, 0, 0, 10}, 5), 2, 1e-12);  // most are the same: the mean distance
    assert_true(isinf(abc_scale((double[]){7, 7, 7}, 3)) && isinf(abc_scale((double[]){NAN}, 1)));
}

static void quantiles_by_weight(void **state) {
    (void)state;
    const double values[] = {3, 1, 2}, weights[] = {0.2, 0.5, 0.3}, alike[] = {0.1, 0.1, 0.1};
    assert_near(abc_quantile(values, weights, 3, 0.5), 1, 0);
    assert_near(abc_quantile(values, weights, 3, 0.51), 2, 0);
    assert_near(abc_quantile(values, weights, 3, 0.8), 2, 0);
    assert_near(abc_quantile(values, weights, 3, 0.95), 3, 0);
    assert_near(abc_quantile(values, alike, 3, 1), 3, 0);
    assert_near(abc_quantile(values, alike, 3, 0), 1, 0);
}

// The first round keeps the nearest, ties and all; a later one what is nearer than half of those before.
static void who_is_kept(void **state) {
    (void)state;
    const double at[] = {0.1, 0.3, 0.5, 0.7, 0.9, 0.95}, far[] = {4, 1, INFINITY, 2, 2, 9},
                 near[] = {1.4, 1.5, 1.6, 0.1, INFINITY, 7},
                 lost[] = {INFINITY, NAN, INFINITY, NAN, NAN, NAN};
    struct abc_particles *first = abc_keep(&(struct abc_round){1, 6, any_place, at, far}, NULL, 2);
    assert_int_equal(first->count, 3);
    assert_near(first->tolerance, 2, 0);
    assert_true(first->point[0] == 1 && first->point[1] == 3 && first->point[2] == 4);
    assert_near(first->weight[2], 1.0 / 3, 1e-12);
    first->distance[0] = 1, first->distance[1] = 1.5, first->distance[2] = 2;
    struct abc_particles *second = abc_keep(&(struct abc_round){1, 6, any_place, at, near}, first, 1);
    assert_near(second->tolerance, 1.5, 0);
    assert_int_equal(second->count, 3);
    // Too few are so near: the four nearest.
    struct abc_particles *third = abc_keep(&(struct abc_round){1, 6, any_place, at, near}, first, 4);
    assert_near(third->tolerance, 1.6, 0);
    struct abc_particles *none = abc_keep(&(struct abc_round){1, 6, any_place, at, lost}, NULL, 4);
    assert_true(none->count == 0 && isnan(none->tolerance));
    abc_particles_free(first);
    abc_particles_free(second);
    abc_particles_free(third);
    abc_particles_free(none);
}

// A weight is one by how likely the kernels made the place: two particles at 0.3 and 0.7, worked out from the
// normal.
static void weights_by_hand(void **state) {
    (void)state;
    const double before_at[] = {0.3, 0.7}, at[] = {0.3, 0.5}, distance[] = {0, 0};
    struct abc_particles *before =
        abc_keep(&(struct abc_round){1, 2, any_place, before_at, distance}, NULL, 2);
    double sd = sqrt(2 * 0.04);
    assert_near(before->sd[0], sd, 1e-12);
    struct abc_particles *after = abc_keep(&(struct abc_round){1, 2, any_place, at, distance}, before, 2);
    double inside = gsl_cdf_ugaussian_P(0.7 / sd) - gsl_cdf_ugaussian_P(-0.3 / sd);
    double at_first = (gsl_ran_gaussian_pdf(0, sd) + gsl_ran_gaussian_pdf(0.4, sd)) / 2 / inside,
           at_middle = gsl_ran_gaussian_pdf(0.2, sd) / inside;
    assert_near(after->weight[0] / after->weight[1], at_middle / at_first, 1e-12);
    assert_near(abc_effective_size(after),
                1 / (after->weight[0] * after->weight[0] + after->weight[1] * after->weight[1]), 1e-12);
    abc_particles_free(before);
    abc_particles_free(after);
}

// A particle in one of 4 levels lies anywhere in it: the kernel has twice the variance of the particles and
// of a level, 1 / (12 x 16). It proposes a level with what the normal has over it.
static void the_kernel_of_levels_by_hand(void **state) {
    (void)state;
    const double before_at[] = {0.125, 0.875}, at[] = {0.125, 0.375}, distance[] = {0, 0};
    const size_t levels[] = {4};
    struct abc_particles *before = abc_keep(&(struct abc_round){1, 2, levels, before_at, distance}, NULL, 2);
    double sd = sqrt(2 * (0.375 * 0.375 + 1.0 / (12 * 16))), over_level[2] = {0};
    assert_near(before->sd[0], sd, 1e-12);
    struct abc_particles *after = abc_keep(&(struct abc_round){1, 2, levels, at, distance}, before, 2);
    for (int level = 0; level < 2; level++)
        for (int from = 0; from < 2; from++)
            over_level[level] += gsl_cdf_ugaussian_P((0.25 * (level + 1) - before_at[from]) / sd) -
                                 gsl_cdf_ugaussian_P((0.25 * level - before_at[from]) / sd);
    assert_near(after->weight[0] / after->weight[1], over_level[1] / over_level[0], 1e-12);
    abc_particles_free(before);
    abc_particles_free(after);
}

// All in one place they leave it by a level's own width, or by next to nothing.
static void kernels_of_particles_that_are_all_the_same(void **state) {
    (void)state;
    const double at[] = {0.1, 0.4, 0.1, 0.4}, distance[] = {0, 0};
    const size_t levels[] = {5, 0};
    struct abc_particles *particles = abc_keep(&(struct abc_round){2, 2, levels, at, distance}, NULL, 2);
    assert_near(particles->sd[0], sqrt(2.0 / (12 * 25)), 1e-12);
    assert_near(particles->sd[1], 1e-6, 1e-12);
    abc_particles_free(particles);
}

static void proposals_are_the_same_and_lie_inside(void **state) {
    (void)state;
    enum { COUNT = 500 };
    const double at[] = {0.01, 0.125, 0.99, 0.875}, distance[] = {0, 0};
    const size_t levels[] = {0, 4};
    struct abc_particles *particles = abc_keep(&(struct abc_round){2, 2, levels, at, distance}, NULL, 2);
    double one[2 * COUNT], other[2 * COUNT], shorter[2 * 10];
    abc_propose(particles, 5, one, COUNT);
    abc_propose(particles, 5, other, COUNT);
    abc_propose(particles, 5, shorter, 10);
    assert_memory_equal(one, other, sizeof one);
    assert_memory_equal(one, shorter, sizeof shorter);
    int met[4] = {0};
    for (int i = 0; i < COUNT; i++) {
        assert_true(one[2 * i] >= 0 && one[2 * i] < 1);
        double level = one[2 * i + 1] * 4 - 0.5;
        assert_near(level, round(level), 1e-12);
        met[(int)level]++;
    }
    assert_true(met[0] > 0 && met[1] > 0 && met[2] > 0 && met[3] > 0);
    abc_particles_free(particles);
}

// Half of the range: the distributions differ by 1/2; one of three values alone: by 2/3 (or 1/3 in the
// middle).
static void how_far_from_the_prior(void **state) {
    (void)state;
    enum { COUNT = 1000 };
    double at[3 * COUNT], distance[COUNT] = {0};
    for (int i = 0; i < COUNT; i++) {
        at[3 * i] = (i + 0.5) / COUNT / 2;
        at[3 * i + 1] = 0.5 / 3;
        at[3 * i + 2] = 0.5;
    }
    const size_t levels[] = {0, 3, 3};
    struct abc_particles *particles =
        abc_keep(&(struct abc_round){3, COUNT, levels, at, distance}, NULL, COUNT);
    assert_near(abc_away_from_prior(particles, 0), 0.5, 1e-3);
    assert_near(abc_away_from_prior(particles, 1), 2.0 / 3, 1e-9);
    assert_near(abc_away_from_prior(particles, 2), 1.0 / 3, 1e-9);
    assert_near(abc_away_by_chance(100), 0.163, 1e-9);
    assert_near(abc_away_by_chance(1e6), 0.1, 1e-9);
    abc_particles_free(particles);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_far_off),
        cmocka_unit_test(quantiles_by_weight),
        cmocka_unit_test(who_is_kept),
        cmocka_unit_test(weights_by_hand),
        cmocka_unit_test(the_kernel_of_levels_by_hand),
        cmocka_unit_test(kernels_of_particles_that_are_all_the_same),
        cmocka_unit_test(proposals_are_the_same_and_lie_inside),
        cmocka_unit_test(how_far_from_the_prior),
        cmocka_unit_test(the_posterior_of_a_normal_mean),
        cmocka_unit_test(the_posterior_at_the_priors_end),
        cmocka_unit_test(what_is_not_told_stays_as_it_was),
        cmocka_unit_test(the_posterior_of_a_coin),
        cmocka_unit_test(nine_of_ten_intervals_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
