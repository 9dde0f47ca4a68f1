// SPDX-License-Identifier: GPL-3.0-or-later
// What a family's app of the diet service and the service itself say to each other, and on which terms.
#ifndef MARU_MODELS_FOOD_DIET_SERVICE_H
#define MARU_MODELS_FOOD_DIET_SERVICE_H

#include "sim/engine/world.h"

extern const struct appliance_kind diet_app_appliance;
extern const struct party_kind diet_seller_party;

// ---- To the service ---------------------------------------------------------------------------------------------------

extern const struct topic diet_service_profile;       // item.value: members of the household
extern const struct topic diet_service_order;         // of a plan; cause: the offer, if it follows one
extern const struct topic diet_service_cancellation;  // of the plan
// Told on the device: an offer was unwanted.
extern const struct topic diet_service_unwanted;
struct unwanted_offer {
    bool noticed;  // that it knows what the family never told; else it annoyed
    bool leaves;   // the service, for good
};
TOPICS_CARRY(unwanted_offer, struct unwanted_offer, &diet_service_unwanted);

// ---- To the app -------------------------------------------------------------------------------------------------------

// An offer of supplements; whether it rests on data of the home that nobody there gave.
extern const struct topic diet_service_offer;
TOPICS_CARRY(offer_is_unasked, bool, &diet_service_offer);
// Advice on meals; how uncertain it is: the variance of what is believed of the family's diet.
extern const struct topic diet_service_advice;
TOPICS_CARRY(advice_variance, double, &diet_service_advice);

// ---- Terms ------------------------------------------------------------------------------------------------------------

// The seller's state begins with them: the first two from prepare() on.
struct diet_terms {
    double plan_won;      // price of a plan, a month
    uint16_t order_flow;  // of what families themselves order
    bool *has_plan;       // [homes], as a family can see from its bills
};
// The scenario's first seller, or NULL.
struct party *diet_service_seller(struct world *world);
const struct diet_terms *diet_service_terms(const struct party *seller);
// The home's process that is the app; UINT16_MAX: it has none.
uint16_t diet_service_app(const struct world *world, uint32_t home);

#endif
