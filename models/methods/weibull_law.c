// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/weibull_law.h"

#include <math.h>

const struct equation weibull_equation = {
    "life of a product", "P(works at age t) = exp(-(t / scale)^shape), scale = mean / Gamma(1 + 1 / shape)",
    "t years of wear; shape and mean are settings: of product_health shape and life_years, of a retailer "
    "life_shape and life_years",
    "Weibull 1951 (J. Appl. Mech. 18:293)"};
const struct equation weibull_failures_equation = {
    "next failure of a repaired product", "t' = scale ((t / scale)^shape + E)^(1 / shape)",
    "t years of wear when it was repaired or begun, t' when it fails next; scale by the law of lives; E "
    "exponential with mean 1",
    "minimal repair, Barlow & Hunter 1960 (Oper. Res. 8:90); power law process, Crow 1974"};
const struct equation weibull_fit_equation = {
    "law of lives, estimated",
    "log L = N ln(shape) + (shape - 1) sum ln(t) + N ln(N / A), the most over shape in 0.2 to 8; scale = (A "
    "/ N)^(1 / shape); mean life = scale Gamma(1 + 1 / shape); error of shape = (-d2 log L / d "
    "shape2)^(-1/2)",
    "N faults at ages t, years of wear; A = sum over watches of to^shape - from^shape; the curvature over "
    "steps of 2 % of shape; nothing is said with fewer than 2 faults",
    "maximum likelihood of a power law process, Crow 1974; golden section search, Kiefer 1953"};

struct weibull weibull_of_mean(double shape, double mean) {
    return (struct weibull){shape, mean / tgamma(1 + 1 / shape)};
}

double weibull_mean(struct weibull w) {
    return w.scale * tgamma(1 + 1 / w.shape);
}

double weibull_failures(struct weibull w, double age) {
    return pow(age / w.scale, w.shape);
}

double weibull_survival(struct weibull w, double age, double later) {
    return exp(weibull_failures(w, age) - weibull_failures(w, later));
}

double weibull_next(struct weibull w, double age, double exponential) {
    return w.scale * pow(weibull_failures(w, age) + exponential, 1 / w.shape);
}

// ---- Maximum likelihood ----------------------------------------------------------------------------------

struct sums {
    double failures, log_ages, years;
};

// Sum over the products of to^shape - from^shape: the failures to expect for scale 1.
static double exposure(const struct weibull_watch *watches, size_t count, double shape) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += pow(watches[i].to, shape) - pow(watches[i].from, shape);
    return sum;
}

// log L at the best scale for this shape, without what does not depend on it.
static double log_likelihood(const struct weibull_watch *watches, size_t count, const struct sums *sums,
                             double shape) {
    return sums->failures * log(shape) + (shape - 1) * sums->log_ages +
           sums->failures * log(sums->failures / exposure(watches, count, shape));
}

// The summit of a function with one (golden section search; Kiefer 1953).
static double best_shape(const struct weibull_watch *watches, size_t count, const struct sums *sums) {
    enum { STEPS = 40 };
    const double golden = 0.6180339887498949;
    double low = 0.2, high = 8;
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double at_a = log_likelihood(watches, count, sums, a), at_b = log_likelihood(watches, count, sums, b);
    for (int step = 0; step < STEPS; step++) {
        if (at_a > at_b) {
            high = b, b = a, at_b = at_a;
            a = high - golden * (high - low);
            at_a = log_likelihood(watches, count, sums, a);
        } else {
            low = a, a = b, at_a = at_b;
            b = low + golden * (high - low);
            at_b = log_likelihood(watches, count, sums, b);
        }
    }
    return (low + high) / 2;
}

static double shape_error(const struct weibull_watch *watches, size_t count, const struct sums *sums,
                          double shape) {
    double h = 0.02 * shape;
    double curvature =
        (log_likelihood(watches, count, sums, shape + h) - 2 * log_likelihood(watches, count, sums, shape) +
         log_likelihood(watches, count, sums, shape - h)) /
        (h * h);
    return curvature < 0 ? 1 / sqrt(-curvature) : INFINITY;
}

struct weibull_fit weibull_fit(const struct weibull_watch *watches, size_t count) {
    struct sums sums = {0};
    for (size_t i = 0; i < count; i++) {
        sums.failures += watches[i].failures;
        sums.log_ages += watches[i].log_ages;
        sums.years += watches[i].to - watches[i].from;
    }
    struct weibull_fit fit = {.w = {1, INFINITY},
                              .shape_error = INFINITY,
                              .years = sums.years,
                              .failures = (unsigned)sums.failures};
    if (sums.years <= 0) return fit;
    fit.rate = sums.failures / sums.years;
    fit.rate_error = sqrt(sums.failures) / sums.years;
    if (fit.failures > 0) fit.w.scale = 1 / fit.rate;
    if (fit.failures < 2) return fit;
    fit.w.shape = best_shape(watches, count, &sums);
    fit.w.scale = pow(exposure(watches, count, fit.w.shape) / sums.failures, 1 / fit.w.shape);
    fit.shape_error = shape_error(watches, count, &sums, fit.w.shape);
    return fit;
}
