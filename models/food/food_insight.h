// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that learns what is eaten: what the microwaves can tell it on the device, and the figures it works with.
#ifndef MARU_MODELS_FOOD_FOOD_INSIGHT_H
#define MARU_MODELS_FOOD_FOOD_INSIGHT_H

#include "models/food/food.h"
#include "sim/engine/world.h"

extern const struct party_kind food_insight_party;

// Told on the device: a meal was ruined. item.value: won it cost the family, times 2, plus 1 if the family complains to
// the maker.
extern const struct topic food_insight_ruined;

// What a report that names food j adds to the estimated count of food c, so that the sum over the reports is unbiased for
// what was really heated: the noise is undone by p and q (randomised_response.h), the recogniser's errors by the inverse of
// reported[k][j], the chance that food k is reported as j. NULL: these are left in. False: it has no inverse.
struct randomised_response;
bool food_insight_credits(const struct randomised_response *noise, double (*reported)[FOOD_CLASSES],
                          double credit[FOOD_CLASSES][FOOD_CLASSES]);

#endif
