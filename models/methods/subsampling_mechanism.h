// SPDX-License-Identifier: GPL-3.0-or-later
// A secret sample: each home is in it by a chance of its own, and nobody is told which are. What is told of the sample, with
// noise, tells less of a home, for it may not be in there (subsampling_equation). A home that decides for itself whether it
// sends is no such sample: who listens sees that.
#ifndef MARU_MODELS_METHODS_SUBSAMPLING_MECHANISM_H
#define MARU_MODELS_METHODS_SUBSAMPLING_MECHANISM_H

#include "sim/engine/submodel.h"

extern const struct equation subsampling_equation;

// What is (epsilon, delta)-differentially private of a sample is (this, share delta)-differentially private of all.
double subsampling_epsilon(double share, double epsilon);
// A sum of x over all is estimated by that over the sample / share, without bias; the variance, by the sum of x^2 over all.
double subsampling_variance(double share, double sum_of_squares);

#endif
