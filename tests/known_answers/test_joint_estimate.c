// SPDX-License-Identifier: GPL-3.0-or-later
// Joint estimates against what is known of them in closed form.
#include "models/air/joint_estimate_technique.h"

#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { DISTRICTS = 8, FIRMS = 4 };
static const struct random_key key = {2019, 0};

static void make_truth(double *truth) {
    for (int d = 0; d < DISTRICTS; d++) truth[d] = 0.1 * (d - (DISTRICTS - 1) / 2.0);
}

// Firms that err by as much as they like, and unlike weights: without noise the districts come out exactly.
static void biases_of_firms_are_taken_out_exactly(void **unused) {
    (void)unused;
    static const double biases[FIRMS] = {3, -2, 0.5, 0};
    double truth[DISTRICTS], effects[DISTRICTS], variances[DISTRICTS];
    struct two_way_cell cells[DISTRICTS * FIRMS];
    make_truth(truth);
    for (int d = 0; d < DISTRICTS; d++)
        for (int f = 0; f < FIRMS; f++)
            cells[d * FIRMS + f] =
                (struct two_way_cell){truth[d] + biases[f], (d + f) % 3 ? 0.01 * (1 + f) : 0};
    two_way_effects(cells, DISTRICTS, FIRMS, effects, variances);
    for (int d = 0; d < DISTRICTS; d++) assert_true(fabs(effects[d] - truth[d]) < 1e-9);
}

// The mean square error of m equal firms together is that of one, divided by m.
static void firms_together_err_less_by_their_number(void **unused) {
    (void)unused;
    enum { TIMES = 4000 };
    double truth[DISTRICTS], effects[DISTRICTS], variances[DISTRICTS], squares[2] = {0};
    make_truth(truth);
    struct random_sequence luck = {key, RANDOM_WORLD, random_stream("test.firms"), 0};
    for (int i = 0; i < TIMES; i++) {
        struct two_way_cell cells[DISTRICTS * FIRMS], one[DISTRICTS];
        for (int c = 0; c < DISTRICTS * FIRMS; c++)
            cells[c] = (struct two_way_cell){truth[c / FIRMS] + random_next_normal(&luck), 1};
        for (int d = 0; d < DISTRICTS; d++) one[d] = cells[d * FIRMS];
        two_way_effects(one, DISTRICTS, 1, effects, variances);
        squares[0] += pow(joint_estimate_error(effects, truth, DISTRICTS), 2);
        two_way_effects(cells, DISTRICTS, FIRMS, effects, variances);
        squares[1] += pow(joint_estimate_error(effects, truth, DISTRICTS), 2);
    }
    assert_true(fabs(squares[0] / TIMES - (DISTRICTS - 1.0) / DISTRICTS) < 0.05);
    assert_true(fabs(squares[0] / squares[1] - FIRMS) < 0.25);
}

// By simulation of what a firm does: the variance said is that of many noised means, to the first order in
// noise / homes. A year's noise averages out, the homes do not.
static void a_cell_errs_as_it_says(void **unused) {
    (void)unused;
    enum { TIMES = 10000, HOMES = 200, TRIALS = 3 };
    const double spread = 0.35, level = 0.3;
    const struct joint_noise noises[TRIALS] = {
        {0}, joint_estimate_noise(1, 1.5), joint_estimate_noise(0.5, 1.5)};
    const unsigned months[TRIALS] = {1, 1, 12};
    for (int n = 0; n < TRIALS; n++) {
        struct random_sequence luck = {key, RANDOM_WORLD, random_stream("test.cell"), 0};
        double sum = 0, squares = 0, said = 0;
        for (int i = 0; i < TIMES; i++) {
            struct joint_told told = {0};
            double homes = HOMES * level + spread * sqrt(HOMES) * random_next_normal(&luck);
            for (unsigned m = 0; m < months[n]; m++) {
                if (noises[n].clip > 0)
                    joint_estimate_tell_noised(&told, &noises[n], llround(homes / 1.5 * JOINT_UNITS), HOMES,
                                               &luck);
                else
                    joint_estimate_tell(&told, homes, HOMES);
            }
            struct two_way_cell cell = joint_estimate_cell(&told, 5, spread, noises[n]);
            sum += cell.value;
            squares += (cell.value - level) * (cell.value - level);
            said += cell.variance;
        }
        assert_true(fabs(sum / TIMES - level) < 0.001);
        assert_true(fabs(squares / said - 1) < 0.05);
    }
}

