// SPDX-License-Identifier: GPL-3.0-or-later
// What a family keeps in its refrigerator, in ten products. What they cost and how fast they go are settings of the
// section `groceries`; how healthy each is counts as fixed, so that every party that speaks of health means the same.
#ifndef MARU_MODELS_FOOD_FOODSTUFF_H
#define MARU_MODELS_FOOD_FOODSTUFF_H

enum foodstuff {
    FOODSTUFF_MILK, FOODSTUFF_EGGS, FOODSTUFF_VEGETABLES, FOODSTUFF_FRUIT, FOODSTUFF_MEAT, FOODSTUFF_FISH, FOODSTUFF_TOFU,
    FOODSTUFF_READY_MEALS, FOODSTUFF_SOFT_DRINKS, FOODSTUFF_SNACKS, FOODSTUFFS
};
extern const char *const foodstuff_names[];  // "milk", ...; NULL-terminated

// From -1 (eat less of it) to 1 (eat more of it). Assumption: the order follows food-based dietary guidelines
// (vegetables, fruit and pulses first; sugared drinks and sweets last), the distances are a guess.
double foodstuff_health(enum foodstuff product);

#endif
