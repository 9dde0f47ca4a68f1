// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/geometric_mechanism.h"

#include <math.h>

#include "models/methods/exact_chance.h"
#include "sim/engine/status.h"

const struct equation geometric_equation = {
    "noise on a number",
    "told = min(max(x, 0), range) + N, P(N = n) = (1 - a) / (1 + a) a^|n|, a = e^(-epsilon / range)",
    "x and range in whole units; it tells its two ends apart by 1 - a^(range / 2), of an odd range 1 - 2 "
    "a^((range + 1) / 2) / (1 + a)",
    "two-sided geometric mechanism, Ghosh, Roughgarden & Sundararajan 2009 (STOC), not read; drawn exactly: "
    "Canonne, Kamath & Steinke 2020 (NeurIPS, algorithm 2), since floating point would tell: Mironov 2012 "
    "(CCS), not read"};
const struct equation geometric_estimate_equation = {
    "noise on a number, in sums", "E N = 0; Var N = 2 a / (1 - a)^2; E |N| = 2 a / (1 - a^2)",
    "a of the noise: a sum of n told numbers is unbiased but for what was cut off, with variance n Var N; "
    "in fine units Laplace's: range / epsilon and sqrt 2 range / epsilon",
    "moments of a geometric law"};

static const double part = 0x1p-20;

struct geometric geometric_of(double epsilon, uint64_t range) {
    PROMISE(epsilon >= part && epsilon <= 1 / part, "noise has an epsilon");
    PROMISE(range >= 1 && range <= UINT64_C(1) << 40, "noise hides a range");
    return (struct geometric){range, (uint64_t)(epsilon / part)};
}

double geometric_epsilon(const struct geometric *mechanism) {
    return (double)mechanism->parts * part;
}

// log a, of one unit.
static double log_ratio(const struct geometric *mechanism) {
    return -geometric_epsilon(mechanism) / (double)mechanism->range;
}

// The size of a number of P(n) proportional to a^n, from one proportional to a^(n / parts).
static uint64_t size_drawn(struct random_sequence *luck, exact_whole below, uint64_t parts) {
    exact_whole rest;
    do rest = exact_chance_below(luck, below);
    while (!exact_chance_exp(luck, rest, below));
    exact_whole size = rest;
    while (exact_chance_exp(luck, 1, 1)) size += below;
    return (uint64_t)(size / parts);
}

int64_t geometric_noise(const struct geometric *mechanism, struct random_sequence *luck) {
    exact_whole below = (exact_whole)mechanism->range << 20;
    for (;;) {
        uint64_t size = size_drawn(luck, below, mechanism->parts);
        bool negative = exact_chance_ratio(luck, 1, 2);
        if (negative && size == 0) continue;  // else 0 came twice as often
        return negative ? -(int64_t)size : (int64_t)size;
    }
}

int64_t geometric_tell(const struct geometric *mechanism, int64_t truth, struct random_sequence *luck) {
    int64_t range = (int64_t)mechanism->range, cut = truth < 0 ? 0 : truth > range ? range : truth;
    return cut + geometric_noise(mechanism, luck);
}

double geometric_variance(const struct geometric *mechanism) {
    double unit = log_ratio(mechanism), rest = -expm1(unit);
    return 2 * exp(unit) / (rest * rest);
}

double geometric_mean_size(const struct geometric *mechanism) {
    double unit = log_ratio(mechanism);
    return 2 * exp(unit) / -expm1(2 * unit);
}

double geometric_tells(const struct geometric *mechanism) {
    const int64_t half_range = mechanism->range / 2;
    double unit = log_ratio(mechanism), half = (double)half_range;
    if (mechanism->range % 2 == 0) return -expm1(unit * half);
    return 1 - 2 * exp(unit * (half + 1)) / (1 + exp(unit));
}
