// SPDX-License-Identifier: GPL-3.0-or-later
// A quantity that wanders and is drawn back to its mean: deviation y, dy = -y / tau dt + sigma sqrt(2 / tau) dW, in the long
// run normal with mean 0 and standard deviation sigma, correlation of y(t) and y(t + d) = e^(-d / tau). Its step over any gap
// (ornstein_uhlenbeck_equation) is exact: nothing is integrated.
#ifndef MARU_MODELS_METHODS_ORNSTEIN_UHLENBECK_LAW_H
#define MARU_MODELS_METHODS_ORNSTEIN_UHLENBECK_LAW_H

#include <math.h>

#include "sim/engine/submodel.h"

extern const struct equation ornstein_uhlenbeck_equation;

// The deviation a gap later (gap and tau > 0 in the same unit). normal: a standard normal draw.
static inline double ornstein_uhlenbeck_step(double y, double gap, double tau, double sigma, double normal) {
    double stays = exp(-gap / tau);
    return y * stays + sigma * sqrt(1 - stays * stays) * normal;
}

#endif
