// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes that PRIM finds against the boxes that are there.
#include "analysis/prim.h"

#include "sim/engine/random.h"
#include "tests/support/sampled.h"

enum { AXES = 5, POINTS = 2000 };

static void expect(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.9g is not %.9g", value, expected);
}

static const struct prim_box *chosen_of(const struct prim *prim) {
    return &prim->boxes[prim->chosen];
}

// A box of 3 of 5 axes: 0.2 to 0.7, below 0.6, and above 0.4; 0.18 of the space.
static const double truth_low[AXES] = {0.2, -INFINITY, -INFINITY, 0.4, -INFINITY};
static const double truth_high[AXES] = {0.7, 0.6, INFINITY, INFINITY, INFINITY};

static double in_the_box(const double *at, size_t axis_count) {
    for (size_t i = 0; i < axis_count; i++)
        if (at[i] < truth_low[i] || at[i] > truth_high[i]) return 0;
    return 1;
}

// Each end within `tolerance` of the truth, and open where the truth is.
static void assert_found(const struct prim_box *box, double tolerance) {
    for (size_t i = 0; i < AXES; i++) {
        const double ends[] = {box->low[i], box->high[i]}, truth[] = {truth_low[i], truth_high[i]};
        for (int side = 0; side < 2; side++) {
            if (isinf(ends[side]) && isinf(truth[side])) continue;
            if (!(fabs(ends[side] - truth[side]) <= tolerance))
                fail_msg("axis %zu ends at %.4f, not %.4f", i, ends[side], truth[side]);
        }
    }
}

// shuffles: with how many the search says how good its box would be where nothing is.
static struct prim *found(const struct sampled *sampled, size_t shuffles) {
    const struct design *design = sampled->design;
    struct prim_settings settings = prim_usual;
    settings.shuffles = shuffles;
    return prim_find(design->at, sampled->outcome, design->point_count, design->axis_count, &settings);
}

static void a_box_of_three_axes_is_found_among_five(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        struct sampled sampled = sampled_make(DESIGN_LHS, NULL, AXES, POINTS, seed, in_the_box);
        struct prim *prim = found(&sampled, 99);
        const struct prim_box *box = chosen_of(prim);
        if (seed == 1)
            print_message("%zu of %zu: coverage %.3f, density %.3f, %zu axes restricted\n", box->points,
                          prim->points, box->coverage, box->density, box->restricted);
        assert_int_equal(box->restricted, 3);
        assert_true(box->coverage > 0.98 && box->density > 0.98);
        assert_found(box, 0.02);
        for (int i = 0; i < AXES; i++)
            assert_true(prim->axis_by_chance[i] == 1 || prim->axis_by_chance[i] < 1e-20);
        expect(prim->by_chance, 0.01, 1e-12);
        prim_free(prim);
        sampled_free(sampled);
    }
}

// Of interest by chance: 0.85 within the box, 0.1 outside.
static struct sampled blurred(size_t points, uint64_t seed, double within, double outside) {
    struct sampled sampled = sampled_make(DESIGN_RANDOM, NULL, AXES, points, seed, in_the_box);
    struct random_sequence luck = {{(uint32_t)seed, 1}, RANDOM_WORLD, random_stream("blur"), 0};
    for (size_t i = 0; i < points; i++)
        sampled.outcome[i] = random_next_uniform(&luck) < (sampled.outcome[i] != 0 ? within : outside);
    return sampled;
}

static void a_blurred_box_is_found_as_well(void **state) {
    (void)state;
    double coverage = 0, density = 0, restricted = 0;
    enum { SEEDS = 40 };
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct sampled sampled = blurred(POINTS, seed, 0.85, 0.1);
        struct prim *prim = found(&sampled, 0);
        assert_found(chosen_of(prim), 0.1);
        coverage += chosen_of(prim)->coverage / SEEDS;
        density += chosen_of(prim)->density / SEEDS;
        restricted += (double)chosen_of(prim)->restricted / SEEDS;
        prim_free(prim);
        sampled_free(sampled);
    }
    print_message("blurred: coverage %.3f, density %.3f, %.2f axes restricted\n", coverage, density,
                  restricted);
    expect(coverage, 0.85 * 0.18 / (0.85 * 0.18 + 0.1 * 0.82), 0.03);
    expect(density, 0.85, 0.03);
    expect(restricted, 3, 0.2);
}

// Peeling ends where few points are left, far within the box; the way there is kept, and pasting begins
// before.
static void peeling_goes_on_and_the_choice_does_not(void **state) {
    (void)state;
    struct sampled sampled = blurred(POINTS, 3, 0.85, 0.1);
    struct prim *prim = found(&sampled, 0);
    size_t last = 0;
    while (last + 1 < prim->box_count && prim->boxes[last + 1].step == PRIM_PEELED) {
        assert_true(prim->boxes[last + 1].points < prim->boxes[last].points);
        last++;
    }
    assert_true(prim->boxes[last].points >= POINTS / 20 && prim->boxes[last].points < POINTS / 18);
    assert_true(prim->boxes[last].coverage < 0.6 * chosen_of(prim)->coverage);
    assert_true(prim->peeled_best < last && prim->chosen == prim->box_count - 1 && prim->chosen > last);
    for (size_t i = last + 1; i < prim->box_count; i++) {
        const struct prim_box *before = &prim->boxes[i == last + 1 ? prim->peeled_best : i - 1],
                              *box = &prim->boxes[i];
        assert_true(box->step == PRIM_TRIMMED ? box->points < before->points : box->points >= before->points);
        assert_true(box->step == PRIM_DROPPED ? box->restricted == before->restricted - 1
                                              : box->agreement >= before->agreement);
    }
    assert_true(chosen_of(prim)->agreement >= prim->boxes[prim->peeled_best].agreement - 0.02);
    prim_free(prim);
    sampled_free(sampled);
}

