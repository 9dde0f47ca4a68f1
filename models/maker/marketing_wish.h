// SPDX-License-Identifier: GPL-3.0-or-later
// What a family wants of the maker's two kitchen sets, and how it takes an offer: who leans towards healthy food (food_diet)
// likes what cooks it, who leans away likes what heats ready meals (marketing_wish_equation). A declined offer annoys whom it
// does not fit more than others (diet_annoyed_equation, with the fit in the need's place).
#ifndef MARU_MODELS_MAKER_MARKETING_WISH_H
#define MARU_MODELS_MAKER_MARKETING_WISH_H

#include "models/methods/demand_law.h"
#include "sim/engine/world.h"

extern const struct equation marketing_wish_equation;

enum marketing_set { SET_FRESH, SET_QUICK, MARKETING_SETS };

struct marketing_wish {
    double wants_month, fit_weight, offer_weight;
    struct demand demand;
};

// How well the set fits the family, in standard deviations of families' leaning.
double marketing_wish_fit(const struct world *world, uint32_t home, enum marketing_set set);
// The chance that a family that looks at a set that fits so well buys it at that price.
double marketing_wish_chance(const struct marketing_wish *wish, double fit, bool offered, double price_won);

#endif
