// SPDX-License-Identifier: GPL-3.0-or-later
// Randomised response over k categories (randomised_response_equation): the truth is told with chance p, else each other
// category with chance q, before anything leaves the home. Whatever is seen is at most e^eps times as likely under one truth
// as under another: eps-differential privacy of one report. Of n reports a share y names a category with true share f;
// y = q + f (p - q) in the mean, which is undone in randomised_response_estimate_equation. Labels without noise are
// eps = infinity.
#ifndef MARU_MODELS_METHODS_RANDOMISED_RESPONSE_MECHANISM_H
#define MARU_MODELS_METHODS_RANDOMISED_RESPONSE_MECHANISM_H

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation randomised_response_equation, randomised_response_estimate_equation,
    randomised_response_needed_equation;

struct randomised_response {
    unsigned categories;  // k >= 2
    double truth, other;  // p, q
};
// p - q is also what one report tells: somebody who wants to know which of two truths it was, and believes the report, is
// right that much more often than by guessing (true less false positives); at most tanh(eps / 2), met when k = 2
// (Kairouz, Oh & Viswanath 2015, ICML).

// epsilon > 0; INFINITY: always the truth.
struct randomised_response randomised_response_of(unsigned categories, double epsilon);
// What is reported of a truth in 0 ... k-1, from one draw.
unsigned randomised_response_report(const struct randomised_response *mechanism, unsigned truth, struct random_block luck);
// What one report adds to a category's estimated count: summed over n reports and divided by n it is f^.
double randomised_response_credit(const struct randomised_response *mechanism, unsigned reported, unsigned category);
// Variance of f^ from n independent reports, when the true share is f.
double randomised_response_variance(const struct randomised_response *mechanism, double share, double reports);
// Independent reports until f^ is within +- `margin` with the confidence of `z` standard errors (1.96: 95 %).
double randomised_response_reports_needed(const struct randomised_response *mechanism, double share, double margin,
                                          double z);

#endif
