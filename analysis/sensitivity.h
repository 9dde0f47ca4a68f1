// SPDX-License-Identifier: GPL-3.0-or-later
// What an outcome hangs on, from the outcomes of a design's points (sim/study/design.h says how the points lie):
// how much of its variance each axis explains (Sobol's indices), which axes matter at all (Morris's effects), how far
// an axis moves the whole distribution (PAWN), and whether a difference keeps its sign.
//
// An outcome that is no finite number is that of a failed run. It is left out together with what cannot be said without
// it, and counted; what is said holds for the runs that did not fail, and for all only if failing has nothing to do
// with the outcome.
#ifndef MARU_ANALYSIS_SENSITIVITY_H
#define MARU_ANALYSIS_SENSITIVITY_H

#include <stddef.h>
#include <stdint.h>

struct sensitivity_interval {
    double value, low, high;  // low and high are NaN where there is no interval
};

// How an interval is found: the base samples are drawn again, with replacement, so many times (Efron 1979, Annals of
// Statistics 7:1), and it ends at the percentiles of what they give. The same seed gives the same interval. Base samples
// of a Sobol sequence are more even than such drawing has it, so the interval is wider than needed: on the safe side.
struct sensitivity_bootstrap {
    size_t resamples;  // 0: no interval
    double level;      // 0-1
    uint64_t seed;
};

// ---- Sobol's indices, from Saltelli's layout: base samples of outcomes A, B, AB_1 ... AB_k ----

// Of one axis; NaN where the outcome has no variance.
struct sensitivity_sobol {
    size_t used;  // base samples with A, B and AB_i
    // The share of the variance that goes when this axis is known: by Saltelli et al. (2010, Computer Physics
    // Communications 181:259), the outcomes taken from their mean.
    struct sensitivity_interval first;
    // The share that stays when all others are known, its part in interactions included (Jansen 1999, Computer Physics
    // Communications 117:35).
    struct sensitivity_interval total;
};

// outcome[samples][axis_count + 2] -> axes[axis_count]. How many of the outcomes failed. An outcome that failed costs the
// base sample for the axes that need it: one A or B for all, one AB_i for axis i alone.
size_t sensitivity_sobol(const double *outcome, size_t samples, size_t axis_count,
                         const struct sensitivity_bootstrap *bootstrap, struct sensitivity_sobol *axes);

// ---- Morris's elementary effects (1991, Technometrics 33:161; mu* by Campolongo et al. 2007, Environmental Modelling
// and Software 22:1509), from trajectories of axis_count + 1 points ----

// Of one axis. An effect is the change of the outcome over a step, as much as it would be from the axis' least to its most.
struct sensitivity_morris {
    size_t effects;  // steps whose ends did not fail; at most one per trajectory
    double mu, mu_star;  // mean, and mean without sign; NaN without effects
    double sigma;  // 0 when the axis acts alone and in proportion; NaN with fewer than two effects
};

// at[trajectories][axis_count + 1][axis_count] and the outcomes of these points -> axes[axis_count]. levels[axis_count],
// 0: any number; NULL: of all axes (an axis of n levels spans (n - 1) / n of its places). How many outcomes failed.
size_t sensitivity_morris(const double *at, const size_t *levels, const double *outcome, size_t trajectories,
                          size_t axis_count, struct sensitivity_morris *axes);

// ---- PAWN (Pianosi & Wagener 2018, Environmental Modelling and Software 108:197), from any sample ----

// Of one axis. Its places are cut into slices of as many points each (equal places stay together, so an axis with few
// levels has as few slices); of each slice, the largest distance between the outcome's distribution there and over all
// points (Kolmogorov & Smirnov), 0 to 1.
struct sensitivity_pawn {
    size_t slices;
    double median, max;  // over the slices; NaN without points
    double by_chance;    // the median distance of an axis that does nothing: no less can be told from nothing
};

// at[points][axis_count] and outcome[points] -> axes[axis_count]. How many outcomes failed.
size_t sensitivity_pawn(const double *at, const double *outcome, size_t points, size_t axis_count, size_t slices,
                        struct sensitivity_pawn *axes);

// ---- Does a difference keep its sign? ----

struct sensitivity_sign {
    size_t used, failed;  // draws
    int sign;             // of the median: -1, 0 or 1
    double median, low, high;  // low to high holds the middle `range` of the draws
    // Of the draws, those whose difference has the median's sign (0 is a sign of its own), with Wilson's interval (1927,
    // Journal of the American Statistical Association 22:209) for draws that are independent: random, or more even.
    struct sensitivity_interval share;
};

// range and level, 0-1. All numbers are NaN when no draw is left.
struct sensitivity_sign sensitivity_sign(const double *differences, size_t count, double range, double level);

#endif
