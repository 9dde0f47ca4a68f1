// SPDX-License-Identifier: GPL-3.0-or-later
// What is believed of a quantity that wanders, seen now and then and not exactly: the Kalman filter of the local level
// (local_level_equation). Belief is a mean with a variance; it widens while nothing is seen, and narrows with what is. Seen at
// equal steps, its variance before each sight settles at P = (q + sqrt(q^2 + 4 q r)) / 2.
//
// Both variances are learnt from what was seen, of many such quantities together (local_level_fit_equation).
#ifndef MARU_MODELS_METHODS_LOCAL_LEVEL_TECHNIQUE_H
#define MARU_MODELS_METHODS_LOCAL_LEVEL_TECHNIQUE_H

#include <stdbool.h>

#include "sim/engine/technique.h"

extern const struct equation local_level_equation, local_level_fit_equation;
extern const struct technique local_level_technique;

// How much it wanders: `drift` is the variance that a unit of time adds, `noise` that of a sight of a unit's length; a sight twice as
// long has half of it.
struct local_level_law {
    double drift, noise;
};

struct local_level {
    double mean, variance;
};

struct local_level_sight {
    double seen, length;
    double known;  // variance that it has beside the law's, as of noise that was put on it; 0: none
};

// Belief after the first sight.
struct local_level local_level_begin(struct local_level_sight first, struct local_level_law law);
void local_level_pass(struct local_level *belief, double time, struct local_level_law law);
void local_level_see(struct local_level *belief, struct local_level_sight sight, struct local_level_law law);
// Variance before each sight of length 1, one unit of time apart, in the long run.
double local_level_settles(struct local_level_law law);

// The quantity is a rate: what it sums up to in `time` from now on has the mean belief.mean x time, and this variance.
double local_level_sum_variance(const struct local_level *belief, double time, struct local_level_law law);

// Sights that follow on each other, of all quantities: sums for least squares. Begins as {0}.
struct local_level_fit {
    double gg, gw, ww, gd, wd, count;
};
// Two sights of one quantity, their middles `gap` apart.
void local_level_learn(struct local_level_fit *fit, struct local_level_sight before, struct local_level_sight after,
                       double gap);
// False while too little was seen to tell the two variances apart.
bool local_level_fitted(const struct local_level_fit *fit, struct local_level_law *law);

#endif
