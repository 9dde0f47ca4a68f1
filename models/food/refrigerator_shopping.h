// SPDX-License-Identifier: GPL-3.0-or-later
// How a family fills its refrigerator. It shops once a week from what it remembers, from a look, or from the app; runs to a
// corner shop when something was missing; orders from a grocery now and then, or because that offered to deliver; and, told
// in time by the app, buys before it misses anything.
#ifndef MARU_MODELS_FOOD_REFRIGERATOR_SHOPPING_H
#define MARU_MODELS_FOOD_REFRIGERATOR_SHOPPING_H

#include "models/food/refrigerator_parts.h"

extern const struct welfare_source refrigerator_trips_worth, refrigerator_offers_worth;

// At installation: the shop it would order from, whether it is a customer there, and when it orders next.
void refrigerator_become_customer(struct visit *visit, struct refrigerator *f, struct random_sequence *luck);

// When trip_due, order_due or answer_due has come; each sets it anew.
void refrigerator_go_weekly(struct visit *visit, struct refrigerator *f);
void refrigerator_order_by_itself(struct visit *visit, struct refrigerator *f);
void refrigerator_answer_offer(struct visit *visit, struct refrigerator *f);

// In the evening: one pack of each product of the set that was missing; what the app says; ordered goods that never came.
void refrigerator_run_to_corner_shop(struct visit *visit, struct refrigerator *f, unsigned products);
void refrigerator_heed_app(struct visit *visit, struct refrigerator *f);
void refrigerator_give_up_waiting(struct visit *visit, struct refrigerator *f);

// What a shop sends.
void refrigerator_take_delivery(struct visit *visit, struct refrigerator *f, const struct item *item);
void refrigerator_take_offer(struct visit *visit, struct refrigerator *f, const struct item *item);

#endif
