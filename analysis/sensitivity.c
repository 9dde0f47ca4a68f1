// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/sensitivity.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "analysis/fault.h"

static size_t count_failed(const double *outcome, size_t count) {
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) failed += !isfinite(outcome[i]);
    return failed;
}

// ---- Sobol's indices ----------------------------------------------------------------------------------

// What a base sample adds to the sums, 0 where an outcome failed. Everything is taken from the outcomes'
// mean.
struct terms {
    size_t samples, axis_count;
    double *count, *sum, *square;     // [sample]: of A and B
    double *present, *first, *total;  // [axis][sample]
};

// As the distance from one of the outcomes: of a constant it is that constant, to the last bit.
static double mean_of_a_and_b(const double *outcome, size_t samples, size_t axis_count) {
    double origin = NAN, sum = 0, count = 0;
    for (size_t s = 0; s < samples; s++)
        for (size_t row = 0; row < 2; row++) {
            double value = outcome[s * (axis_count + 2) + row];
            if (!isfinite(value)) continue;
            if (isnan(origin)) origin = value;
            sum += value - origin;
            count++;
        }
    return count > 0 ? origin + sum / count : 0;
}

static struct terms terms_create(const double *outcome, size_t samples, size_t axis_count) {
    double *column = fault_allocate(3 * (axis_count + 1) * samples, sizeof *column);
    size_t block = axis_count * samples;
    struct terms terms = {.samples = samples,
                          .axis_count = axis_count,
                          .count = column,
                          .sum = column + samples,
                          .square = column + 2 * samples,
                          .present = column + 3 * samples,
                          .first = column + 3 * samples + block,
                          .total = column + 3 * samples + 2 * block};
    double mean = mean_of_a_and_b(outcome, samples, axis_count);
    for (size_t s = 0; s < samples; s++) {
        const double *row = &outcome[s * (axis_count + 2)];
        for (size_t i = 0; i < 2; i++) {
            if (!isfinite(row[i])) continue;
            terms.count[s]++;
            terms.sum[s] += row[i] - mean;
            terms.square[s] += (row[i] - mean) * (row[i] - mean);
        }
        for (size_t axis = 0; axis < axis_count; axis++) {
            double change = row[2 + axis] - row[0], b = row[1] - mean;
            if (!isfinite(change) || !isfinite(b)) continue;
            terms.present[axis * samples + s] = 1;
            terms.first[axis * samples + s] = b * change;
            terms.total[axis * samples + s] = change * change / 2;
        }
    }
    return terms;
}

static double weighted(const double *weight, const double *term, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += weight[i] * term[i];
    return sum;
}

// index[2 * axis] and the one behind it: first and total, each base sample counted `weight` times.
static void estimate(const struct terms *terms, const double *weight, double *index) {
    double count = weighted(weight, terms->count, terms->samples);
    double mean = weighted(weight, terms->sum, terms->samples) / count;
    double variance = weighted(weight, terms->square, terms->samples) / count - mean * mean;
    for (size_t axis = 0; axis < terms->axis_count; axis++) {
        size_t column = axis * terms->samples;
        double used = weighted(weight, terms->present + column, terms->samples);
        double scale = used > 0 && variance > 0 ? 1 / (used * variance) : NAN;
        index[2 * axis] = weighted(weight, terms->first + column, terms->samples) * scale;
        index[2 * axis + 1] = weighted(weight, terms->total + column, terms->samples) * scale;
    }
}

// resampled[index][resample]
static double *resample(const struct terms *terms, const struct sensitivity_bootstrap *bootstrap) {
    size_t indices = 2 * terms->axis_count;
    double *resampled = fault_allocate(indices * bootstrap->resamples, sizeof *resampled);
    double *weight = fault_allocate(terms->samples, sizeof *weight);
    double *index = fault_allocate(indices, sizeof *index);
    gsl_rng *chance = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(chance, (uint32_t)(bootstrap->seed ^ bootstrap->seed >> 32));
    for (size_t r = 0; r < bootstrap->resamples; r++) {
        for (size_t s = 0; s < terms->samples; s++) weight[s] = 0;
        for (size_t s = 0; s < terms->samples; s++) weight[gsl_rng_uniform_int(chance, terms->samples)]++;
        estimate(terms, weight, index);
        for (size_t i = 0; i < indices; i++) resampled[i * bootstrap->resamples + r] = index[i];
    }
    gsl_rng_free(chance);
    free(index);
    free(weight);
    return resampled;
}

// Moves the finite values to the front; how many they are.
static size_t keep_finite(double *values, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i])) values[kept++] = values[i];
    return kept;
}

// From the percentiles of `values`, which it sorts.
static struct sensitivity_interval interval_of(double value, double *values, size_t count, double level) {
    struct sensitivity_interval interval = {value, NAN, NAN};
    count = keep_finite(values, count);
    if (count == 0 || isnan(value)) return interval;
    gsl_sort(values, 1, count);
    interval.low = gsl_stats_quantile_from_sorted_data(values, 1, count, 0.5 - level / 2);
    interval.high = gsl_stats_quantile_from_sorted_data(values, 1, count, 0.5 + level / 2);
    return interval;
}

