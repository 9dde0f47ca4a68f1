// SPDX-License-Identifier: GPL-3.0-or-later
// Designs against their definitions: which points, in which layout, how evenly spread, and the same on every
// machine.
#include "sim/study/design.h"

#include "tests/support/check.h"

#define FREE_AXES(count) ((const struct design_axis[count]){{0}})

static struct design *made(enum design_kind kind, const struct design_axis *axes, size_t axis_count,
                           size_t asked, uint64_t seed) {
    struct status status = {0};
    struct design *design = design_make(kind, axes, axis_count, asked, seed, &status);
    if (!design) fail_msg("%s", status.message);
    return design;
}

static const double *at(const struct design *design, size_t point) {
    return &design->at[point * design->axis_count];
}

static void assert_points(const struct design *design, const double *expected, size_t points) {
    assert_int_equal(design->point_count, points);
    for (size_t i = 0; i < points * design->axis_count; i++)
        if (!(fabs(design->at[i] - expected[i]) <= 1e-15))
            fail_msg("point %zu, axis %zu: %.17g is not %.17g", i / design->axis_count,
                     i % design->axis_count, design->at[i], expected[i]);
}

static void every_kind_has_a_name_and_a_meaning(void **state) {
    (void)state;
    for (int kind = 0; kind < DESIGN_KINDS; kind++)
        assert_true(design_kind_names[kind] && design_kind_meanings[kind]);
    assert_null(design_kind_names[DESIGN_KINDS]);
    assert_null(design_kind_meanings[DESIGN_KINDS]);
    assert_string_equal(design_kind_names[DESIGN_SOBOL], "sobol");
}

static void a_grid_is_every_combination(void **state) {
    (void)state;
    const struct design_axis axes[] = {{.levels = 2}, {.levels = 3}, {.levels = 1}};
    struct design *grid = made(DESIGN_GRID, axes, 3, 0, 1);
    assert_points(grid,
                  (const double[]){0.25, 1 / 6.0, 0.5, 0.25, 0.5, 0.5, 0.25, 5 / 6.0, 0.5,  //
                                   0.75, 1 / 6.0, 0.5, 0.75, 0.5, 0.5, 0.75, 5 / 6.0, 0.5},
                  6);
    design_free(grid);
}

static void one_at_a_time(void **state) {
    (void)state;
    const struct design_axis axes[] = {{.at_start = 0.3}, {.levels = 4, .at_start = 0.5}};
    struct design *oat = made(DESIGN_OAT, axes, 2, 100, 1);
    assert_points(oat, (const double[]){0.3, 0.625, 0, 0.625, 1, 0.625, 0.3, 0.125, 0.3, 0.875}, 5);
    design_free(oat);
    const struct design_axis last = {.levels = 3, .at_start = 1};
    oat = made(DESIGN_OAT, &last, 1, 3, 1);
    assert_points(oat, (const double[]){5 / 6.0, 1 / 6.0, 5 / 6.0}, 3);
    design_free(oat);
}

static void outside_of_its_axis(void *axis) {
    struct status status = {0};
    design_make(DESIGN_OAT, axis, 1, 3, 1, &status);
}

static void a_scenario_stands_on_its_axes(void **state) {
    (void)state;
    struct design_axis beyond = {.at_start = 1.01};
    assert_true(check_breaks_promise(outside_of_its_axis, &beyond));
}

// ---- By chance ----------------------------------------------------------------------------------------

// A longer design begins with the shorter one, and another seed is another design.
static void assert_grows(enum design_kind kind, size_t axis_count, size_t few, size_t many) {
    struct design *shorter = made(kind, FREE_AXES(30), axis_count, few, 7);
    struct design *longer = made(kind, FREE_AXES(30), axis_count, many, 7);
    struct design *other = made(kind, FREE_AXES(30), axis_count, few, 7 + ((uint64_t)1 << 32));
    size_t bytes = shorter->point_count * axis_count * sizeof(double);
    assert_true(longer->point_count > shorter->point_count);
    assert_memory_equal(shorter->at, longer->at, bytes);
    assert_int_not_equal(memcmp(shorter->at, other->at, bytes), 0);
    design_free(shorter);
    design_free(longer);
    design_free(other);
}

static void a_longer_design_begins_with_the_shorter_one(void **state) {
    (void)state;
    assert_grows(DESIGN_RANDOM, 3, 1, 2);
    assert_grows(DESIGN_RANDOM, 30, 100, 777);
    assert_grows(DESIGN_SOBOL, 3, 10, 15);
    assert_grows(DESIGN_SOBOL, 30, 32 * 100, 32 * 777);
    assert_grows(DESIGN_MORRIS, 5, 12, 60);
}

