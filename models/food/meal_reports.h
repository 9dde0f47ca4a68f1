// SPDX-License-Identifier: GPL-3.0-or-later
// What a microwave says of meals to the maker's desk that learns what is eaten, beside food_eaten and food_named (food.h), which it
// publishes to whoever subscribes.
#ifndef MARU_MODELS_FOOD_MEAL_REPORTS_H
#define MARU_MODELS_FOOD_MEAL_REPORTS_H

#include "sim/engine/world.h"

extern const struct party_kind food_insight_party;  // the desk

// Told on the device: a meal was ruined.
extern const struct topic meal_reports_ruined;
struct ruined_meal {
    int64_t won;     // it cost the family
    bool complains;  // to the maker
};
TOPICS_CARRY(ruined_meal, struct ruined_meal, &meal_reports_ruined);

// Something was eaten in the home that goes by this name (pseudonym_mechanism.h). The receiver is to know it by that alone.
extern const struct topic meal_reports_pseudonymous;
struct pseudonymous_meal {
    uint64_t name;
    uint8_t food;  // enum food_class
};
TOPICS_CARRY(pseudonymous_meal, struct pseudonymous_meal, &meal_reports_pseudonymous);

#endif
