// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/abc.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/fault.h"

#define KOLMOGOROV_1_PERCENT 1.63  // of the limiting distribution
#define MATTERS              0.1   // less of a distance from the prior changes nothing anybody would decide
#define NARROWEST            1e-6  // of a kernel whose particles are all the same

// ---- How far off ----

// The values that are finite numbers; how many.
static size_t copy_finite(const double *values, size_t count, double *finite) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i])) finite[kept++] = values[i];
    return kept;
}

static double median_of(double *values, size_t count) {
    gsl_sort(values, 1, count);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

double abc_scale(const double *values, size_t count) {
    double *finite = fault_allocate(count, sizeof *finite), scale = 0, sum = 0;
    size_t kept = copy_finite(values, count, finite);
    double median = kept ? median_of(finite, kept) : 0;
    for (size_t i = 0; i < kept; i++) sum += finite[i] = fabs(finite[i] - median);
    if (kept) scale = median_of(finite, kept);
    if (scale == 0 && kept) scale = sum / (double)kept;
    free(finite);
    return scale > 0 ? scale : INFINITY;
}

double abc_distance(const double *outcomes, const double *targets, const double *scales, size_t count) {
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(outcomes[i])) return INFINITY;
        double off = (outcomes[i] - targets[i]) / scales[i];
        squares += off * off;
    }
    return sqrt(squares / (double)count);
}

// ---- The kernel ----

static double normal_between(double low, double high, double middle, double sd) {
    return gsl_cdf_ugaussian_P((high - middle) / sd) - gsl_cdf_ugaussian_P((low - middle) / sd);
}

static size_t level_at(size_t levels, double place) {
    size_t level = (size_t)(place * (double)levels);
    return level < levels ? level : levels - 1;
}

static double middle_of(size_t levels, size_t level) {
    return ((double)level + 0.5) / (double)levels;
}

// The normal's density at a place, or what it has over the level that the place stands for.
static double normal_at(size_t levels, double place, double middle, double sd) {
    if (levels == 0) return gsl_ran_gaussian_pdf(place - middle, sd);
    double low = (double)level_at(levels, place) / (double)levels;
    return normal_between(low, low + 1 / (double)levels, middle, sd);
}

static double weighted_variance(const struct abc_particles *particles, size_t axis) {
    double mean = 0, variance = 0;
    for (size_t i = 0; i < particles->count; i++)
        mean += particles->weight[i] * particles->at[i * particles->axis_count + axis];
    for (size_t i = 0; i < particles->count; i++) {
        double off = particles->at[i * particles->axis_count + axis] - mean;
        variance += particles->weight[i] * off * off;
    }
    return variance;
}

// A particle in a level lies anywhere in it.
static void spread_kernel(struct abc_particles *particles) {
    for (size_t axis = 0; axis < particles->axis_count; axis++) {
        double levels = (double)particles->levels[axis];
        double within = levels > 0 ? 1 / (12 * levels * levels) : 0;
        particles->sd[axis] = fmax(NARROWEST, sqrt(2 * (weighted_variance(particles, axis) + within)));
    }
}

// ---- Keeping ----

// The least-th smallest distance, or the largest there is; NaN without any.
static double reach_of(const struct abc_round *round, size_t least) {
    double *finite = fault_allocate(round->count, sizeof *finite);
    size_t kept = copy_finite(round->distance, round->count, finite);
    gsl_sort(finite, 1, kept);
    double reach = kept ? finite[(least < kept ? least : kept) - 1] : NAN;
    free(finite);
    return reach;
}

static double median_distance(const struct abc_particles *particles) {
    double *copy = fault_allocate(particles->count, sizeof *copy);
    size_t count = copy_finite(particles->distance, particles->count, copy);
    double median = count ? median_of(copy, count) : 0;
    free(copy);
    return median;
}

static double tolerance_of(const struct abc_round *round, const struct abc_particles *before, size_t least) {
    double reach = reach_of(round, least);
    return before && !isnan(reach) ? fmax(reach, median_distance(before)) : reach;
}

static void take_points(struct abc_particles *particles, const struct abc_round *round) {
    size_t width = round->axis_count;
    for (size_t point = 0; point < round->count; point++) {
        if (!(round->distance[point] <= particles->tolerance)) continue;
        size_t i = particles->count++;
        particles->point[i] = point;
        particles->distance[i] = round->distance[point];
        for (size_t axis = 0; axis < width; axis++)
            particles->at[i * width + axis] = round->at[point * width + axis];
    }
}

// ---- Weights ----

// Each particle's weight by what its kernel has within the cube.
static double *shares_of(const struct abc_particles *before) {
    double *share = fault_allocate(before->count, sizeof *share);
    for (size_t i = 0; i < before->count; i++) {
        share[i] = before->weight[i];
        for (size_t axis = 0; axis < before->axis_count; axis++)
            share[i] /= normal_between(0, 1, before->at[i * before->axis_count + axis], before->sd[axis]);
    }
    return share;
}

// How likely the kernels around the particles before made a place.
static double proposed_at(const struct abc_particles *before, const double *share, const double *at) {
    double sum = 0;
    for (size_t i = 0; i < before->count; i++) {
        double density = share[i];
        for (size_t axis = 0; axis < before->axis_count; axis++)
            density *= normal_at(before->levels[axis], at[axis], before->at[i * before->axis_count + axis],
                                 before->sd[axis]);
        sum += density;
    }
    return sum;
}

