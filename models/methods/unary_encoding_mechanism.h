// SPDX-License-Identifier: GPL-3.0-or-later
// Optimised unary encoding of one of k categories (unary_encoding_equation): each category is named or not, by a chance of its
// own, before anything leaves the home; a report names some of them, or none. eps-differentially private. Its variance does not
// grow with k, so that it is better than randomised response where there are many categories for little epsilon
// (unary_encoding_is_better).
#ifndef MARU_MODELS_METHODS_UNARY_ENCODING_MECHANISM_H
#define MARU_MODELS_METHODS_UNARY_ENCODING_MECHANISM_H

#include <stdbool.h>

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation unary_encoding_equation, unary_encoding_estimate_equation;

struct unary_encoding {
    unsigned categories;  // k, 2 to 32
    double truth, other;  // p, q: chances that the true category, and each other one, is named
};
// p - q is also what one report tells: of two categories, which it was, more often than by guessing; half of tanh(eps / 2).

struct unary_encoding unary_encoding_of(unsigned categories, double epsilon);  // 0 < epsilon < infinity
// The categories that are named, as bits.
uint32_t unary_encoding_report(const struct unary_encoding *mechanism, unsigned truth, struct random_sequence *luck);
// What a report adds to a category's estimated count.
double unary_encoding_credit(const struct unary_encoding *mechanism, uint32_t named, unsigned category);
// Variance of the estimated share from n independent reports, when the true one is f.
double unary_encoding_variance(const struct unary_encoding *mechanism, double share, double reports);
double unary_encoding_reports_needed(const struct unary_encoding *mechanism, double share, double margin, double z);
// Of a rare category, than randomised response over as many.
bool unary_encoding_is_better(unsigned categories, double epsilon);

#endif
