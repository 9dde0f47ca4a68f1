// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/design.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/random.h"
#include "sim/study/sobol.h"

const char *const design_kind_names[DESIGN_KINDS + 1] = {
    [DESIGN_GRID] = "grid",   [DESIGN_LIST] = "list",     [DESIGN_RANDOM] = "random", [DESIGN_LHS] = "lhs",
    [DESIGN_SOBOL] = "sobol", [DESIGN_MORRIS] = "morris", [DESIGN_OAT] = "oat",
};
const char *const design_kind_meanings[DESIGN_KINDS + 1] = {
    [DESIGN_GRID] = "every combination of the axes' levels",
    [DESIGN_LIST] = "the points of a CSV file, a row each",
    [DESIGN_RANDOM] = "points by chance; more can be added",
    [DESIGN_LHS] = "a Latin hypercube: few points that cover each axis evenly",
    [DESIGN_SOBOL] = "Saltelli's layout: which share of the variance each axis explains, alone and in all",
    [DESIGN_MORRIS] = "Morris's trajectories: which of many axes matter at all, with few points",
    [DESIGN_OAT] = "one at a time: the scenario's own point, and each axis at its least and most",
};

enum design_kind design_kind_named(const char *name, char hint[WORDS_HINT_SIZE]) {
    struct words_nearest nearest = words_nearest_to(name);
    for (int kind = 0; kind < DESIGN_KINDS; kind++) {
        if (strcmp(name, design_kind_names[kind]) == 0) return (enum design_kind)kind;
        words_consider(&nearest, design_kind_names[kind]);
    }
    words_hint(&nearest, hint);
    return DESIGN_KINDS;
}

enum {
    LEAST_SAMPLES = 2,  // base samples or trajectories: a variance has no less
    MORRIS_LAST = 3,    // of the levels 0, 1/3, 2/3, 1, as thirds
    MORRIS_STEP = 2
};

// ---- How many points ----------------------------------------------------------------------------------

// The levels' product; 0 and a status when an axis has none, or it is too large.
static size_t grid_points(const struct design_axis *axes, size_t axis_count, struct status *status) {
    size_t points = 1;
    for (size_t axis = 0; axis < axis_count; axis++) {
        size_t levels = axes[axis].levels;
        if (levels == 0)
            return status_fail(status, STATUS_SCENARIO,
                               "a grid needs every axis to have levels, and axis %zu has none", axis + 1);
        if (levels > DESIGN_MOST_POINTS / points)
            return status_fail(status, STATUS_SCENARIO, "the grid would have more than %d points",
                               DESIGN_MOST_POINTS);
        points *= levels;
    }
    return points;
}

// Points come in whole samples of `size`, at least `least` of them.
static size_t whole_samples(enum design_kind kind, size_t size, size_t least, size_t asked,
                            struct status *status) {
    if (asked / size < least)
        return status_fail(status, STATUS_SCENARIO,
                           "a design \"%s\" over so many axes needs at least %zu points, not %zu",
                           design_kind_names[kind], least * size, asked);
    if (asked > DESIGN_MOST_POINTS)
        return status_fail(status, STATUS_SCENARIO, "a design has at most %d points, not %zu",
                           DESIGN_MOST_POINTS, asked);
    return asked / size * size;
}

size_t design_points(enum design_kind kind, const struct design_axis *axes, size_t axis_count, size_t asked,
                     struct status *status) {
    if (axis_count == 0) return status_fail(status, STATUS_SCENARIO, "a design needs at least one axis");
    switch (kind) {
        case DESIGN_GRID:
            return grid_points(axes, axis_count, status);
        case DESIGN_RANDOM:
        case DESIGN_LHS:
            return whole_samples(kind, 1, 1, asked, status);
        case DESIGN_SOBOL:
            if (axis_count > SOBOL_MOST_DIMENSIONS / 2)
                return status_fail(status, STATUS_SCENARIO, "a design \"sobol\" has at most %d axes, not %zu",
                                   SOBOL_MOST_DIMENSIONS / 2, axis_count);
            return whole_samples(kind, axis_count + 2, LEAST_SAMPLES, asked, status);
        case DESIGN_MORRIS:
            return whole_samples(kind, axis_count + 1, LEAST_SAMPLES, asked, status);
        case DESIGN_OAT:
            return whole_samples(kind, 2 * axis_count + 1, 1, asked, status) ? 2 * axis_count + 1 : 0;
        default:
            return status_fail(status, STATUS_SCENARIO, "a design \"list\" is read from a file, not made");
    }
}

// ---- Places -------------------------------------------------------------------------------------------

static double *point_of(const struct design *design, size_t point) {
    return &design->at[point * design->axis_count];
}

static double middle_of(const struct design_axis *axis, size_t level) {
    return ((double)level + 0.5) / (double)axis->levels;
}

// The place itself, or the middle of the level it falls into.
static double settle(const struct design_axis *axis, double place) {
    if (axis->levels == 0) return place;
    size_t level = (size_t)(place * (double)axis->levels);
    return middle_of(axis, level < axis->levels ? level : axis->levels - 1);
}

// Draws with a meaning of their own, and one of many: an axis, or a trajectory.
static struct random_sequence luck_for(uint64_t seed, const char *meaning, size_t number) {
    uint32_t stream = random_substream(random_stream(meaning), (uint32_t)number + 1);
    return (struct random_sequence){{(uint32_t)seed, (uint32_t)(seed >> 32)}, RANDOM_WORLD, stream, 0};
}

// 0 ... count-1 in an order by chance (Fisher & Yates).
static void shuffle(struct random_sequence *luck, uint32_t *order, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t other = random_below((uint32_t)random_next(luck).word[0], (uint32_t)i + 1);
        order[i] = order[other];
        order[other] = (uint32_t)i;
    }
}

