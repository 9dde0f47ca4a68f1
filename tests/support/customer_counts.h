// SPDX-License-Identifier: GPL-3.0-or-later
// How many purchases customers that differ and die make (customer_base_law.h), in closed form (customer_base_counts_equation):
// what is expected of who was a customer at 0 and of whom nothing else is known, mean and variance by the series of the chances,
// and comparison with what was counted, within three standard errors.
#ifndef MARU_TESTS_SUPPORT_CUSTOMER_COUNTS_H
#define MARU_TESTS_SUPPORT_CUSTOMER_COUNTS_H

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_hyperg.h>
#include <math.h>
#include <stdbool.h>

#include "models/methods/customer_base_law.h"
#include "tests/support/check.h"

enum { CUSTOMER_COUNTS_MOST = 2000 };

static inline double customer_counts_elapsed(struct customer_base base, double t) {
    return t / (base.alpha + t);
}

// Negative binomial: x purchases in a time in which nobody drops out.
static inline double customer_counts_undying(struct customer_base base, unsigned x, double t) {
    double z = customer_counts_elapsed(base, t);
    return exp(gsl_sf_lngamma(base.r + x) - gsl_sf_lngamma(base.r) - gsl_sf_lngamma(x + 1.0) + base.r * log1p(-z) + x * log(z));
}

// P(X(t) = x).
static inline double customer_counts_chance(struct customer_base base, unsigned x, double t) {
    double all = gsl_sf_lnbeta(base.a, base.b), rest = 1;
    double active = exp(gsl_sf_lnbeta(base.a, base.b + x) - all) * customer_counts_undying(base, x, t);
    for (unsigned i = 0; i < x; i++) rest -= customer_counts_undying(base, i, t);
    return x ? active + exp(gsl_sf_lnbeta(base.a + 1, base.b + x - 1) - all) * rest : active;
}

// E[X(t)], a not 1.
static inline double customer_counts_mean(struct customer_base base, double t) {
    double z = customer_counts_elapsed(base, t), sum = base.a + base.b;
    return (sum - 1) / (base.a - 1) * (1 - pow(1 - z, base.r) * gsl_sf_hyperg_2F1(base.r, base.b, sum - 1, z));
}

// P(active at t).
static inline double customer_counts_active(struct customer_base base, double t) {
    double z = customer_counts_elapsed(base, t);
    return pow(1 - z, base.r) * gsl_sf_hyperg_2F1(base.r, base.b, base.a + base.b, z);
}

// P(active at `now`) of who bought x times until then, last at `last`, from 0.
static inline double customer_counts_active_after(struct customer_base base, unsigned x, double last, double now) {
    if (x == 0) return 1;
    double silence = pow((base.alpha + now) / (base.alpha + last), base.r + x);
    return 1 / (1 + base.a / (base.b + x - 1) * silence);
}

struct customer_counts {
    double sum;                     // of the chances: 1 but for what is beyond the last
    double mean, variance, fourth;  // the last two about the mean
};

static inline struct customer_counts customer_counts_of(struct customer_base base, double t) {
    static double chance[CUSTOMER_COUNTS_MOST];
    struct customer_counts m = {0};
    for (unsigned x = 0; x < CUSTOMER_COUNTS_MOST; x++) {
        chance[x] = customer_counts_chance(base, x, t);
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