// Means of 4,000 uniform numbers lie within 4 standard errors of 1/2, and those of products of two axes of
// 1/4.
static void random_points_are_uniform_and_independent(void **state) {
    (void)state;
    enum { POINTS = 4000 };
    struct design *design = made(DESIGN_RANDOM, FREE_AXES(3), 3, POINTS, 11);
    for (int axis = 0; axis < 3; axis++) {
        double mean = 0, product = 0;
        for (size_t i = 0; i < POINTS; i++) {
            mean += at(design, i)[axis] / POINTS;
            product += at(design, i)[axis] * at(design, i)[(axis + 1) % 3] / POINTS;
        }
        assert_true(fabs(mean - 0.5) < 4 * sqrt(1 / 12.0 / POINTS));
        assert_true(fabs(product - 0.25) < 4 * sqrt(7 / 144.0 / POINTS));
    }
    design_free(design);
}

// Exactly one of the first `points` places of one column in each of as many equal strata.
static void assert_stratified(const double *column, size_t stride, size_t points) {
    char *taken = calloc(points, 1);
    for (size_t i = 0; i < points; i++) {
        size_t stratum = (size_t)(column[i * stride] * (double)points);
        assert_true(stratum < points);
        if (taken[stratum]++) fail_msg("stratum %zu of %zu holds two", stratum, points);
    }
    free(taken);
}

static void each_stratum_of_a_latin_hypercube_holds_one(void **state) {
    (void)state;
    for (size_t points = 1; points < 100000; points = 3 * points + 1)
        for (uint64_t seed = 0; seed < 3; seed++) {
            struct design *design = made(DESIGN_LHS, FREE_AXES(4), 4, points, seed);
            for (size_t axis = 0; axis < 4; axis++) assert_stratified(&design->at[axis], 4, points);
            design_free(design);
        }
}

// Two axes are matched by chance: the correlation of 1,000 ranks stays within 4 standard errors, and each of
// the 6 orders of 3 strata comes as often as the others.
static void axes_of_a_latin_hypercube_are_matched_by_chance(void **state) {
    (void)state;
    struct design *design = made(DESIGN_LHS, FREE_AXES(2), 2, 1000, 3);
    double product = 0;
    for (size_t i = 0; i < 1000; i++)
        product += (at(design, i)[0] - 0.5) * (at(design, i)[1] - 0.5) * 12 / 1000;
    assert_true(fabs(product) < 4 / sqrt(1000));
    design_free(design);
    int orders[27] = {0};
    for (uint64_t seed = 0; seed < 6000; seed++) {
        design = made(DESIGN_LHS, FREE_AXES(1), 1, 3, seed);
        orders[(int)(3 * at(design, 0)[0]) * 9 + (int)(3 * at(design, 1)[0]) * 3 +
               (int)(3 * at(design, 2)[0])]++;
        design_free(design);
    }
    for (int order = 0; order < 27; order++)
        assert_true(orders[order] == 0 || abs(orders[order] - 1000) < 120);
}

static void levels_are_met_evenly(void **state) {
    (void)state;
    const struct design_axis axes[] = {{.levels = 4}, {.levels = 10}};
    struct design *design = made(DESIGN_LHS, axes, 2, 200, 5);
    int fours[4] = {0}, tens[10] = {0};
    for (size_t i = 0; i < 200; i++) {
        double four = at(design, i)[0] * 4 - 0.5, ten = at(design, i)[1] * 10 - 0.5;
        assert_true(fabs(four - round(four)) < 1e-9 && fabs(ten - round(ten)) < 1e-9);
        fours[(int)round(four)]++;
        tens[(int)round(ten)]++;
    }
    for (int i = 0; i < 4; i++) assert_int_equal(fours[i], 50);
    for (int i = 0; i < 10; i++) assert_int_equal(tens[i], 20);
    design_free(design);
}

// ---- Saltelli's layout ---------------------------------------------------------------------------------

static void a_base_sample_is_a_b_and_a_with_one_axis_from_b(void **state) {
    (void)state;
    enum { K = 30, SAMPLES = 50 };
    struct design *design = made(DESIGN_SOBOL, FREE_AXES(K), K, SAMPLES * (K + 2) + K + 1, 4);
    assert_int_equal(design->point_count, SAMPLES * (K + 2));
    for (size_t sample = 0; sample < SAMPLES; sample++) {
        const double *a = at(design, sample * (K + 2)), *b = a + K;
        for (size_t i = 0; i < K; i++) {
            const double *ab = b + K + i * K;
            assert_true(a[i] != b[i] && a[i] > 0 && a[i] < 1 && b[i] > 0 && b[i] < 1);
            for (size_t axis = 0; axis < K; axis++) assert_true(ab[axis] == (axis == i ? b : a)[axis]);
        }
    }
    design_free(design);
}

