// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/demand_law.h"

#include <math.h>

#include "models/methods/logit_law.h"

const struct equation demand_equation = {
    "how many take it at its price",
    "logit p = logit(s) + price_weight (1 - price / usual); a rate is multiplied by p / s with s = 1/2",
    "logit p = ln(p / (1 - p)); s the share that takes it at the usual price (usual_won); the other "
    "alternative is to take nothing",
    "multinomial logit, McFadden 1974"};

const struct equation demand_surplus_equation = {
    "worth of a purchase to the family",
    "its price, and a surplus of -ln(1 - p) / p usual price / price_weight",
    "p share that takes it at its price; posted when it is paid; 20 usual price / price_weight at most",
    "log-sum of the logit, Small & Rosen 1981"};

double demand_moved(double share, double utility) {
    if (share <= 0 || share >= 1) return share;
    return 1 / (1 + exp(-(log(share / (1 - share)) + utility)));
}

double demand_share(struct demand demand, double at_usual, double price_won) {
    return demand_moved(at_usual, demand.weight * (1 - price_won / demand.usual_won));
}

double demand_relative(struct demand demand, double price_won) {
    return demand_share(demand, 0.5, price_won) / 0.5;
}

double demand_surplus_won(struct demand demand, double share) {
    return demand.weight > 0 ? demand.usual_won / demand.weight * logit_taker(share) : 0;
}
