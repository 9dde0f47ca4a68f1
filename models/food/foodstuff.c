// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/foodstuff.h"

#include <stddef.h>

const char *const foodstuff_names[] = {"milk", "eggs",        "vegetables",  "fruit",  "meat", "fish",
                                       "tofu", "ready_meals", "soft_drinks", "snacks", NULL};

double foodstuff_health(enum foodstuff product) {
    static const double health[FOODSTUFFS] = {
        [FOODSTUFF_MILK] = 0.4,    [FOODSTUFF_EGGS] = 0.4,         [FOODSTUFF_VEGETABLES] = 1,
        [FOODSTUFF_FRUIT] = 0.8,   [FOODSTUFF_MEAT] = 0,           [FOODSTUFF_FISH] = 0.6,
        [FOODSTUFF_TOFU] = 0.8,    [FOODSTUFF_READY_MEALS] = -0.4, [FOODSTUFF_SOFT_DRINKS] = -0.9,
        [FOODSTUFF_SNACKS] = -0.8,
    };
    return health[product];
}
