// SPDX-License-Identifier: GPL-3.0-or-later
// How a recogniser gets better with examples: its error falls by a power law towards what no number of examples cures,
//
//   error(n) = least + (first - least) (1 + n / n0)^-b
//
// n: examples beyond the n0 that it was first trained on, when its error was `first`. Power laws with a remainder fit
// deep learning over many tasks, with exponents of 0.07 to 0.35 (Hestness et al. 2017, arXiv 1712.00409); what one
// task's curve is must be measured, so the parameters are uncertain.
//
// Pure functions.
#ifndef MARU_MODELS_PESTS_LEARNING_CURVE_TECHNIQUE_H
#define MARU_MODELS_PESTS_LEARNING_CURVE_TECHNIQUE_H

#include "sim/engine/technique.h"

extern const struct equation learning_curve_equation;
extern const struct technique learning_curve_technique;

struct learning_curve {
    double first_error, least_error;  // 0 <= least <= first <= 1
    double first_examples;            // n0 > 0
    double exponent;                  // b >= 0
};

double learning_curve_error(const struct learning_curve *curve, double examples);

// Examples until the error is down to `error`; INFINITY when it never will be, 0 when it is already.
double learning_curve_examples(const struct learning_curve *curve, double error);

// What errors after so many examples say of the curve, without a remainder: least squares on their logarithms.
struct learning_point {
    double examples, error;
};
struct learning_fit {
    double first_error, exponent;  // NAN: fewer than three points, or all after as many examples
};
struct learning_fit learning_curve_fit(const struct learning_point *points, size_t count, double first_examples);

#endif