static void too_few_homes_are_nobodys(void **unused) {
    (void)unused;
    const struct joint_noise none = {0}, noise = joint_estimate_noise(1, 0.7);
    struct joint_told told = {0};
    assert_true(joint_estimate_cell(&told, 0, 0.35, none).variance <= 0);
    joint_estimate_tell(&told, 1, 4);
    assert_true(joint_estimate_cell(&told, 5, 0.35, none).variance <= 0);
    assert_true(fabs(joint_estimate_cell(&told, 4, 0.35, none).value - 0.25) < 1e-12);
    joint_estimate_tell(&told, 3, -6);  // noise
    assert_true(joint_estimate_cell(&told, 0, 0.35, noise).variance <= 0);
    joint_estimate_tell(&told, 20, 12);  // 24 of 10 homes cannot be, when each counts 0.7 at most
    assert_true(fabs(joint_estimate_cell(&told, 0, 0.35, noise).value - 0.7) < 1e-12);
}

static void clean_some(const double *factors, const double *taken, double *logs) {
    for (int d = 0; d < DISTRICTS; d++) logs[d] = log(factors[d] - taken[d] * fmax(0, factors[d] - 1));
}

static const double factors[DISTRICTS] = {1.45, 0.85, 0.95, 1.15, 0.8, 0.9, 1.1, 0.8};  // mean 1
static const double taken[DISTRICTS] = {0.3, 0, 0.3, 0, 0, 0, 0.3, 0};

// Whatever scale the firms' biases put on them.
static void known_cleaning_is_undone_exactly(void **unused) {
    (void)unused;
    double effects[DISTRICTS], variances[DISTRICTS], truth[DISTRICTS];
    for (int d = 0; d < DISTRICTS; d++) truth[d] = log(factors[d]);
    for (double scale = 0.5; scale < 3; scale += 0.5) {
        clean_some(factors, taken, effects);
        for (int d = 0; d < DISTRICTS; d++) effects[d] += log(scale), variances[d] = 0.01;
        assert_true(joint_estimate_error(effects, truth, DISTRICTS) > 0.03);
        joint_estimate_undo(effects, variances, taken, DISTRICTS);
        assert_true(joint_estimate_error(effects, truth, DISTRICTS) < 1e-9);
        // d ln f / d ln c = c / f / (1 - taken), c = 1.315
        assert_true(fabs(variances[0] - 0.01 * pow(1.315 / 1.45 / 0.7, 2)) < 1e-9);
        assert_true(fabs(variances[1] - 0.01) < 1e-12 && fabs(variances[2] - 0.01) < 1e-12);
    }
}

// With errors of 5 % the mean over many months is still right, where it was wrong by a tenth before.
static void known_cleaning_is_undone_without_bias(void **unused) {
    (void)unused;
    enum { TIMES = 5000 };
    const double noise = 0.05;
    struct random_sequence luck = {key, RANDOM_WORLD, random_stream("test.undo"), 0};
    double sums[DISTRICTS] = {0}, truth[DISTRICTS];
    for (int i = 0; i < TIMES; i++) {
        double effects[DISTRICTS], variances[DISTRICTS];
        clean_some(factors, taken, effects);
        for (int d = 0; d < DISTRICTS; d++) {
            effects[d] += noise * random_next_normal(&luck);
            variances[d] = noise * noise;
        }
        joint_estimate_undo(effects, variances, taken, DISTRICTS);
        for (int d = 0; d < DISTRICTS; d++) sums[d] += effects[d] / TIMES;
    }
    for (int d = 0; d < DISTRICTS; d++) truth[d] = log(factors[d]);
    double bias = joint_estimate_error(sums, truth, DISTRICTS);
    print_message("cleaning undone: bias %.4f of the logarithms, errors of one month %.2f\n", bias, noise);
    assert_true(bias < 0.01);
}

