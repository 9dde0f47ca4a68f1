// SPDX-License-Identifier: GPL-3.0-or-later
// Noise on a count before it is published: the discrete Gaussian (discrete_gaussian_equation). One home moves the count by
// `sensitivity` at most; what is told is then rho-zero-concentrated differentially private, and the rho of several
// counts of the same home add up. Drawn exactly, on whole numbers (exact_chance.h).
#ifndef MARU_MODELS_METHODS_DISCRETE_GAUSSIAN_MECHANISM_H
#define MARU_MODELS_METHODS_DISCRETE_GAUSSIAN_MECHANISM_H

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation discrete_gaussian_equation;

struct discrete_gaussian {
    uint64_t parts;  // sigma^2 in parts of 2^-8, rounded up
};

// rho > 0, sensitivity > 0; sigma at most 2^20.
struct discrete_gaussian discrete_gaussian_of(double rho, double sensitivity);
int64_t discrete_gaussian_noise(const struct discrete_gaussian *mechanism, struct random_sequence *luck);
// sigma: the noise's standard deviation, from sigma = 1 on but for one in a million; below, it is less. Its mean is 0: a count
// is unbiased.
double discrete_gaussian_sd(const struct discrete_gaussian *mechanism);

#endif
