// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that learns what is eaten: the figures it works with.
#ifndef MARU_MODELS_FOOD_FOOD_INSIGHT_H
#define MARU_MODELS_FOOD_FOOD_INSIGHT_H

#include "models/food/food.h"

// What a report that names food j adds to the estimated count of food c, so that the sum over the reports is unbiased for
// what was really heated: the noise is undone by p and q (randomised_response.h), the recogniser's errors by the inverse of
// reported[k][j], the chance that food k is reported as j. NULL: these are left in. False: it has no inverse.
struct randomised_response;
bool food_insight_credits(const struct randomised_response *noise, double (*reported)[FOOD_CLASSES],
                          double credit[FOOD_CLASSES][FOOD_CLASSES]);

#endif
