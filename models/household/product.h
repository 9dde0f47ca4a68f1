// SPDX-License-Identifier: GPL-3.0-or-later
// What a family keeps in its refrigerator, in ten products. What they cost and how fast they go are settings of the
// section `groceries`; how healthy each is counts as fixed, so that every party that speaks of health means the same.
#ifndef MARU_MODELS_HOUSEHOLD_PRODUCT_H
#define MARU_MODELS_HOUSEHOLD_PRODUCT_H

enum product {
    PRODUCT_MILK, PRODUCT_EGGS, PRODUCT_VEGETABLES, PRODUCT_FRUIT, PRODUCT_MEAT, PRODUCT_FISH, PRODUCT_TOFU,
    PRODUCT_READY_MEALS, PRODUCT_SOFT_DRINKS, PRODUCT_SNACKS, PRODUCTS
};
extern const char *const product_names[];  // "milk", ...; NULL-terminated

// From -1 (eat less of it) to 1 (eat more of it). Assumption: the order follows food-based dietary guidelines
// (vegetables, fruit and pulses first; sugared drinks and sweets last), the distances are a guess.
double product_health(enum product product);

#endif
