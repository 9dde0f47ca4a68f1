// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/randomised_response_mechanism.h"

#include <math.h>

#include "sim/engine/status.h"

const struct equation randomised_response_equation = {
    "noise on a report",
    "the truth is told with p = 1 / (1 + (k - 1) e^-epsilon), each other category with q = e^-epsilon p; a "
    "report tells p - q",
    "k categories; epsilon infinite where nothing is noised: p 1, q 0; p - q: how much more often than by "
    "guessing the truth is told from another",
    "Warner 1965 (JASA 60:63); p - q: Kairouz, Oh & Viswanath 2015 (ICML)"};
const struct equation randomised_response_estimate_equation = {
    "noise, undone in the mean",
    "f^ = (y - q) / (p - q); a report that names j adds ((j = c) - q) / (p - q) to the count of c",
    "y share of reports that name a category, f^ its estimated true share; p and q of the noise",
    "Wang et al. 2017 (USENIX Security)"};
const struct equation randomised_response_needed_equation = {
    "reports needed, were each of another home",
    "n = z^2 y (1 - y) / ((p - q)^2 margin^2), y = q + f (p - q)",
    "f share that is estimated; z = 1.96 standard errors, 95 of 100; margin 0.01; p and q of the noise",
    "variance of f^: Wang et al. 2017 (USENIX Security)"};

struct randomised_response randomised_response_of(unsigned categories, double epsilon) {
    PROMISE(categories >= 2 && epsilon > 0, "noise needs two categories and an epsilon above 0");
    double falsehood = exp(-epsilon);  // of one other category, against the truth
    double sum = 1 + (categories - 1) * falsehood;
    return (struct randomised_response){categories, 1 / sum, falsehood / sum};
}

unsigned randomised_response_report(const struct randomised_response *mechanism, unsigned truth,
                                    struct random_block luck) {
    if (random_chance(luck.word[0], mechanism->truth)) return truth;
    unsigned other = random_below((uint32_t)luck.word[1], mechanism->categories - 1);
    return other + (other >= truth);
}

double randomised_response_credit(const struct randomised_response *mechanism, unsigned reported,
                                  unsigned category) {
    return ((reported == category) - mechanism->other) / (mechanism->truth - mechanism->other);
}

double randomised_response_variance(const struct randomised_response *mechanism, double share,
                                    double reports) {
    double signal = mechanism->truth - mechanism->other;
    double named = mechanism->other + share * signal;
    return named * (1 - named) / (reports * signal * signal);
}

double randomised_response_reports_needed(const struct randomised_response *mechanism, double share,
                                          double margin, double z) {
    return z * z * randomised_response_variance(mechanism, share, 1) / (margin * margin);
}
