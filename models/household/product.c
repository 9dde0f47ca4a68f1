// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/household/product.h"

#include <stddef.h>

const char *const product_names[] = {"milk", "eggs",        "vegetables",  "fruit",  "meat", "fish",
                                     "tofu", "ready_meals", "soft_drinks", "snacks", NULL};

double product_health(enum product product) {
    static const double health[PRODUCTS] = {
        [PRODUCT_MILK] = 0.4,    [PRODUCT_EGGS] = 0.4,         [PRODUCT_VEGETABLES] = 1,
        [PRODUCT_FRUIT] = 0.8,   [PRODUCT_MEAT] = 0,           [PRODUCT_FISH] = 0.6,
        [PRODUCT_TOFU] = 0.8,    [PRODUCT_READY_MEALS] = -0.4, [PRODUCT_SOFT_DRINKS] = -0.9,
        [PRODUCT_SNACKS] = -0.8,
    };
    return health[product];
}
