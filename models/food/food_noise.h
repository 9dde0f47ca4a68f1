// SPDX-License-Identifier: GPL-3.0-or-later
// How a food that was recognised is noised before it is reported: as one label that may be false (randomised response), or food
// by food (unary encoding), which is better for little epsilon: of 7 foods where 7 > 3 e^epsilon + 2, below 0.511.
#ifndef MARU_MODELS_FOOD_FOOD_NOISE_H
#define MARU_MODELS_FOOD_FOOD_NOISE_H

#include "models/food/food.h"
#include "models/methods/randomised_response_mechanism.h"
#include "models/methods/unary_encoding_mechanism.h"

struct food_noise {
    bool unary;
    struct randomised_response label;  // where it is not
    struct unary_encoding each;        // where it is
};

// epsilon INFINITY: none, and one label.
struct food_noise food_noise_of(bool unary, double epsilon);
// The foods that are named, as bits.
uint32_t food_noise_report(const struct food_noise *noise, enum food_class food, struct random_sequence *luck);
// How much more often than by guessing one report tells one food from another.
double food_noise_tells(const struct food_noise *noise);
// Reports of homes of their own until the share is within +- margin, by z standard errors.
double food_noise_reports_needed(const struct food_noise *noise, double share, double margin, double z);

#endif