size_t sensitivity_sobol(const double *outcome, size_t samples, size_t axis_count,
                         const struct sensitivity_bootstrap *bootstrap, struct sensitivity_sobol *axes) {
    struct terms terms = terms_create(outcome, samples, axis_count);
    double *once = fault_allocate(samples, sizeof *once),
           *index = fault_allocate(2 * axis_count, sizeof *index);
    for (size_t s = 0; s < samples; s++) once[s] = 1;
    estimate(&terms, once, index);
    double *resampled = resample(&terms, bootstrap);
    for (size_t axis = 0; axis < axis_count; axis++) {
        size_t count = bootstrap->resamples;
        double *values = &resampled[2 * axis * count];
        axes[axis].used = (size_t)weighted(once, terms.present + axis * samples, samples);
        axes[axis].first = interval_of(index[2 * axis], values, count, bootstrap->level);
        axes[axis].total = interval_of(index[2 * axis + 1], values + count, count, bootstrap->level);
    }
    free(resampled);
    free(index);
    free(once);
    free(terms.count);
    return count_failed(outcome, samples * (axis_count + 2));
}

// ---- Morris's effects ---------------------------------------------------------------------------------

// The change of the outcome for the whole axis, over the step from one point to the next; NaN: the step is
// along another axis, or failed.
static double effect_of(const double *from, const double *outcome, size_t axis, size_t axis_count,
                        double span) {
    double step = from[axis_count + axis] - from[axis];
    return step == 0 ? NAN : (outcome[1] - outcome[0]) / step * span;
}

static struct sensitivity_morris summary_of(double *effects, size_t count) {
    struct sensitivity_morris morris = {.effects = count, .mu = NAN, .mu_star = NAN, .sigma = NAN};
    if (count > 0) morris.mu = gsl_stats_mean(effects, 1, count);
    if (count > 1) morris.sigma = gsl_stats_sd_m(effects, 1, count, morris.mu);
    if (count > 0) morris.mu_star = gsl_stats_absdev_m(effects, 1, count, 0);
    return morris;
}

size_t sensitivity_morris(const double *at, const size_t *levels, const double *outcome, size_t trajectories,
                          size_t axis_count, struct sensitivity_morris *axes) {
    double *effects = fault_allocate(trajectories * axis_count, sizeof *effects);
    for (size_t axis = 0; axis < axis_count; axis++) {
        double n = levels ? (double)levels[axis] : 0, span = n > 0 ? (n - 1) / n : 1;
        for (size_t t = 0; t < trajectories; t++)
            for (size_t step = 0; step < axis_count; step++) {
                size_t point = t * (axis_count + 1) + step;
                effects[t * axis_count + step] =
                    effect_of(&at[point * axis_count], &outcome[point], axis, axis_count, span);
            }
        axes[axis] = summary_of(effects, keep_finite(effects, trajectories * axis_count));
    }
    free(effects);
    return count_failed(outcome, trajectories * (axis_count + 1));
}

// ---- PAWN ---------------------------------------------------------------------------------------------

// The points that did not fail, in the order of their outcomes, and their slices along one axis.
struct sliced {
    size_t count;
    size_t *points;                // [rank] -> number in the sample
    double *outcomes;              // [rank], ascending
    double *places;                // [rank]: on the axis
    size_t *order;                 // ranks in the order of places
    size_t *slice;                 // [rank]
    size_t slices, *size, *below;  // [slice]: points, and those seen so far
    double *distance;              // [slice]
};

static struct sliced sliced_create(const double *outcome, size_t points, size_t slices) {
    struct sliced sliced = {.points = fault_allocate(points, sizeof(size_t)),
                            .outcomes = fault_allocate(points, sizeof(double)),
                            .places = fault_allocate(points, sizeof(double)),
                            .order = fault_allocate(points, sizeof(size_t)),
                            .slice = fault_allocate(points, sizeof(size_t)),
                            .size = fault_allocate(slices, sizeof(size_t)),
                            .below = fault_allocate(slices, sizeof(size_t)),
                            .distance = fault_allocate(slices, sizeof(double))};
    for (size_t i = 0; i < points; i++) {
        if (!isfinite(outcome[i])) continue;
        sliced.outcomes[sliced.count] = outcome[i];
        sliced.points[sliced.count++] = i;
    }
    gsl_sort_index(sliced.order, sliced.outcomes, 1, sliced.count);
    for (size_t rank = 0; rank < sliced.count; rank++) sliced.slice[rank] = sliced.points[sliced.order[rank]];
    for (size_t rank = 0; rank < sliced.count; rank++) {
        sliced.points[rank] = sliced.slice[rank];
        sliced.outcomes[rank] = outcome[sliced.points[rank]];
    }
    return sliced;
}

