// SPDX-License-Identifier: GPL-3.0-or-later
// Wear. The life of a product follows Weibull's law (weibull_equation): shape 1 is pure chance, above 1 it wears out. A
// repair replaces one part and leaves the others as old as they were ("minimal repair"): failures of a repaired product are
// a Poisson process of intensity (shape / scale)(t / scale)^(shape - 1), the power law process of Crow (1974), the next of
// which weibull_failures_equation finds.
// Ages are in years of ordinary wear, however fast or slowly a season lets them pass.
#ifndef MARU_MODELS_METHODS_WEIBULL_LAW_H
#define MARU_MODELS_METHODS_WEIBULL_LAW_H

#include <stddef.h>

#include "sim/engine/submodel.h"

extern const struct equation weibull_equation, weibull_failures_equation, weibull_fit_equation;

struct weibull {
    double shape, scale;
};

struct weibull weibull_of_mean(double shape, double mean);
double weibull_mean(struct weibull w);
// Failures to expect up to an age: (age / scale)^shape. Also minus the logarithm of the survival.
double weibull_failures(struct weibull w, double age);
// Chance to work at `later`, given that it works at `age` <= later.
double weibull_survival(struct weibull w, double age, double later);
// The age of the next failure after `age`. exponential: a draw with mean 1 (inversion of the conditional law).
double weibull_next(struct weibull w, double age, double exponential);

// What was seen of one product: from an age to an age, and the sum of the logarithms of the ages at which it failed.
struct weibull_watch {
    double from, to;
    double log_ages;
    unsigned failures;
};
// Maximum likelihood for products under minimal repair, for windows of any length (weibull_fit_equation). For a given shape
// the best scale is known, so that one dimension is searched. Standard errors by the curvature of log L (the shape's) and of
// a Poisson count (the rate's).
struct weibull_fit {
    struct weibull w;
    double shape_error;
    double years;             // watched, of all products
    double rate, rate_error;  // failures a product-year
    unsigned failures;        // under 2: nothing but the rate is known, and the shape reads 1
};
struct weibull_fit weibull_fit(const struct weibull_watch *watches, size_t count);

#endif
