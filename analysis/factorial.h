// SPDX-License-Identifier: GPL-3.0-or-later
// What several switches do together. Every combination of k switches is a policy: 2^k, in the order in which bit j of the
// policy's number says whether switch j is on. Of a value v that each combination S has,
//   d(S) = sum over T within S of (-1)^(|S| - |T|) v(T)
// is what S makes that no smaller combination makes (Harsanyi 1963, International Economic Review 4:194, calls it the
// dividend of the coalition S; in the design of experiments it is the interaction of the switches against all off). The
// dividends of all combinations within S add up to v(S) - v(none), so nothing is counted twice.
#ifndef MARU_ANALYSIS_FACTORIAL_H
#define MARU_ANALYSIS_FACTORIAL_H

#include <stdio.h>

#include "analysis/comparison.h"

enum { FACTORIAL_MOST_FACTORS = 6 };

// A measure as the table of means calls it, without its unit: "money: hanbit", "refrigerator: lack".
struct factorial_term {
    const char *measure;
    double weight;
    const char *where;  // it is asked for, "FILE:LINE", for messages; NULL: nobody knows
};

// A value that is looked at: the sum of weight x measure.
struct factorial_sum {
    const char *name;
    const struct factorial_term *terms;
    size_t term_count;
};

// All borrowed.
struct factorial {
    const char *const *factors;
    size_t factor_count;  // 1 to FACTORIAL_MOST_FACTORS
    const struct factorial_sum *sums;
    size_t sum_count;
};

// False and a fault when a term's measure is in no run, or the policies are not 2^k.
bool factorial_check(const struct factorial *factorial, const struct comparison *comparison, struct fault *fault);
// A table with a row per combination, and in sentences what all switches together make that no part makes.
void factorial_print(const struct factorial *factorial, const struct comparison *comparison, FILE *out);

// values[2^k] -> dividends, in place.
void factorial_dividends(double *values, size_t factor_count);

#endif
