// SPDX-License-Identifier: GPL-3.0-or-later
// Approximate Bayesian computation: which settings a model may have had, seen from a few numbers that were
// measured, where nobody can write down how likely a model makes them. Points are drawn from what is thought
// possible before (the prior), lived, and kept where what they came to is near to what was measured
// (rejection). Then again, round by round: new points are drawn around those that were kept, by a kernel,
// must be nearer, and get weights that take out again where they were looked for (population Monte Carlo;
// Beaumont, Cornuet, Marin & Robert 2009, Biometrika 96:983, known from how others describe and use it: not
// read).
//
// Points lie in the cube of their axes, as those of a design do (sim/study/design.h), and the prior is
// uniform on it: over a range, or over the values of an axis with levels.
//
// The kernel moves each axis by itself: a normal distribution around the particle, of twice the particles'
// weighted variance, cut off at the ends of the axis. On an axis with levels a particle is spread evenly over
// its level, and a level gets what the normal has over it. So wherever the prior is, the kernel is more than
// 0.
#ifndef MARU_ANALYSIS_ABC_H
#define MARU_ANALYSIS_ABC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ---- How far off ----

// What counts as 1 where nobody says it: the median of the distances from the median (MAD), or, where most
// values are the same, their mean; INFINITY where all are. Values that are no finite numbers are passed over.
double abc_scale(const double *values, size_t count);
// The root of the mean square of (outcome - target) / scale; an outcome whose scale is INFINITY is never off.
// INFINITY when an outcome is no finite number.
double abc_distance(const double *outcomes, const double *targets, const double *scales, size_t count);

// ---- Rounds ----

// The points of a round and how far off they came.
struct abc_round {
    size_t axis_count, count;
    const size_t *levels;    // [axis_count], 0: any place; borrowed
    const double *at;        // [count][axis_count], in [0, 1); on an axis with levels (level + 0.5) / levels
    const double *distance;  // [count]; INFINITY: never kept
};

// The points that were kept of a round, with weights: a sample of what is thought possible afterwards (the
// posterior).
struct abc_particles {
    size_t axis_count, count;
    const size_t *levels;  // borrowed
    size_t *point;         // [count]: which of the round's, in their order
    double *at;            // [count][axis_count]
    double *distance;      // [count]
    double *weight;        // [count]; their sum is 1
    double *sd;            // [axis_count]: of the kernel around them
    double tolerance;      // none is farther off; NaN without particles
};

// Keeps what is no farther off than the median distance of the particles before, but `least` points at least
// as far as so many have a distance; of the first round (before: NULL) the `least` nearest. Owned by the
// caller. Borrows the levels.
struct abc_particles *abc_keep(const struct abc_round *round, const struct abc_particles *before,
                               size_t least);
void abc_particles_free(struct abc_particles *particles);

// at[count][axis_count]: points for the next round. The same seed gives the same points, and a longer list
// begins with the shorter one.
void abc_propose(const struct abc_particles *particles, uint64_t seed, double *at, size_t count);

// ---- What they say ----

// How many independent particles of equal weight would say as much (Kish): 1 / sum of squares.
double abc_effective_size(const struct abc_particles *particles);
// The least of values[count] that has at least the share `at` (0-1) of the weights at or below it.
double abc_quantile(const double *values, const double *weights, size_t count, double at);
// The largest distance between the distribution of the particles along an axis and the prior's (Kolmogorov),
// 0 to 1.
double abc_away_from_prior(const struct abc_particles *particles, size_t axis);
// What that distance must exceed before the data say something of the axis: what chance alone reaches once in
// a hundred with so many independent particles (1.63 / sqrt n), and a tenth, below which it would not matter.
double abc_away_by_chance(double effective_size);

#endif
