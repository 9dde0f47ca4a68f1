// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/randomised_response_technique.h"

#include <math.h>

#include "sim/engine/status.h"

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
