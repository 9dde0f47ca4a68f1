// SPDX-License-Identifier: GPL-3.0-or-later
// How many take something at its price: a logit against taking nothing, or whatever else there is
// (demand_equation). A price that moves leaves a share of 0 or of 1 as it is.
#ifndef MARU_MODELS_METHODS_DEMAND_LAW_H
#define MARU_MODELS_METHODS_DEMAND_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation demand_equation, demand_surplus_equation;

// At the usual price (won, > 0) people do as the settings beside it say; the whole usual price weighs as so
// much utility.
struct demand {
    double usual_won, weight;
};

// The share (0 to 1) after its odds were multiplied by exp(utility).
double demand_moved(double share, double utility);
// The share that takes it at this price, of which `at_usual` do at the usual one. Its elasticity is
// - weight price / usual (1 - share).
double demand_share(struct demand demand, double at_usual, double price_won);
// What a rate at the usual price is multiplied by when at that price half of those who consider it take it: 1
// there, never above 2.
double demand_relative(struct demand demand, double price_won);

// By how much more than its price it is worth to one who takes it where `share` do at that price, on average, won: summed
// over those who take it, the area under the demand above the price (demand_surplus_equation).
double demand_surplus_won(struct demand demand, double share);

// What settings called price_weight mean, and where their size comes from.
#define DEMAND_WEIGHT_MEANING "utility of the whole usual price: how much fewer take it at another one"
#define DEMAND_WEIGHT_SOURCE                                                                                 \
    "an elasticity of 1.75 where half take it; brands' sales: 1.76 (Tellis 1988), 2.6 (Bijmolt, van Heerde " \
    "& "                                                                                                     \
    "Pieters 2005)"
#define DEMAND_USUAL_SOURCE "assumption: the price that is asked"

#endif
