// SPDX-License-Identifier: GPL-3.0-or-later
// The diet service: what it can be told.
#ifndef MARU_MODELS_FOOD_DIET_SELLER_H
#define MARU_MODELS_FOOD_DIET_SELLER_H

#include "sim/engine/world.h"

extern const struct party_kind diet_seller_party;

extern const struct topic diet_seller_profile;       // item.value: members of the household
extern const struct topic diet_seller_order;         // of a plan; cause: the offer, if it follows one
extern const struct topic diet_seller_cancellation;  // of the plan
// Told on the device: an offer was unwanted. item.value: a sum of the bits below.
extern const struct topic diet_seller_unwanted;
enum { DIET_SELLER_NOTICED = 1, DIET_SELLER_LEFT = 2 };

#define DIET_SELLER_PURPOSE "diet_advice"
#define DIET_SELLER_OWN_ORDER "own_order"

// The first one of the scenario, or NULL.
struct party *diet_seller_find(struct world *world);
// The flow of what families themselves order. In prepare().
uint16_t diet_seller_order_flow(struct world *world, const struct party *seller);
// Whether the family has a plan, as it can see from its bills.
bool diet_seller_bills(const struct party *seller, uint32_t home);
// Whether the family was drawn to be never offered anything: by its own lot, for good.
bool diet_seller_holds_out(const struct world *world, const struct party *seller, uint32_t home);
double diet_seller_price_won(const struct party *seller);  // of a plan, a month

#endif