// Of 2^m base samples each axis of A and of B has one in each stretch of 2^-m, in 60 dimensions as in 2, by
// every seed; of the first two dimensions so does each rectangle of that size.
static void a_scrambled_sequence_is_balanced(void **state) {
    (void)state;
    enum { K = 30, M = 8, N = 1 << M };
    for (uint64_t seed = 0; seed < 5; seed++) {
        struct design *design = made(DESIGN_SOBOL, FREE_AXES(K), K, N * (K + 2), seed);
        for (size_t axis = 0; axis < 2 * (size_t)K; axis++)
            assert_stratified(&design->at[axis], (size_t)K * (K + 2), N);
        for (int m = 0; m <= M; m++) {
            int count[N] = {0};
            for (size_t sample = 0; sample < N; sample++) {
                const double *a = at(design, sample * (K + 2));
                count[((int)(a[0] * (1 << m)) << (M - m)) + (int)(a[1] * (1 << (M - m)))]++;
            }
            for (int i = 0; i < N; i++) assert_int_equal(count[i], 1);
        }
        design_free(design);
    }
}

// Over seeds every place is uniform: the first base sample, too, which is the corner before it is scrambled.
static void over_seeds_the_first_sample_is_anywhere(void **state) {
    (void)state;
    enum { SEEDS = 2000, WHOLE = 8 };
    double mean[WHOLE] = {0}, square = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct design *design = made(DESIGN_SOBOL, FREE_AXES(4), 4, 12, seed);
        for (int i = 0; i < WHOLE; i++) mean[i] += design->at[i] / SEEDS;
        square += design->at[0] * design->at[0] / SEEDS;
        design_free(design);
    }
    for (int i = 0; i < WHOLE; i++) assert_true(fabs(mean[i] - 0.5) < 4 * sqrt(1 / 12.0 / SEEDS));
    assert_true(fabs(square - 1 / 3.0) < 4 * sqrt(4 / 45.0 / SEEDS));
}

// ---- Morris's trajectories -----------------------------------------------------------------------------

static void a_trajectory_moves_each_axis_once(void **state) {
    (void)state;
    enum { K = 6, TRAJECTORIES = 400 };
    struct design *design = made(DESIGN_MORRIS, FREE_AXES(K), K, TRAJECTORIES * (K + 1) + K, 9);
    assert_int_equal(design->point_count, TRAJECTORIES * (K + 1));
    int started[4] = {0}, moved_first[K] = {0};
    for (size_t t = 0; t < TRAJECTORIES; t++) {
        bool moved[K] = {false};
        started[(int)round(3 * at(design, t * (K + 1))[0])]++;
        for (size_t step = 0; step < K; step++) {
            const double *from = at(design, t * (K + 1) + step), *to = from + K;
            int changed = 0;
            for (int axis = 0; axis < K; axis++) {
                assert_true(fabs(3 * from[axis] - round(3 * from[axis])) < 1e-12 && to[axis] >= 0 &&
                            to[axis] <= 1);
                if (from[axis] == to[axis]) continue;
                assert_true(fabs(fabs(to[axis] - from[axis]) - 2 / 3.0) < 1e-12);
                assert_false(moved[axis]);
                moved[axis] = true;
                moved_first[axis] += step == 0;
                changed++;
            }
            assert_int_equal(changed, 1);
        }
    }
    for (int i = 0; i < 4; i++) assert_true(abs(started[i] - TRAJECTORIES / 4) < 40);
    for (int i = 0; i < K; i++) assert_true(abs(moved_first[i] - TRAJECTORIES / K) < 32);
    design_free(design);
}

// Both ends of 2 levels; the middle of 3 is left for either; every step of one axis is as long.
static void steps_over_levels_are_as_long(void **state) {
    (void)state;
    const size_t steps[] = {0, 0, 1, 1, 2, 3, 3, 4, 5, 5, 6};
    for (size_t levels = 1; levels <= 10; levels++) {
        const struct design_axis axes[] = {{.levels = levels}, {0}};
        struct design *design = made(DESIGN_MORRIS, axes, 2, 3 * 100, 2);
        for (size_t t = 0; t < 100; t++) {
            double first = at(design, 3 * t)[0], last = at(design, 3 * t + 2)[0];
            assert_true(fabs(fabs(last - first) * (double)levels - (double)steps[levels]) < 1e-9);
            assert_true(fabs(first * (double)levels - 0.5 - round(first * (double)levels - 0.5)) < 1e-9);
        }
        design_free(design);
    }
}

// ---- What cannot be made -------------------------------------------------------------------------------

