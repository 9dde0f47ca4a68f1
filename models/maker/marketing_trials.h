// SPDX-License-Identifier: GPL-3.0-or-later
// What a seller learns of its offers, group by group: how many of those that were made one bought, and how many of those held out
// bought without (marketing_trials_belief_equation). A group of which it has seen little is believed to be like all
// (marketing_trials_worth_equation says what an offer is then worth).
#ifndef MARU_MODELS_MAKER_MARKETING_TRIALS_H
#define MARU_MODELS_MAKER_MARKETING_TRIALS_H

#include "models/maker/marketing_wish.h"

extern const struct equation marketing_trials_belief_equation, marketing_trials_worth_equation;

// An offer: of a set, at its price or at a discount.
enum { MARKETING_FULL, MARKETING_CHEAPER, MARKETING_PRICES, MARKETING_OFFERS = MARKETING_SETS * MARKETING_PRICES };
static inline enum marketing_set marketing_set_of(unsigned offer) { return (enum marketing_set)(offer / MARKETING_PRICES); }
static inline bool marketing_is_cheaper(unsigned offer) { return offer % MARKETING_PRICES == MARKETING_CHEAPER; }

// Families and months: offers made and taken; left without any, and bought all the same. Zero: nothing seen.
struct marketing_seen {
    double offers[MARKETING_OFFERS], taken[MARKETING_OFFERS];
    double left[MARKETING_SETS], anyway[MARKETING_SETS];
};
void marketing_trials_add(struct marketing_seen *sum, const struct marketing_seen *more);

// weight > 0: offers, and families held out, that what is believed beforehand counts for.
struct marketing_terms {
    double taken, anyway, weight;
    double price_won[MARKETING_PRICES], cost_won, contact_won;
};
// What an offer to a family of the group is believed to be worth, won.
double marketing_trials_worth_won(const struct marketing_terms *terms, const struct marketing_seen *all,
                                  const struct marketing_seen *group, unsigned offer);

#endif
