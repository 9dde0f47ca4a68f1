// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/unary_encoding_mechanism.h"

#include <math.h>

#include "sim/engine/status.h"

const struct equation unary_encoding_equation = {
    "noise on a report, category by category",
    "the true category is named with p = 1 / 2, each other one with q = 1 / (e^epsilon + 1), each by itself; "
    "a report tells p - q",
    "better than one noised label of k, for rare categories, where k > 3 e^epsilon + 2; of 7 foods below an "
    "epsilon of ln(5 / 3) = 0.511",
    "optimised unary encoding, Wang et al. 2017 (USENIX Security)"};
const struct equation unary_encoding_estimate_equation = {
    "noise category by category, undone in the mean",
    "f^ = (y - q) / (p - q); Var f^ = y (1 - y) / (n (p - q)^2), of a rare category 4 e^epsilon / (n "
    "(e^epsilon - 1)^2)",
    "y share of the n reports that name a category, f^ its estimated true share; p, q of the noise",
    "Wang et al. 2017 (USENIX Security)"};

struct unary_encoding unary_encoding_of(unsigned categories, double epsilon) {
    PROMISE(categories >= 2 && categories <= 32, "a report names some of 2 to 32 categories");
    PROMISE(epsilon > 0 && isfinite(epsilon), "noise has an epsilon above 0");
    return (struct unary_encoding){categories, 0.5, 1 / (exp(epsilon) + 1)};
}

uint32_t unary_encoding_report(const struct unary_encoding *mechanism, unsigned truth,
                               struct random_sequence *luck) {
    uint32_t named = 0;
    for (unsigned i = 0; i < mechanism->categories; i++)
        if (random_chance(random_next(luck).word[0], i == truth ? mechanism->truth : mechanism->other))
            named |= UINT32_C(1) << i;
    return named;
}

double unary_encoding_credit(const struct unary_encoding *mechanism, uint32_t named, unsigned category) {
    return ((named >> category & 1) - mechanism->other) / (mechanism->truth - mechanism->other);
}

double unary_encoding_variance(const struct unary_encoding *mechanism, double share, double reports) {
    double signal = mechanism->truth - mechanism->other;
    double named = mechanism->other + share * signal;
    return named * (1 - named) / (reports * signal * signal);
}

double unary_encoding_reports_needed(const struct unary_encoding *mechanism, double share, double margin,
                                     double z) {
    return z * z * unary_encoding_variance(mechanism, share, 1) / (margin * margin);
}

bool unary_encoding_is_better(unsigned categories, double epsilon) {
    return categories > 3 * exp(epsilon) + 2;
}