// ---- The kinds ----------------------------------------------------------------------------------------

static void fill_grid(struct design *design, const struct design_axis *axes) {
    for (size_t point = 0; point < design->point_count; point++) {
        size_t rest = point;
        for (size_t axis = design->axis_count; axis-- > 0; rest /= axes[axis].levels)
            point_of(design, point)[axis] = middle_of(&axes[axis], rest % axes[axis].levels);
    }
}

static void fill_random(struct design *design, const struct design_axis *axes, uint64_t seed) {
    for (size_t axis = 0; axis < design->axis_count; axis++) {
        struct random_sequence luck = luck_for(seed, "design.random", axis);
        for (size_t point = 0; point < design->point_count; point++)
            point_of(design, point)[axis] = settle(&axes[axis], random_next_uniform(&luck));
    }
}

// Within its stratum a place has 20 bits, so that no rounding carries it into the next one.
static void fill_lhs(struct design *design, const struct design_axis *axes, uint64_t seed) {
    uint32_t *stratum = status_allocate(design->point_count, sizeof *stratum);
    for (size_t axis = 0; axis < design->axis_count; axis++) {
        struct random_sequence luck = luck_for(seed, "design.lhs", axis);
        shuffle(&luck, stratum, design->point_count);
        for (size_t point = 0; point < design->point_count; point++) {
            double within = ((double)(random_next(&luck).word[0] >> 44) + 0.5) * 0x1p-20;
            double place = (stratum[point] + within) / (double)design->point_count;
            point_of(design, point)[axis] = settle(&axes[axis], place);
        }
    }
    free(stratum);
}

// One base sample: A, B, and A with one axis after the other from B.
static void fill_base_sample(struct design *design, const struct design_axis *axes, size_t first,
                             const double *both) {
    size_t k = design->axis_count;
    for (size_t row = 0; row < k + 2; row++)
        for (size_t axis = 0; axis < k; axis++) {
            bool from_b = row == 1 || row == axis + 2;
            point_of(design, first + row)[axis] = settle(&axes[axis], both[from_b ? k + axis : axis]);
        }
}

static void fill_sobol(struct design *design, const struct design_axis *axes, uint64_t seed) {
    size_t k = design->axis_count;
    struct sobol *sobol = sobol_create(2 * (unsigned)k, seed);
    double *both = status_allocate(2 * k, sizeof *both);
    for (size_t first = 0; first < design->point_count; first += k + 2) {
        sobol_next(sobol, both);
        fill_base_sample(design, axes, first, both);
    }
    free(both);
    sobol_free(sobol);
}

// Of an axis with levels the level nearest to the place between the first and the last one.
static double place_of_thirds(const struct design_axis *axis, uint32_t thirds) {
    if (axis->levels == 0) return thirds / (double)MORRIS_LAST;
    return middle_of(axis, (2 * thirds * (axis->levels - 1) + MORRIS_LAST) / (2 * MORRIS_LAST));
}

// By chance anywhere on the levels; from each there is one step of 2/3: 0 <-> 2/3 and 1/3 <-> 1.
static void fill_trajectory(struct design *design, const struct design_axis *axes, size_t first,
                            struct random_sequence luck, uint32_t *thirds, uint32_t *order) {
    size_t k = design->axis_count;
    for (size_t axis = 0; axis < k; axis++)
        thirds[axis] = random_below((uint32_t)random_next(&luck).word[0], MORRIS_LAST + 1);
    shuffle(&luck, order, k);
    for (size_t step = 0; step <= k; step++) {
        for (size_t axis = 0; axis < k; axis++)
            point_of(design, first + step)[axis] = place_of_thirds(&axes[axis], thirds[axis]);
        if (step < k) thirds[order[step]] ^= MORRIS_STEP;
    }
}

static void fill_morris(struct design *design, const struct design_axis *axes, uint64_t seed) {
    size_t length = design->axis_count + 1;
    uint32_t *thirds = status_allocate(design->axis_count, sizeof *thirds);
    uint32_t *order = status_allocate(design->axis_count, sizeof *order);
    for (size_t first = 0; first < design->point_count; first += length)
        fill_trajectory(design, axes, first, luck_for(seed, "design.morris", first / length), thirds, order);
    free(thirds);
    free(order);
}

static void fill_oat(struct design *design, const struct design_axis *axes) {
    for (size_t point = 0; point < design->point_count; point++)
        for (size_t axis = 0; axis < design->axis_count; axis++) {
            double place = axes[axis].at_start;
            PROMISE(place >= 0 && place <= 1, "the scenario stands on the axis");
            if (point > 0 && (point - 1) / 2 == axis) place = point % 2 ? 0 : 1;
            point_of(design, point)[axis] = settle(&axes[axis], place);
        }
}

struct design *design_make(enum design_kind kind, const struct design_axis *axes, size_t axis_count,
                           size_t asked, uint64_t seed, struct status *status) {
    size_t points = design_points(kind, axes, axis_count, asked, status);
    if (points == 0) return NULL;
    struct design *design = status_allocate(1, sizeof *design);
    *design =
        (struct design){kind, axis_count, points, status_allocate(points, axis_count * sizeof *design->at)};
    if (kind == DESIGN_GRID) fill_grid(design, axes);
    if (kind == DESIGN_RANDOM) fill_random(design, axes, seed);
    if (kind == DESIGN_LHS) fill_lhs(design, axes, seed);
    if (kind == DESIGN_SOBOL) fill_sobol(design, axes, seed);
    if (kind == DESIGN_MORRIS) fill_morris(design, axes, seed);
    if (kind == DESIGN_OAT) fill_oat(design, axes);
    return design;
}

void design_free(struct design *design) {
    if (!design) return;
    free(design->at);
    free(design);
}
