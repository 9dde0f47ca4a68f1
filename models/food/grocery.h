// SPDX-License-Identifier: GPL-3.0-or-later
// A grocery that delivers. What families and it say to each other is in shopping.h.
#ifndef MARU_MODELS_FOOD_GROCERY_H
#define MARU_MODELS_FOOD_GROCERY_H

#include "models/food/shopping.h"

// A family orders of its own accord, at order.home, the purchase that order carries; order.topic says whether the grocery's
// offer made it do so (shopping.h). In parties_decide.
void grocery_be_ordered(struct world *world, struct party *grocery, struct item order);

#endif
