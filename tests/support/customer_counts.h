// SPDX-License-Identifier: GPL-3.0-or-later
// How many purchases customers that differ and die make (customer_base_technique.h): mean and variance by the series of their
// chances, and comparison with what was counted, within three standard errors.
#ifndef MARU_TESTS_SUPPORT_CUSTOMER_COUNTS_H
#define MARU_TESTS_SUPPORT_CUSTOMER_COUNTS_H

#include <stdbool.h>

#include "models/methods/customer_base_technique.h"
#include "tests/support/check.h"

enum { CUSTOMER_COUNTS_MOST = 2000 };

struct customer_counts {
    double sum;                     // of the chances: 1 but for what is beyond the last
    double mean, variance, fourth;  // the last two about the mean
};

static inline struct customer_counts customer_counts_of(struct customer_base base, double t) {
    static double chance[CUSTOMER_COUNTS_MOST];
    struct customer_counts m = {0};
    for (unsigned x = 0; x < CUSTOMER_COUNTS_MOST; x++) {
        chance[x] = customer_base_chance(base, x, t);
        m.sum += chance[x];
        m.mean += x * chance[x];
    }
    for (unsigned x = 0; x < CUSTOMER_COUNTS_MOST; x++) {
        double off = (x - m.mean) * (x - m.mean);
        m.variance += off * chance[x];
        m.fourth += off * off * chance[x];
    }
    return m;
}

// Of the variance of n counts.
static inline double customer_counts_variance_error(const struct customer_counts *m, double n) {
    return sqrt((m->fourth - m->variance * m->variance) / n);
}

static inline void customer_counts_within(const char *what, double seen, double expected, double error) {
    print_message("%s: %.5g, expected %.5g, standard error %.2g\n", what, seen, expected, error);
    assert_true(error > 0 && fabs(seen - expected) <= 3 * error);
}

static inline void customer_counts_share(const char *what, double count, double of, double expected) {
    customer_counts_within(what, count / of, expected, sqrt(expected * (1 - expected) / of));
}

#endif
