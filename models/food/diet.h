// SPDX-License-Identifier: GPL-3.0-or-later
// What a family wants of a diet service, and how it takes an offer.
//
// Its need is the opposite of its orientation towards healthy food (food_diet), N(0, 1) among families. Once a month it
// looks at the service and chooses between nothing and a supplements plan (diet_subscribes_equation), such that an average
// family at the reference price subscribes with chance `interest` a month by itself. Its taste is known to nobody.
// Supplements for those who eat well already are worth less to them: whether they help anybody's health is not modelled.
//
// Who declines an offer may be annoyed by it (diet_annoyed_equation): who feels the need does not mind being told. Advice on
// meals can be as personal as what is known of the family (diet_advice_equation).
#ifndef MARU_MODELS_FOOD_DIET_H
#define MARU_MODELS_FOOD_DIET_H

#include "sim/engine/kind.h"

struct world;

extern const struct equation diet_subscribes_equation, diet_surplus_equation, diet_annoyed_equation, diet_advice_equation;

enum { DIET_MONTH_DAYS = 30 };  // of the service: it bills, and families look at it, every 30 days
#define DIET_MEAN_MEMBERS 2.44  // census 2018
#define DIET_REFERENCE_WON 30000.0

// Section `diet`.
struct diet_settings {
    double interest, need_weight, size_weight, taste_spread;
    double price_weight, trust_weight, trust_reference, offer_weight, churn_month, churn_varies;
    double annoyed, relevance, annoyance, opt_out, notices_unasked;
    double advice_gain;
};
extern const struct section_kind diet_section;

// What a family is like; need and taste are pure functions of the home's luck.
struct diet_family {
    double need, taste, members, trust;
};
struct diet_family diet_family_of(const struct world *world, const struct diet_settings *settings, uint32_t home);
// The chance that a family without a plan takes one when it looks.
double diet_subscribes(const struct diet_settings *settings, const struct diet_family *family, double price_won,
                       bool offered);
// By how much more than its price a month of it is worth to a family like this one that takes it without having been offered
// it, won.
double diet_surplus_won(const struct diet_settings *settings, const struct diet_family *family, double price_won);
// The chance that it gives up a plan it has when it looks: its own, for good.
double diet_gives_up(const struct world *world, const struct diet_settings *settings, uint32_t home);
// The chance that an offer it declines annoys the family.
double diet_is_annoyed(const struct diet_settings *settings, double need);
// A month's meals that advice makes healthier. variance: of what the adviser believes of the family's diet (1: it knows nothing).
double diet_healthier_meals(const struct diet_settings *settings, double members, double variance);

#endif