// What a box says of itself is so, and the first one is everything.
static void boxes_count_what_they_hold(void **state) {
    (void)state;
    struct sampled sampled = blurred(POINTS, 5, 0.85, 0.1);
    for (size_t i = 0; i < POINTS; i += 10) sampled.outcome[i] = NAN;
    struct prim *prim = found(&sampled, 0);
    assert_true(prim->failed == POINTS / 10 && prim->points == POINTS - POINTS / 10);
    assert_true(prim->boxes[0].points == prim->points && prim->boxes[0].hits == prim->hits);
    assert_true(prim->boxes[0].coverage == 1 && prim->boxes[0].restricted == 0 &&
                prim->boxes[0].agreement == 0);
    for (size_t b = 0; b < prim->box_count; b++) {
        const struct prim_box *box = &prim->boxes[b];
        size_t points = 0, hits = 0;
        for (size_t i = 0; i < POINTS; i++) {
            bool within = !isnan(sampled.outcome[i]);
            for (size_t axis = 0; axis < AXES; axis++) {
                double place = sampled.design->at[i * AXES + axis];
                within = within && box->low[axis] <= place && place <= box->high[axis];
            }
            points += within;
            hits += within && sampled.outcome[i] == 1;
        }
        assert_true(box->points == points && box->hits == hits);
        expect(box->coverage, (double)hits / (double)prim->hits, 1e-12);
        expect(box->density, (double)hits / (double)points, 1e-12);
    }
    prim_free(prim);
    sampled_free(sampled);
}

// A switch of two levels with another of three: their sides cost many points, and are taken all the same.
static double switched(const double *at, size_t axis_count) {
    (void)axis_count;
    return at[0] > 0.5 && at[1] < 0.5;
}

static void levels_are_taken_whole(void **state) {
    (void)state;
    const struct design_axis levels[] = {{.levels = 2}, {.levels = 3}, {.levels = 4}, {0}};
    struct sampled sampled = sampled_make(DESIGN_LHS, levels, 4, 360, 1, switched);
    struct prim *prim = found(&sampled, 0);
    const struct prim_box *box = chosen_of(prim);
    assert_true(box->restricted == 2 && box->coverage == 1 && box->density == 1);
    expect(box->low[0], 0.5, 1e-12);
    expect(box->high[1], 1 / 3.0, 1e-12);
    expect(box->agreement, 1, 1e-12);
    prim_free(prim);
    sampled_free(sampled);
}

// What is of interest is a box of 0.2 x 0.1: no box on the way holds fewer than 5 points in 100.
static double rare(const double *at, size_t axis_count) {
    (void)axis_count;
    return at[0] < 0.2 && at[1] > 0.9;
}

static void no_box_is_smaller_than_asked(void **state) {
    (void)state;
    struct sampled sampled = sampled_make(DESIGN_LHS, NULL, AXES, POINTS, 1, rare);
    struct prim *prim = found(&sampled, 0);
    for (size_t i = 0; i < prim->box_count; i++) assert_true(prim->boxes[i].points >= POINTS / 20);
    assert_true(chosen_of(prim)->coverage == 1 && chosen_of(prim)->points < POINTS / 18);
    assert_int_equal(chosen_of(prim)->restricted, 2);
    prim_free(prim);
    sampled_free(sampled);
}

// Outcomes by chance, which hang on nothing: `by_chance` is below 0.05 in one of 20 searches, and says so of
// the others.
static void a_box_in_noise_is_told_from_a_finding(void **state) {
    (void)state;
    enum { TRIALS = 200, FEW = 200 };
    int boxes = 0, taken_for_one = 0;
    for (uint64_t seed = 1; seed <= TRIALS; seed++) {
        struct sampled sampled = blurred(FEW, seed, 0.3, 0.3);
        struct prim *prim = found(&sampled, 19);
        boxes += chosen_of(prim)->restricted > 0;
        taken_for_one += prim->by_chance <= 0.05;
        prim_free(prim);
        sampled_free(sampled);
    }
    print_message("where nothing is: a box in %d of %d searches, by_chance at most 0.05 in %d\n", boxes,
                  TRIALS, taken_for_one);
    assert_true(taken_for_one <= TRIALS / 20 + 10);
}

static void assert_everything(const double *outcome, size_t points) {
    const double at[] = {0.1, 0.9, 0.3, 0.2, 0.5, 0.5, 0.7, 0.4};
    struct prim *prim = prim_find(at, outcome, points, 2, &prim_usual);
    assert_true(chosen_of(prim)->restricted == 0 && chosen_of(prim)->points == prim->points);
    assert_true(prim->by_chance == 1 && prim->axis_by_chance[0] == 1 && prim->axis_by_chance[1] == 1);
    prim_free(prim);
}

static void all_none_one_and_no_point(void **state) {
    (void)state;
    assert_everything((const double[]){1, 1, 1, 1}, 4);
    assert_everything((const double[]){0, 0, 0, 0}, 4);
    assert_everything((const double[]){1}, 1);
    assert_everything((const double[]){NAN, NAN}, 2);
    assert_everything(NULL, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_of_three_axes_is_found_among_five),
        cmocka_unit_test(a_blurred_box_is_found_as_well),
        cmocka_unit_test(peeling_goes_on_and_the_choice_does_not),
        cmocka_unit_test(boxes_count_what_they_hold),
        cmocka_unit_test(levels_are_taken_whole),
        cmocka_unit_test(no_box_is_smaller_than_asked),
        cmocka_unit_test(a_box_in_noise_is_told_from_a_finding),
        cmocka_unit_test(all_none_one_and_no_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