static void assert_refused(enum design_kind kind, const struct design_axis *axes, size_t axis_count,
                           size_t asked, const char *why) {
    struct status status = {0};
    assert_null(design_make(kind, axes, axis_count, asked, 1, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    if (!strstr(status.message, why)) fail_msg("%s", status.message);
}

static void what_cannot_be_made_is_refused(void **state) {
    (void)state;
    const struct design_axis half[] = {{.levels = 3}, {0}}, wide[] = {{.levels = 10000}, {.levels = 1001}};
    assert_refused(DESIGN_LIST, half, 2, 10, "read from a file");
    assert_refused(DESIGN_GRID, half, 2, 10, "axis 2 has none");
    assert_refused(DESIGN_GRID, wide, 2, 10, "more than 10000000 points");
    assert_refused(DESIGN_GRID, half, 0, 10, "at least one axis");
    assert_refused(DESIGN_RANDOM, half, 2, 0, "at least 1 points, not 0");
    assert_refused(DESIGN_RANDOM, half, 2, 10000001, "at most 10000000");
    assert_refused(DESIGN_LHS, half, 2, 0, "at least 1 points");
    assert_refused(DESIGN_SOBOL, half, 2, 7, "at least 8 points, not 7");
    assert_refused(DESIGN_SOBOL, FREE_AXES(556), 556, 2 * 558, "at most 555 axes");
    assert_refused(DESIGN_MORRIS, half, 2, 5, "at least 6 points");
    assert_refused(DESIGN_OAT, half, 2, 4, "at least 5 points");
}

static void the_number_is_the_nearest_that_is_not_more(void **state) {
    (void)state;
    struct status status = {0};
    const struct design_axis axes[] = {{.levels = 10}, {.levels = 7}};
    assert_int_equal(design_points(DESIGN_GRID, axes, 2, 1, &status), 70);
    assert_int_equal(design_points(DESIGN_RANDOM, axes, 2, 71, &status), 71);
    assert_int_equal(design_points(DESIGN_LHS, axes, 2, 71, &status), 71);
    assert_int_equal(design_points(DESIGN_SOBOL, axes, 2, 71, &status), 68);
    assert_int_equal(design_points(DESIGN_MORRIS, axes, 2, 71, &status), 69);
    assert_int_equal(design_points(DESIGN_OAT, axes, 2, 71, &status), 5);
    assert_int_equal(status.code, STATUS_OK);
    struct design *most = made(DESIGN_SOBOL, FREE_AXES(555), 555, 4 * 557, 1);
    assert_int_equal(most->point_count, 4 * 557);
    design_free(most);
}

// ---- The same everywhere -------------------------------------------------------------------------------

// FNV-1a over the places as multiples of 2^-52, which no printing or byte order touches.
static uint64_t mark_of(enum design_kind kind) {
    const struct design_axis axes[] = {{0}, {.levels = 5}, {0}};
    struct design *design = made(kind, axes, 3, 40, 20180715);
    uint64_t mark = 14695981039346656037u;
    for (size_t i = 0; i < 3 * design->point_count; i++)
        mark = (mark ^ (uint64_t)(design->at[i] * 0x1p52)) * 1099511628211u;
    design_free(design);
    return mark;
}

static void a_seed_is_the_same_design_on_any_machine(void **state) {
    (void)state;
    assert_true(mark_of(DESIGN_RANDOM) == UINT64_C(0x1e0d09c9d7efee62));
    assert_true(mark_of(DESIGN_LHS) == UINT64_C(0xcb32237b54f42407));
    assert_true(mark_of(DESIGN_SOBOL) == UINT64_C(0x60e42454fea8f42d));
    assert_true(mark_of(DESIGN_MORRIS) == UINT64_C(0xa6f6a3982d5ec76));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_a_name_and_a_meaning),
        cmocka_unit_test(a_grid_is_every_combination),
        cmocka_unit_test(one_at_a_time),
        cmocka_unit_test(a_scenario_stands_on_its_axes),
        cmocka_unit_test(a_longer_design_begins_with_the_shorter_one),
        cmocka_unit_test(random_points_are_uniform_and_independent),
        cmocka_unit_test(each_stratum_of_a_latin_hypercube_holds_one),
        cmocka_unit_test(axes_of_a_latin_hypercube_are_matched_by_chance),
        cmocka_unit_test(levels_are_met_evenly),
        cmocka_unit_test(a_base_sample_is_a_b_and_a_with_one_axis_from_b),
        cmocka_unit_test(a_scrambled_sequence_is_balanced),
        cmocka_unit_test(over_seeds_the_first_sample_is_anywhere),
        cmocka_unit_test(a_trajectory_moves_each_axis_once),
        cmocka_unit_test(steps_over_levels_are_as_long),
        cmocka_unit_test(what_cannot_be_made_is_refused),
        cmocka_unit_test(the_number_is_the_nearest_that_is_not_more),
        cmocka_unit_test(a_seed_is_the_same_design_on_any_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