// Variance 2 a / (1 - a)^2 units squared, a = e^(-epsilon / 2 / range); Laplace's of the same epsilon is 2 (2
// range / epsilon)^2. On the sum, in fine units, the two are the same; on the number of homes whole numbers
// need less.
static void noise_errs_as_laplaces_or_less(void **unused) {
    (void)unused;
    enum { DRAWS = 100000 };
    const double epsilons[] = {0.2, 1, 4}, clip = 0.7;
    for (int e = 0; e < 3; e++) {
        struct joint_noise noise = joint_estimate_noise(epsilons[e], clip);
        struct random_sequence luck = {key, RANDOM_WORLD, random_stream("test.noise"), (uint64_t)e << 32};
        double a = exp(-epsilons[e] / 2), fine = exp(-epsilons[e] / 2 / JOINT_UNITS), squares[2] = {0};
        double laplace[2] = {8 * pow(clip / epsilons[e], 2), 8 / pow(epsilons[e], 2)};
        double whole[2] = {2 * fine / pow(1 - fine, 2) * pow(clip / JOINT_UNITS, 2), 2 * a / pow(1 - a, 2)};
        for (int i = 0; i < DRAWS; i++) {
            struct joint_told told = {0};
            joint_estimate_tell_noised(&told, &noise, 300, 20, &luck);
            squares[0] += pow(told.sum - 300 * clip / JOINT_UNITS, 2) / DRAWS;
            squares[1] += pow(told.homes - 20, 2) / DRAWS;
        }
        print_message(
            "epsilon %g: mean square of the noise on a sum %.5f (Laplace's %.5f), on a number %.4f (%.4f)\n",
            epsilons[e], squares[0], laplace[0], squares[1], laplace[1]);
        // E Z^4 = V (1 + 10 a + a^2) / (1 - a)^2, of Laplace's 6 V^2.
        double fourth = whole[1] * (1 + 10 * a + a * a) / pow(1 - a, 2);
        assert_true(fabs(squares[0] - whole[0]) < 3 * whole[0] * sqrt(5.0 / DRAWS));
        assert_true(fabs(squares[1] - whole[1]) < 3 * sqrt((fourth - whole[1] * whole[1]) / DRAWS));
        assert_true(fabs(whole[0] / laplace[0] - 1) < 1e-5 && whole[1] < laplace[1]);
    }
}

// Whatever the figure: no home moves a sum by more than the noise hides, and half of epsilon hides it.
static void epsilon_holds_exactly(void **unused) {
    (void)unused;
    const double figures[] = {0, 1e-9, 0.3, -0.3, 0.699999, 0.7, -0.7, 0.7000001, 5, -5, INFINITY, -INFINITY};
    for (double epsilon = 0.01; epsilon <= 20; epsilon *= 1.37) {
        struct joint_noise noise = joint_estimate_noise(epsilon, 0.7);
        for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
            int64_t units = joint_estimate_units(&noise, figures[i]);
            assert_true(llabs(units) <= (int64_t)noise.sum.range);
            double cut = fmax(-0.7, fmin(0.7, figures[i]));
            assert_true(fabs((double)units * 0.7 / JOINT_UNITS - cut) <= 0.35 / JOINT_UNITS + 1e-12);
        }
        assert_true(noise.sum.range == JOINT_UNITS && noise.homes.range == 1);
        double both = geometric_epsilon(&noise.sum) + geometric_epsilon(&noise.homes);
        assert_true(both <= epsilon && both > epsilon - 4e-6);
    }
}

// Effects 1 and -1 with variance 0.5: B = 0.5, so half is left; nothing when the noise explains all.
static void what_noise_explains_is_not_believed(void **unused) {
    (void)unused;
    double effects[2] = {1, -1}, half[2] = {0.5, 0.5}, all[2] = {2, 2};
    joint_estimate_shrink(effects, half, 2);
    assert_true(fabs(effects[0] - 0.5) < 1e-12 && fabs(effects[1] + 0.5) < 1e-12);
    joint_estimate_shrink(effects, all, 2);
    assert_true(fabs(effects[0]) < 1e-12 && fabs(effects[1]) < 1e-12);
}

static void the_highest_are_marked_and_ties_go_to_the_first(void **unused) {
    (void)unused;
    const double values[4] = {1, 3, 1, 2};
    bool marked[4];
    joint_estimate_highest(values, 4, 3, 0, marked);
    assert_true(marked[0] && marked[1] && !marked[2] && marked[3]);
    joint_estimate_highest(values, 4, 3, 1, marked);  // none that is not above 1
    assert_true(!marked[0] && marked[1] && !marked[2] && marked[3]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(biases_of_firms_are_taken_out_exactly),
        cmocka_unit_test(firms_together_err_less_by_their_number),
        cmocka_unit_test(a_cell_errs_as_it_says),
        cmocka_unit_test(too_few_homes_are_nobodys),
        cmocka_unit_test(known_cleaning_is_undone_exactly),
        cmocka_unit_test(known_cleaning_is_undone_without_bias),
        cmocka_unit_test(noise_errs_as_laplaces_or_less),
        cmocka_unit_test(epsilon_holds_exactly),
        cmocka_unit_test(what_noise_explains_is_not_believed),
        cmocka_unit_test(the_highest_are_marked_and_ties_go_to_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
