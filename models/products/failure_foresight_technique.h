// SPDX-License-Identifier: GPL-3.0-or-later
// What a twin foresees: the chance that its product fails within the next month, by the hazard at the age that its wear meter
// reads (failure_foresight_equation). The law is fitted to what all twins have seen so far; until that tells a shape, every
// product has the mean chance. Held against what then happened it is scored beside that mean chance
// (failure_foresight_scores_equation).
#ifndef MARU_MODELS_PRODUCTS_FAILURE_FORESIGHT_TECHNIQUE_H
#define MARU_MODELS_PRODUCTS_FAILURE_FORESIGHT_TECHNIQUE_H

#include <stdbool.h>

#include "models/methods/weibull_law.h"
#include "sim/engine/technique.h"

extern const struct equation failure_foresight_equation, failure_foresight_scores_equation;
extern const struct technique failure_foresight_technique;

// What a status says of the product's life: years by its wear meter, and faults so far.
struct life_reading {
    double wear_years;
    unsigned faults;
};
// Takes a further reading into what was seen of the product since its first one, at which `from` stands.
void failure_foresight_see(struct weibull_watch *seen, const struct life_reading *before,
                           const struct life_reading *now);

// A version: what is foreseen of a product whose meter reads so, and goes on by so many years of wear until the month is over.
struct failure_foresight {
    struct weibull law;
    double rate;      // failures a year of wear
    bool by_age;      // false: too few failures to tell a shape
};
enum { FORESIGHT_FAILURES_LEAST = 10 };
struct failure_foresight failure_foresight_fit(const struct weibull_watch *seen, size_t count);
double failure_foresight_chance(const struct failure_foresight *version, double wear_years, double further_years);
double failure_foresight_base(const struct failure_foresight *version, double further_years);

// Scores of a chance against what happened: less is better.
double failure_foresight_brier(double chance, bool failed);
double failure_foresight_log(double chance, bool failed);

#endif