static void sliced_free(struct sliced sliced) {
    free(sliced.points);
    free(sliced.outcomes);
    free(sliced.places);
    free(sliced.order);
    free(sliced.slice);
    free(sliced.size);
    free(sliced.below);
    free(sliced.distance);
}

// Into at most `most` slices, which end only where the place changes.
static void cut(struct sliced *sliced, const double *at, size_t axis, size_t axis_count, size_t most) {
    for (size_t rank = 0; rank < sliced->count; rank++)
        sliced->places[rank] = at[sliced->points[rank] * axis_count + axis];
    gsl_sort_index(sliced->order, sliced->places, 1, sliced->count);
    sliced->slices = 0;
    size_t begin = 0;
    for (size_t s = 1; s <= most; s++) {
        size_t end = sliced->count * s / most;
        if (end <= begin) continue;
        double last = sliced->places[sliced->order[end - 1]];
        while (end < sliced->count && sliced->places[sliced->order[end]] == last) end++;
        for (size_t i = begin; i < end; i++) sliced->slice[sliced->order[i]] = sliced->slices;
        sliced->size[sliced->slices++] = end - begin;
        begin = end;
    }
}

// Of each slice's distribution from that of all points, looked at behind each outcome that occurs.
static void measure_distances(struct sliced *sliced) {
    for (size_t s = 0; s < sliced->slices; s++) sliced->distance[s] = 0, sliced->below[s] = 0;
    for (size_t rank = 0; rank < sliced->count; rank++) {
        sliced->below[sliced->slice[rank]]++;
        if (rank + 1 < sliced->count && sliced->outcomes[rank + 1] == sliced->outcomes[rank]) continue;
        double all = (double)(rank + 1) / (double)sliced->count;
        for (size_t s = 0; s < sliced->slices; s++) {
            double apart = fabs((double)sliced->below[s] / (double)sliced->size[s] - all);
            if (apart > sliced->distance[s]) sliced->distance[s] = apart;
        }
    }
}

// A slice's points are then drawn from all without replacement, which is worth count * size / (count - size)
// points of their own; the median of Kolmogorov's distribution is 0.82757, and Stephens (1970, Journal of the
// Royal Statistical Society B 32:115) gives the approximation for few.
static double distance_by_chance(double count, double slices) {
    double size = count / slices;
    double worth = sqrt(count * size / (count - size));
    return slices > 1 ? 0.82757 / (worth + 0.12 + 0.11 / worth) : 0;
}

size_t sensitivity_pawn(const double *at, const double *outcome, size_t points, size_t axis_count,
                        size_t slices, struct sensitivity_pawn *axes) {
    struct sliced sliced = sliced_create(outcome, points, slices);
    for (size_t axis = 0; axis < axis_count; axis++) {
        cut(&sliced, at, axis, axis_count, slices);
        measure_distances(&sliced);
        axes[axis] = (struct sensitivity_pawn){sliced.slices, NAN, NAN, NAN};
        if (sliced.slices == 0) continue;
        gsl_sort(sliced.distance, 1, sliced.slices);
        axes[axis].median = gsl_stats_median_from_sorted_data(sliced.distance, 1, sliced.slices);
        axes[axis].max = sliced.distance[sliced.slices - 1];
        axes[axis].by_chance = distance_by_chance((double)sliced.count, (double)sliced.slices);
    }
    sliced_free(sliced);
    return count_failed(outcome, points);
}

// ---- The sign of a difference -------------------------------------------------------------------------

static struct sensitivity_interval wilson(size_t hits, size_t count, double level) {
    double n = (double)count, p = (double)hits / n, z = gsl_cdf_ugaussian_Pinv(0.5 + level / 2);
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return (struct sensitivity_interval){p, hits == 0 ? 0 : middle - half, hits == count ? 1 : middle + half};
}

static int sign_of(double value) {
    return (value > 0) - (value < 0);
}

struct sensitivity_sign sensitivity_sign(const double *differences, size_t count, double range,
                                         double level) {
    struct sensitivity_sign sign = {.median = NAN, .low = NAN, .high = NAN, .share = {NAN, NAN, NAN}};
    double *values = fault_allocate(count, sizeof *values);
    for (size_t i = 0; i < count; i++) values[i] = differences[i];
    sign.used = keep_finite(values, count);
    sign.failed = count - sign.used;
    if (sign.used > 0) {
        gsl_sort(values, 1, sign.used);
        sign.median = gsl_stats_median_from_sorted_data(values, 1, sign.used);
        sign.low = gsl_stats_quantile_from_sorted_data(values, 1, sign.used, 0.5 - range / 2);
        sign.high = gsl_stats_quantile_from_sorted_data(values, 1, sign.used, 0.5 + range / 2);
        sign.sign = sign_of(sign.median);
        size_t hits = 0;
        for (size_t i = 0; i < sign.used; i++) hits += sign_of(values[i]) == sign.sign;
        sign.share = wilson(hits, sign.used, level);
    }
    free(values);
    return sign;
}
