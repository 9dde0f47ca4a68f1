// SPDX-License-Identifier: GPL-3.0-or-later
// A seller that finds its price by asking several: each of a ladder of prices is asked a number of times in turn, then the one
// that seems to bring most (price_experiment_equation), which goes on being learnt of.
#ifndef MARU_MODELS_METHODS_PRICE_EXPERIMENT_TECHNIQUE_H
#define MARU_MODELS_METHODS_PRICE_EXPERIMENT_TECHNIQUE_H

#include <stddef.h>

#include "sim/engine/technique.h"

extern const struct equation price_experiment_equation;
extern const struct technique price_experiment_technique;

enum { PRICE_EXPERIMENT_STEPS = 5 };

// Zero: nothing asked yet.
struct price_experiment {
    double asked[PRICE_EXPERIMENT_STEPS], taken[PRICE_EXPERIMENT_STEPS];
};

// The step of the ladder as a multiple of the price in its middle: 1/2 to 2, each a factor sqrt(2).
double price_experiment_multiple(size_t step);
// Which step to ask next, when each is to be asked `trials` times first.
size_t price_experiment_next(const struct price_experiment *experiment, double trials);
// How many were asked at that step, and how many of them took it.
void price_experiment_saw(struct price_experiment *experiment, size_t step, double asked, double taken);

#endif