// The prior is the same everywhere, so the weight is one by how likely the place was proposed.
static void weigh(struct abc_particles *particles, const struct abc_particles *before) {
    double *share = before ? shares_of(before) : NULL, sum = 0;
    for (size_t i = 0; i < particles->count; i++) {
        const double *at = &particles->at[i * particles->axis_count];
        sum += particles->weight[i] = before ? 1 / proposed_at(before, share, at) : 1;
    }
    for (size_t i = 0; i < particles->count; i++) particles->weight[i] /= sum;
    free(share);
}

struct abc_particles *abc_keep(const struct abc_round *round, const struct abc_particles *before,
                               size_t least) {
    struct abc_particles *particles = fault_allocate(1, sizeof *particles);
    *particles =
        (struct abc_particles){.axis_count = round->axis_count,
                               .levels = round->levels,
                               .point = fault_allocate(round->count, sizeof *particles->point),
                               .at = fault_allocate(round->count * round->axis_count, sizeof *particles->at),
                               .distance = fault_allocate(round->count, sizeof *particles->distance),
                               .weight = fault_allocate(round->count, sizeof *particles->weight),
                               .sd = fault_allocate(round->axis_count, sizeof *particles->sd),
                               .tolerance = tolerance_of(round, before, least)};
    take_points(particles, round);
    weigh(particles, before);
    spread_kernel(particles);
    return particles;
}

void abc_particles_free(struct abc_particles *particles) {
    if (!particles) return;
    free(particles->point);
    free(particles->at);
    free(particles->distance);
    free(particles->weight);
    free(particles->sd);
    free(particles);
}

// ---- Proposing ----

// A normal that is cut off at 0 and 1, by the inverse of its distribution.
static double move(double middle, double sd, size_t levels, double chance) {
    double low = gsl_cdf_ugaussian_P(-middle / sd), high = gsl_cdf_ugaussian_P((1 - middle) / sd);
    double place = middle + sd * gsl_cdf_ugaussian_Pinv(low + chance * (high - low));
    place = fmax(0, fmin(place, nextafter(1, 0)));
    return levels ? middle_of(levels, level_at(levels, place)) : place;
}

void abc_propose(const struct abc_particles *particles, uint64_t seed, double *at, size_t count) {
    size_t width = particles->axis_count;
    gsl_rng *chance = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(chance, (uint32_t)(seed ^ seed >> 32));
    gsl_ran_discrete_t *choice = gsl_ran_discrete_preproc(particles->count, particles->weight);
    for (size_t i = 0; i < count; i++) {
        const double *from = &particles->at[gsl_ran_discrete(chance, choice) * width];
        for (size_t axis = 0; axis < width; axis++)
            at[i * width + axis] =
                move(from[axis], particles->sd[axis], particles->levels[axis], gsl_rng_uniform_pos(chance));
    }
    gsl_ran_discrete_free(choice);
    gsl_rng_free(chance);
}

// ---- What they say ----

double abc_effective_size(const struct abc_particles *particles) {
    double squares = 0;
    for (size_t i = 0; i < particles->count; i++) squares += particles->weight[i] * particles->weight[i];
    return squares > 0 ? 1 / squares : 0;
}

// A value and whose it is.
struct ranked {
    double value;
    size_t owner;
};

static int compare_ranked(const void *a, const void *b) {
    const struct ranked *one = a, *other = b;
    if (one->value != other->value) return one->value < other->value ? -1 : 1;
    return (one->owner > other->owner) - (one->owner < other->owner);
}

static struct ranked *ranks_of(const double *values, size_t stride, size_t count) {
    struct ranked *order = fault_allocate(count, sizeof *order);
    for (size_t i = 0; i < count; i++) order[i] = (struct ranked){values[i * stride], i};
    qsort(order, count, sizeof *order, compare_ranked);
    return order;
}

// Rounding must not carry the share beyond the last value.
double abc_quantile(const double *values, const double *weights, size_t count, double at) {
    struct ranked *order = ranks_of(values, 1, count);
    double all = 0, below = 0, found = NAN;
    for (size_t i = 0; i < count; i++) all += weights[i];
    for (size_t i = 0; i < count && isnan(found); i++) {
        below += weights[order[i].owner];
        if (below >= at * all * (1 - 1e-12) || i + 1 == count) found = order[i].value;
    }
    free(order);
    return found;
}

// Of places with levels only the ends of levels count: within one the prior has no steps either.
double abc_away_from_prior(const struct abc_particles *particles, size_t axis) {
    size_t levels = particles->levels[axis];
    struct ranked *order = ranks_of(particles->at + axis, particles->axis_count, particles->count);
    double before = 0, away = 0;
    for (size_t i = 0; i < particles->count; i++) {
        double place = order[i].value, after = before + particles->weight[order[i].owner];
        double low = levels ? (double)level_at(levels, place) / (double)levels : place;
        double high = levels ? low + 1 / (double)levels : place;
        bool last_here = i + 1 == particles->count || order[i + 1].value != place,
             first_here = i == 0 || order[i - 1].value != place;
        if (first_here) away = fmax(away, fabs(before - low));
        if (last_here) away = fmax(away, fabs(after - high));
        before = after;
    }
    free(order);
    return away;
}

double abc_away_by_chance(double effective_size) {
    return fmax(MATTERS, KOLMOGOROV_1_PERCENT / sqrt(effective_size));
}
