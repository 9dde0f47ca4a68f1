// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/shopping.h"

#include "sim/engine/luck.h"

const struct topic shopping_order = {"grocery order"};
const struct topic shopping_offered_order = {"grocery order after an offer"};
const struct topic shopping_supermarket = {"bought in a supermarket"};
const struct topic shopping_corner_shop = {"bought in a corner shop"};
const struct topic shopping_delivery = {"grocery delivery"};
const struct topic shopping_offer = {"grocery offer"};

const struct shopping_terms *shopping_terms_of(const struct world *world, uint16_t shop) {
    PROMISE(world->parties[shop].kind == &grocery_party, "terms are asked of a grocery");
    return world->parties[shop].state;
}

struct party *shopping_usual(struct world *world, uint32_t home) {
    return luck_choose_party(world, &grocery_party, home, "grocery.usual", 0, NULL);
}
