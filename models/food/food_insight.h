// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that learns what is eaten: the figures it works with.
#ifndef MARU_MODELS_FOOD_FOOD_INSIGHT_H
#define MARU_MODELS_FOOD_FOOD_INSIGHT_H

#include "models/food/food.h"

// What a report adds to the estimated count of each food, so that the sum over the reports is unbiased for what was really
// heated: by each food that it names, and by itself, whatever it names.
struct food_credits {
    double named[FOOD_CLASSES][FOOD_CLASSES];  // [named][food]
    double each[FOOD_CLASSES];                 // [food]; 0 where a report names one food
};
// The noise is undone by its p and q (food_noise.h), the recogniser's errors by the inverse of reported[k][j], the chance that
// food k is reported as j. NULL: these are left in. False: it has no inverse.
struct food_noise;
bool food_insight_credits(const struct food_noise *noise, double (*reported)[FOOD_CLASSES], struct food_credits *credits);

#endif
