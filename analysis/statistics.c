// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/fault.h"

// Half the width of the interval that `count` values of this spread give.
static double half_width(double sd, size_t count, double level) {
    if (count < 2) return NAN;
    return gsl_cdf_tdist_Pinv(0.5 + level / 2, (double)count - 1) * sd / sqrt((double)count);
}

struct statistics_estimate statistics_estimate(const double *values, size_t count, double level) {
    struct statistics_estimate estimate = {.count = count, .level = level};
    estimate.mean = count > 0 ? gsl_stats_mean(values, 1, count) : NAN;
    estimate.sd = count > 1 ? gsl_stats_sd_m(values, 1, count, estimate.mean) : NAN;
    estimate.half_width = half_width(estimate.sd, count, level);
    return estimate;
}

struct statistics_estimate statistics_at_level(struct statistics_estimate estimate, double level) {
    estimate.level = level;
    estimate.half_width = half_width(estimate.sd, estimate.count, level);
    return estimate;
}

struct statistics_estimate statistics_paired(const double *values, const double *baseline, size_t count,
                                             double level) {
    double *differences = fault_allocate(count, sizeof *differences);
    for (size_t i = 0; i < count; i++) differences[i] = values[i] - baseline[i];
    struct statistics_estimate estimate = statistics_estimate(differences, count, level);
    free(differences);
    return estimate;
}

// The variance of a difference of independent counts is the mean number of their events, of which at least as
// many happened as the counts differ by.
struct statistics_estimate statistics_paired_counts(const double *values, const double *baseline,
                                                    size_t count, double level) {
    struct statistics_estimate estimate = statistics_paired(values, baseline, count, level);
    double events = 0;
    for (size_t i = 0; i < count; i++) events += fabs(values[i] - baseline[i]);
    double least = count ? sqrt(events / (double)count) : 0;
    if (estimate.sd < least) estimate.sd = least;  // not where it is NaN
    return statistics_at_level(estimate, level);
}

void statistics_take(struct statistics_running *running, double value) {
    if (isnan(value)) return;
    double from_old = value - running->mean;
    running->mean += from_old / (double)++running->count;
    running->squares += from_old * (value - running->mean);
}

struct statistics_estimate statistics_so_far(const struct statistics_running *running, double level) {
    size_t count = running->count;
    double sd = count > 1 ? sqrt(running->squares / (double)(count - 1)) : NAN;
    return (struct statistics_estimate){.count = count,
                                        .mean = count ? running->mean : NAN,
                                        .sd = sd,
                                        .half_width = half_width(sd, count, level),
                                        .level = level};
}

static double p_of_signs(size_t count) {
    return ldexp(1, 1 - (int)count);
}

double statistics_p(const struct statistics_estimate *estimate) {
    size_t count = estimate->count;
    double mean = fabs(estimate->mean);
    if (count < 2 || !(mean > 0) || isnan(estimate->sd)) return 1;
    if (estimate->sd == 0) return p_of_signs(count);
    return 2 * gsl_cdf_tdist_Q(mean / (estimate->sd / sqrt((double)count)), (double)count - 1);
}

bool statistics_excludes_zero(const struct statistics_estimate *estimate) {
    if (estimate->sd == 0) return statistics_p(estimate) < 1 - estimate->level;
    return fabs(estimate->mean) > estimate->half_width;  // false for NaN
}

static int compare_p(const void *one, const void *other) {
    double a = **(double *const *)one, b = **(double *const *)other;
    return (a > b) - (a < b);
}

void statistics_holm(double *p, size_t count) {
    double **sorted = fault_allocate(count, sizeof *sorted), adjusted = 0;
    for (size_t i = 0; i < count; i++) sorted[i] = &p[i];
    qsort(sorted, count, sizeof *sorted, compare_p);
    for (size_t i = 0; i < count; i++) {
        adjusted = fmin(1, fmax(adjusted, *sorted[i] * (double)(count - i)));
        *sorted[i] = adjusted;
    }
    free(sorted);
}

double statistics_unseen_share(size_t count, double level) {
    return 1 - pow(1 - level, 1 / (double)count);
}

// The half width falls as the count grows, so the smallest sufficient count is found by halving.
size_t statistics_needed_for_width(const struct statistics_estimate *estimate, double goal) {
    size_t least = 2, most = STATISTICS_MOST;
    if (!(half_width(estimate->sd, most, estimate->level) <= goal)) return STATISTICS_NEVER;
    while (least < most) {
        size_t middle = least + (most - least) / 2;
        if (half_width(estimate->sd, middle, estimate->level) <= goal)
            most = middle;
        else
            least = middle + 1;
    }
    return least > estimate->count ? least - estimate->count : 0;
}

// Values that are all alike tell by their signs.
static size_t signs_needed(const struct statistics_estimate *estimate) {
    size_t count = 2;
    while (p_of_signs(count) >= 1 - estimate->level) count++;
    return count;
}

size_t statistics_needed_to_tell(const struct statistics_estimate *estimate) {
    if (statistics_excludes_zero(estimate)) return 0;
    if (estimate->sd == 0 && estimate->mean != 0) return signs_needed(estimate) - estimate->count;
    // Just below the mean: an interval that ends at 0 still contains it.
    return statistics_needed_for_width(estimate, nextafter(fabs(estimate->mean), 0));
}

static size_t between(size_t value, size_t least, size_t most) {
    return value < least ? least : value > most ? most : value;
}

size_t statistics_next_look(const struct statistics_estimate *estimate, double goal) {
    size_t count = estimate->count, more = statistics_needed_for_width(estimate, goal);
    if (count < STATISTICS_FIRST_LOOK) return STATISTICS_FIRST_LOOK;
    return more == 0 ? 0 : count + between(more, (count + 9) / 10, count);
}
