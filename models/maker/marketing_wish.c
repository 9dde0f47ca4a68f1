// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/marketing_wish.h"

#include <math.h>

#include "models/food/food.h"

const struct equation marketing_wish_equation = {
    "buying a kitchen set",
    "each month, of each set that it has not: logit p = logit(wants_month) + fit_weight fit + offer_weight "
    "[it was offered], moved by the price",
    "fit = diet of the set for fresh food, -diet of the other; diet how much the family leans towards "
    "healthy "
    "food; logit p = ln(p / (1 - p)); it buys if it can afford it",
    "multinomial logit, McFadden 1974; weights: assumption"};

double marketing_wish_fit(const struct world *world, uint32_t home, enum marketing_set set) {
    double diet = food_diet(world, home);
    return set == SET_FRESH ? diet : -diet;
}

double marketing_wish_chance(const struct marketing_wish *wish, double fit, bool offered, double price_won) {
    double usually =
        demand_moved(wish->wants_month, wish->fit_weight * fit + (offered ? wish->offer_weight : 0));
    return demand_share(wish->demand, usually, price_won);
}
