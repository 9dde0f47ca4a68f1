// SPDX-License-Identifier: GPL-3.0-or-later
// What a family with a refrigerator and a shop say to each other, and on which terms.
#ifndef MARU_MODELS_FOOD_SHOPPING_H
#define MARU_MODELS_FOOD_SHOPPING_H

#include "models/food/groceries.h"
#include "models/methods/customer_base_law.h"
#include "sim/engine/world.h"

extern const struct party_kind grocery_party;  // who delivers

// Told on the device (visit_tell): what the family orders by itself, or taking an offer; or bought in a supermarket, or in a
// corner shop: then the shop learns nothing, and only the money moves. item.process takes what is ordered in; UINT16_MAX:
// nobody does.
extern const struct topic shopping_order, shopping_offered_order, shopping_supermarket, shopping_corner_shop;
// To the refrigerator: the goods at the door.
extern const struct topic shopping_delivery;
TOPICS_CARRY(purchase, struct purchase, &shopping_order, &shopping_offered_order, &shopping_supermarket,
             &shopping_corner_shop, &shopping_delivery);
// To the refrigerator, empty: an offer to deliver.
extern const struct topic shopping_offer;

// How families deal with a shop that delivers, as the scenario says it of the shop. Its party's state begins with them,
// filled in in prepare().
struct shopping_terms {
    double customers;  // who orders now and then when the scenario starts
    struct customer_base newcomers, settled;  // how often, in days, and how long, who comes later, and they
    int64_t gap_shape;
    double basket_won, basket_spread;
    double customer_accepts, stranger_accepts, benefit_scale_won;  // the odds of ordering, or taking an offer (groceries.h)
    double prefers;              // prompted by the family's own app
    double answer_min;
    double coupon_won, delivery_won, usual_delivery_won;
};
const struct shopping_terms *shopping_terms_of(const struct world *world, uint16_t shop);
// The shop that the family would order from, by its own luck; NULL when there is none. Borrowed.
struct party *shopping_usual(struct world *world, uint32_t home);

#endif
