// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/spot_check_law.h"

#include <math.h>

const struct equation spot_check_equation = {
    "who fails a spot check",
    "fails if fewer than l of m checks agree: P = sum_(j < l) C(m, j) t^j (1 - t)^(m - j); honest t = a p + "
    "(1 - a) q, by chance t = (p + (k - 1) q) / k",
    "p, q chances that the noise names what is true, and what is not (none: 1, 0); a chance that what is "
    "known from elsewhere is right; k categories; checks independent",
    "binomial tails: one errs by false alarms, the other by what goes unnoticed; derived here"};

double spot_check_agrees(double named, double other, double reads) {
    return reads * named + (1 - reads) * other;
}

double spot_check_agrees_by_chance(double named, double other, unsigned categories) {
    return (named + (categories - 1) * other) / categories;
}

// From each term to the next, so that no factorial overflows.
double spot_check_fails(unsigned checks, unsigned least, double agrees) {
    if (agrees >= 1) return least > checks;
    double term = pow(1 - agrees, checks), sum = 0;
    for (unsigned j = 0; j < least && j <= checks; j++) {
        sum += term;
        term *= (double)(checks - j) / (j + 1) * agrees / (1 - agrees);
    }
    return fmin(sum, 1);
}
