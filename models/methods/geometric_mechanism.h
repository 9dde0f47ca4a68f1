// SPDX-License-Identifier: GPL-3.0-or-later
// Noise on a whole number before it leaves: the two-sided geometric mechanism, Laplace's noise on whole numbers
// (geometric_equation). A number within a range is told eps-differentially private: whatever is told is at most e^eps times
// as likely under one number as under another. A measure is told in units that are fine against its range; the finer they
// are, the nearer this is to Laplace's noise, which itself is never drawn: in floating point it would tell (Mironov 2012).
// It is drawn exactly, on whole numbers (exact_chance.h).
#ifndef MARU_MODELS_METHODS_GEOMETRIC_MECHANISM_H
#define MARU_MODELS_METHODS_GEOMETRIC_MECHANISM_H

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation geometric_equation, geometric_estimate_equation;

struct geometric {
    uint64_t range;  // two truths differ by so many units at most
    uint64_t parts;  // epsilon, in parts of 2^-20: rounded down
};

// epsilon from 2^-20 to 2^20, range from 1 to 2^40.
struct geometric geometric_of(double epsilon, uint64_t range);
double geometric_epsilon(const struct geometric *mechanism);
// What is told of a number: cut to 0 ... range, with noise.
int64_t geometric_tell(const struct geometric *mechanism, int64_t truth, struct random_sequence *luck);
int64_t geometric_noise(const struct geometric *mechanism, struct random_sequence *luck);
// Of the noise; its mean is 0, so that what is told is unbiased, and a sum of n has n times the variance.
double geometric_variance(const struct geometric *mechanism);
double geometric_mean_size(const struct geometric *mechanism);  // E |noise|
// How much more often than by guessing it is told which of the two ends of the range it was: the largest difference of
// their chances over all sets (total variation). At most tanh(eps / 2), met at range 1.
double geometric_tells(const struct geometric *mechanism);

#endif
