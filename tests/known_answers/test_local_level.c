// SPDX-License-Identifier: GPL-3.0-or-later
// The Kalman filter of the local level against what is known of it, on quantities drawn by its own law.
#include "models/methods/local_level_technique.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

static double normal(struct random_sequence *luck) {
    double radius = sqrt(-2 * log(random_next_uniform(luck)));
    return radius * cos(6.283185307179586 * random_next_uniform(luck));
}

static struct random_sequence luck_named(const char *name) {
    return (struct random_sequence){.key = {2018, 0}, .stream = random_stream(name)};
}

static void test_variance_settles_where_it_must(void **state) {
    (void)state;
    static const struct local_level_law laws[] = {{1, 1}, {0.01, 4}, {5, 0.2}};
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        struct local_level belief = local_level_begin((struct local_level_sight){0, 1, 0}, laws[i]);
        for (int step = 0; step < 2000; step++) {
            local_level_pass(&belief, 1, laws[i]);
            if (step == 1999) break;
            local_level_see(&belief, (struct local_level_sight){0, 1, 0}, laws[i]);
        }
        double q = laws[i].drift, r = laws[i].noise;
        assert_true(fabs(belief.variance - (q + sqrt(q * q + 4 * q * r)) / 2) < 1e-9);
        assert_true(fabs(local_level_settles(laws[i]) - belief.variance) < 1e-9);
    }
    assert_true(fabs(local_level_settles((struct local_level_law){1, 1}) - 1.618033988749895) <
                1e-12);  // the golden ratio
}

// Its errors have the variance it says, and no rule of thumb errs less: the last sight, or the mean of all.
static void test_errors_are_as_large_as_it_says(void **state) {
    (void)state;
    const struct local_level_law law = {0.3, 2};
    struct random_sequence luck = luck_named("errors");
    enum { STEPS = 200000 };
    double x = 0, sum = 0, y = normal(&luck) * sqrt(law.noise), squares = 0, naive = 0, mean_of_all = 0;
    struct local_level belief = local_level_begin((struct local_level_sight){y, 1, 0}, law);
    int inside = 0;
    for (int step = 1; step <= STEPS; step++) {
        x += normal(&luck) * sqrt(law.drift);
        local_level_pass(&belief, 1, law);
        double off = x - belief.mean;
        squares += off * off;
        inside += fabs(off) < 1.96 * sqrt(belief.variance);
        naive += (x - y) * (x - y);
        sum += y;
        mean_of_all += (x - sum / step) * (x - sum / step);
        y = x + normal(&luck) * sqrt(law.noise);
        local_level_see(&belief, (struct local_level_sight){y, 1, 0}, law);
    }
    double settled = local_level_settles(law);
    assert_true(fabs(squares / STEPS - settled) < 0.02 * settled);
    assert_true(fabs((double)inside / STEPS - 0.95) < 0.005);
    assert_true(squares < 0.7 * naive && squares < 0.2 * mean_of_all);
}

// Sights of many lengths, of many quantities, told with noise of a known variance that differs from home to
// home.
static struct local_level_law learnt_of(const struct local_level_law law, double most_known) {
    struct random_sequence luck = luck_named("learns");
    struct local_level_fit fit = {0};
    struct local_level_law learnt;
    assert_false(local_level_fitted(&fit, &learnt));
    for (int quantity = 0; quantity < 20000; quantity++) {
        double x = 10 * random_next_uniform(&luck), known = most_known * (quantity % 3) / 2;
        struct local_level_sight before = {0};
        for (int sight = 0; sight < 5; sight++) {
            double length = 1 + floor(30 * random_next_uniform(&luck)), gap = (length + before.length) / 2;
            x += normal(&luck) * sqrt(law.drift * gap);
            double seen = x + normal(&luck) * sqrt(law.noise / length + known);
            struct local_level_sight now = {seen, length, known};
            if (sight) local_level_learn(&fit, before, now, gap);
            before = now;
        }
    }
    assert_true(local_level_fitted(&fit, &learnt));
    return learnt;
}

static void test_what_wanders_is_learnt(void **state) {
    (void)state;
    const struct local_level_law law = {0.05, 3};
    struct local_level_law plain = learnt_of(law, 0), noised = learnt_of(law, 1);
    assert_true(fabs(plain.drift - law.drift) < 0.03 * law.drift);
    assert_true(fabs(plain.noise - law.noise) < 0.03 * law.noise);
    print_message("of noised sights: drift %.4f, noise %.3f\n", noised.drift, noised.noise);
    assert_true(fabs(noised.drift - law.drift) < 0.15 * law.drift);
    assert_true(fabs(noised.noise - law.noise) < 0.15 * law.noise);
}

// Known noise counts as it is: who counts it in errs by what it says, who does not errs more and says less.
static void test_known_noise_is_counted_in(void **state) {
    (void)state;
    const struct local_level_law law = {0.3, 2};
    enum { STEPS = 100000 };
    const double known = 20;
    struct random_sequence luck = luck_named("noised");
    double x = 0, squares = 0, squares_deaf = 0, said_deaf = 0;
    struct local_level belief = local_level_begin((struct local_level_sight){0, 1, known}, law),
                       deaf = belief;
    for (int step = 1; step <= STEPS; step++) {
        x += normal(&luck) * sqrt(law.drift);
        local_level_pass(&belief, 1, law);
        local_level_pass(&deaf, 1, law);
        squares += (x - belief.mean) * (x - belief.mean);
        squares_deaf += (x - deaf.mean) * (x - deaf.mean);
        said_deaf += deaf.variance;
        double y = x + normal(&luck) * sqrt(law.noise + known);
        local_level_see(&belief, (struct local_level_sight){y, 1, known}, law);
        local_level_see(&deaf, (struct local_level_sight){y, 1, 0}, law);
    }
    double settled = local_level_settles((struct local_level_law){law.drift, law.noise + known});
    assert_true(fabs(squares / STEPS - settled) < 0.03 * settled);
    assert_true(squares_deaf > 1.3 * squares && said_deaf < squares_deaf / 3);
}

// A rate carried on: what it sums up to is as far off as it says.
static void test_sums_are_as_far_off_as_it_says(void **state) {
    (void)state;
    const struct local_level_law law = {0.02, 0.5};
    struct random_sequence luck = luck_named("sums");
    enum { TRIALS = 4000, STEPS = 200 };
    const double time = 10, step = time / STEPS;
    const struct local_level belief = {3, 0.4};
    double squares = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        double rate = belief.mean + normal(&luck) * sqrt(belief.variance), sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += rate * step + normal(&luck) * sqrt(law.noise * step);
            rate += normal(&luck) * sqrt(law.drift * step);
        }
        squares += (sum - belief.mean * time) * (sum - belief.mean * time);
    }
    double expected = local_level_sum_variance(&belief, time, law);
    assert_true(fabs(squares / TRIALS - expected) < 0.07 * expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variance_settles_where_it_must),
        cmocka_unit_test(test_errors_are_as_large_as_it_says),
        cmocka_unit_test(test_what_wanders_is_learnt),
        cmocka_unit_test(test_known_noise_is_counted_in),
        cmocka_unit_test(test_sums_are_as_far_off_as_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
