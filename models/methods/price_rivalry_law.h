// SPDX-License-Identifier: GPL-3.0-or-later
// Sellers of the same thing that do not suit everybody alike, on Salop's circle: they stand evenly around it, a buyer somewhere,
// and each takes whichever is least in price and way (price_rivalry_demand_equation). So a seller has some power over those near
// to it, answers the prices of its neighbours (price_rivalry_reply_equation), and all together end at a price above their cost by
// what the way between two of them costs (price_rivalry_equilibrium_equation): with more sellers, less.
//
// A seller that is dearer than another by more than the way to it sells nothing, and is nobody's neighbour.
#ifndef MARU_MODELS_METHODS_PRICE_RIVALRY_LAW_H
#define MARU_MODELS_METHODS_PRICE_RIVALRY_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation price_rivalry_demand_equation, price_rivalry_reply_equation, price_rivalry_equilibrium_equation;

// The sellers in their order around the circle, which is 1 long; the first stands at 0. Prices are borrowed.
struct price_rivalry {
    const double *prices_won;
    size_t sellers;   // > 0
    double turn_won;  // what the way once around would cost a buyer, >= 0; the farthest seller is half of it away
};

// The way from a place (0 to 1) on the circle to that seller, as a part of the circle: at most 1/2.
double price_rivalry_way(struct price_rivalry rivalry, size_t seller, double place);
// The share of all buyers, who are everywhere alike, that takes this seller. turn_won > 0.
double price_rivalry_share(struct price_rivalry rivalry, size_t seller);
// The price at which it earns most, a sale costing it cost_won, while the others' prices stand and it shares the buyers with the
// next on both sides: that it might drive them out it does not reckon with, which pays nobody where all end. Never below its cost.
// Its own price in `rivalry` does not count. Two sellers at least.
double price_rivalry_reply_won(struct price_rivalry rivalry, size_t seller, double cost_won);
// Where sellers of one cost all end.
double price_rivalry_equilibrium_won(double cost_won, double turn_won, double sellers);

#endif
