// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/design.h"

#include <math.h>
#include <stdlib.h>

#include "sim/engine/random.h"

const char *const design_kind_names[] = {"grid", "list", "random", "lhs", "sobol", "morris", "oat", NULL};
const char *const design_kind_meanings[] = {
    "every combination of the values that each setting takes",
    "the points of a CSV file, whose head names the settings",
    "independent and uniform over the ranges",
    "a Latin hypercube: uniform over the ranges, and over each of them evenly",
    "for Sobol indices: which setting decides how much, alone and with others",
    "for Morris' screening: trajectories that move one setting at a time",
    "the scenario as it stands, then each setting alone at its least and its most",
    NULL};

enum { GRID_MOST = 1000000 };

static double level_middle(const struct design_axis *axis, double at) {
    if (axis->levels == 0) return at;
    double levels = (double)axis->levels, level = fmin(floor(at * levels), levels - 1);
    return (level + 0.5) / levels;
}

static struct random_sequence luck_of(uint64_t seed, size_t axis, const char *meaning) {
    return (struct random_sequence){.key = {(uint32_t)seed, (uint32_t)(seed >> 32)},
                                    .entity = random_home((uint32_t)axis),
                                    .stream = random_stream(meaning)};
}

static struct design *make_empty(enum design_kind kind, size_t axis_count, size_t point_count) {
    struct design *design = status_allocate(1, sizeof *design);
    *design = (struct design){kind, axis_count, point_count,
                              status_allocate(axis_count * point_count, sizeof *design->at)};
    return design;
}

static double *cell(struct design *design, size_t point, size_t axis) {
    return &design->at[point * design->axis_count + axis];
}

// A longer design begins with the shorter one.
static struct design *make_random(const struct design_axis *axes, size_t axis_count, size_t asked,
                                  uint64_t seed) {
    struct design *design = make_empty(DESIGN_RANDOM, axis_count, asked);
    for (size_t axis = 0; axis < axis_count; axis++) {
        struct random_sequence luck = luck_of(seed, axis, "design.random");
        for (size_t point = 0; point < asked; point++)
            *cell(design, point, axis) = level_middle(&axes[axis], random_next_uniform(&luck));
    }
    return design;
}

// Each axis's strata in an order of their own, a point anywhere within each.
static struct design *make_lhs(const struct design_axis *axes, size_t axis_count, size_t asked,
                               uint64_t seed) {
    struct design *design = make_empty(DESIGN_LHS, axis_count, asked);
    size_t *order = status_allocate(asked, sizeof *order);
    for (size_t axis = 0; axis < axis_count; axis++) {
        struct random_sequence luck = luck_of(seed, axis, "design.lhs");
        for (size_t i = 0; i < asked; i++) {
            size_t k = (size_t)(random_next_uniform(&luck) * (double)(i + 1));
            order[i] = order[k];
            order[k] = i;
        }
        for (size_t point = 0; point < asked; point++) {
            double at = ((double)order[point] + random_next_uniform(&luck)) / (double)asked;
            *cell(design, point, axis) = level_middle(&axes[axis], at);
        }
    }
    free(order);
    return design;
}

// The last axis moves first, as the digits of a number do.
static struct design *make_grid(const struct design_axis *axes, size_t axis_count, struct status *status) {
    double points = 1;
    for (size_t axis = 0; axis < axis_count; axis++) points *= (double)axes[axis].levels;
    if (points < 1 || points > GRID_MOST) {
        status_fail(status, STATUS_SCENARIO,
                    points < 1 ? "a grid needs the values of each setting: name=least..most/steps, or "
                                 "name=value,value"
                               : "a grid of %.0f points: allowed are %d; take fewer values, or --design lhs",
                    points, GRID_MOST);
        return NULL;
    }
    struct design *design = make_empty(DESIGN_GRID, axis_count, (size_t)points);
    for (size_t point = 0; point < design->point_count; point++)
        for (size_t axis = axis_count, rest = point; axis-- > 0; rest /= axes[axis].levels)
            *cell(design, point, axis) =
                ((double)(rest % axes[axis].levels) + 0.5) / (double)axes[axis].levels;
    return design;
}

static struct design *make_oat(const struct design_axis *axes, size_t axis_count) {
    struct design *design = make_empty(DESIGN_OAT, axis_count, 2 * axis_count + 1);
    for (size_t point = 0; point < design->point_count; point++)
        for (size_t axis = 0; axis < axis_count; axis++) *cell(design, point, axis) = axes[axis].at_start;
    for (size_t axis = 0; axis < axis_count; axis++) {
        *cell(design, 2 * axis + 1, axis) = level_middle(&axes[axis], 0);
        *cell(design, 2 * axis + 2, axis) = level_middle(&axes[axis], 1);
    }
    return design;
}

struct design *design_make(enum design_kind kind, const struct design_axis *axes, size_t axis_count,
                           size_t asked, uint64_t seed, struct status *status) {
    if (kind == DESIGN_GRID) return make_grid(axes, axis_count, status);
    if (kind == DESIGN_OAT) return make_oat(axes, axis_count);
    if (kind == DESIGN_RANDOM && asked) return make_random(axes, axis_count, asked, seed);
    if (kind == DESIGN_LHS && asked) return make_lhs(axes, axis_count, asked, seed);
    status_fail(status, STATUS_SCENARIO, "a design %s of %zu points is not made here",
                design_kind_names[kind], asked);
    return NULL;
}

void design_free(struct design *design) {
    if (!design) return;
    free(design->at);
    free(design);
}
