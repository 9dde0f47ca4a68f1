// SPDX-License-Identifier: GPL-3.0-or-later
// A grocery that delivers: what it is sent, what it sends, and what a family makes of it.
#ifndef MARU_MODELS_FOOD_GROCERY_H
#define MARU_MODELS_FOOD_GROCERY_H

#include "sim/engine/world.h"

extern const struct party_kind grocery_party;

// Told on the device (visit_tell), item.value: a purchase (groceries_encode). The family orders by itself, or takes an
// offer; or it bought in a supermarket, or in a corner shop: then the grocery learns nothing, and only the money moves.
extern const struct topic grocery_order, grocery_offered_order, grocery_supermarket, grocery_corner_shop;
// To the refrigerator: an offer to deliver; and goods at the door, item.value: the purchase.
extern const struct topic grocery_offer, grocery_delivery;

struct grocery_settings {
    // How families deal with this grocery.
    double customers, gap_days;
    int64_t gap_shape;
    double basket_won, basket_spread;
    double customer_accepts, stranger_accepts, benefit_scale_won, stays, prefers, answer_min,
        annoyed_unasked;
    // What it does with what it is told.
    int64_t offer_products;
    double quiet_days, coupon_won, worth_won;
    // Delivering.
    int64_t riders;
    double opens_hour, closes_hour, pick_hours, ride_min, delivery_won;
    int rests;  // enum opening_rests
    // Money.
    double margin, wage_won_hour, referral_share;
    int fee_payer;
};

// The grocery that the family would order from, by its own luck; NULL when there is none.
struct party *grocery_usual(struct world *world, uint32_t home);
// An order of the family's own accord: in parties_decide. from_offer: it followed the grocery's offer.
void grocery_be_ordered(struct world *world, struct party *grocery, uint32_t home, int64_t purchase, bool from_offer,
                        uint64_t cause);

#endif
