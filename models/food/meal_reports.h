// SPDX-License-Identifier: GPL-3.0-or-later
// What a microwave says of meals to the maker's desk that learns what is eaten, beside food_eaten (food.h), which it publishes
// to whoever subscribes.
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

#endif
