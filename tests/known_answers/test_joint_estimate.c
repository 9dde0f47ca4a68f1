// SPDX-License-Identifier: GPL-3.0-or-later
// Joint estimates against what is known of them in closed form.
#include "models/techniques/joint_estimate.h"

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
    struct joint_cell cells[DISTRICTS * FIRMS];
    make_truth(truth);
    for (int d = 0; d < DISTRICTS; d++)
        for (int f = 0; f < FIRMS; f++)
            cells[d * FIRMS + f] = (struct joint_cell){truth[d] + biases[f], (d + f) % 3 ? 0.01 * (1 + f) : 0};
    joint_estimate_effects(cells, DISTRICTS, FIRMS, effects, variances);
    for (int d = 0; d < DISTRICTS; d++) assert_true(fabs(effects[d] - truth[d]) < 1e-9);
}

// The mean square error of m equal firms together is that of one, divided by m.
static void firms_together_err_less_by_their_number(void **unused) {
    (void)unused;
    enum { TIMES = 4000 };
    double truth[DISTRICTS], effects[DISTRICTS], variances[DISTRICTS], squares[2] = {0};
    make_truth(truth);
    struct random_sequence luck = {key, RANDOM_ENTITY_WORLD, random_stream("test.firms"), 0};
    for (int i = 0; i < TIMES; i++) {
        struct joint_cell cells[DISTRICTS * FIRMS], one[DISTRICTS];
        for (int c = 0; c < DISTRICTS * FIRMS; c++)
            cells[c] = (struct joint_cell){truth[c / FIRMS] + random_next_normal(&luck), 1};
        for (int d = 0; d < DISTRICTS; d++) one[d] = cells[d * FIRMS];
        joint_estimate_effects(one, DISTRICTS, 1, effects, variances);
        squares[0] += pow(joint_estimate_error(effects, truth, DISTRICTS), 2);
        joint_estimate_effects(cells, DISTRICTS, FIRMS, effects, variances);
        squares[1] += pow(joint_estimate_error(effects, truth, DISTRICTS), 2);
    }
    assert_true(fabs(squares[0] / TIMES - (DISTRICTS - 1.0) / DISTRICTS) < 0.05);
    assert_true(fabs(squares[0] / squares[1] - FIRMS) < 0.25);
}

static void laplace_errs_by_its_scale_in_the_mean(void **unused) {
    (void)unused;
    enum { DRAWS = 200000 };
    double sum = 0, absolute = 0;
    for (uint64_t i = 0; i < DRAWS; i++) {
        double draw = joint_estimate_laplace(2, random_block(key, 1, random_stream("test.laplace"), i).word[0]);
        sum += draw;
        absolute += fabs(draw);
    }
    assert_true(fabs(absolute / DRAWS - 2) < 0.03 && fabs(sum / DRAWS) < 0.03);
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
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(biases_of_firms_are_taken_out_exactly),
        cmocka_unit_test(firms_together_err_less_by_their_number),
        cmocka_unit_test(laplace_errs_by_its_scale_in_the_mean),
        cmocka_unit_test(what_noise_explains_is_not_believed),
        cmocka_unit_test(the_highest_are_marked_and_ties_go_to_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
