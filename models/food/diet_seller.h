// SPDX-License-Identifier: GPL-3.0-or-later
// The diet service: how it does its trials.
#ifndef MARU_MODELS_FOOD_DIET_SELLER_H
#define MARU_MODELS_FOOD_DIET_SELLER_H

#include "models/food/diet_service.h"

#define DIET_SELLER_PURPOSE "diet_advice"
#define DIET_SELLER_OWN_ORDER "own_order"

// Whether the family was drawn to be never offered anything: by its own lot, for good.
bool diet_seller_holds_out(const struct world *world, const struct party *seller, uint32_t home);

#endif
