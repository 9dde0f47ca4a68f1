// SPDX-License-Identifier: GPL-3.0-or-later
// The standard normal distribution.
#ifndef MARU_MODELS_METHODS_NORMAL_H
#define MARU_MODELS_METHODS_NORMAL_H

double normal_below(double x);     // Phi
double normal_quantile(double p);  // its inverse, 0 < p < 1
double normal_density(double x);   // phi

#endif
