// SPDX-License-Identifier: GPL-3.0-or-later
// Goods that are stocked before anybody knows how many are wanted: too few leave a sale undone, too many are left over. The
// best stock is a quantile of the demand, and what it loses against knowing the demand grows with how little is known
// (newsvendor_equation). So what is learnt before the order is worth what it spares (newsvendor_information_equation), and no
// more than that.
#ifndef MARU_MODELS_METHODS_NEWSVENDOR_TECHNIQUE_H
#define MARU_MODELS_METHODS_NEWSVENDOR_TECHNIQUE_H

#include "sim/engine/submodel.h"

extern const struct equation newsvendor_equation, newsvendor_belief_equation, newsvendor_information_equation;

// One of the goods, won: what it is sold for, costs, and brings when it is left over; salvage < cost < price.
struct newsvendor {
    double price, cost, salvage;
};
// The share of all demands that the best stock is enough for.
double newsvendor_ratio(struct newsvendor goods);
// The best stock for a demand that is normal, and the profit to expect of a stock.
double newsvendor_stock(struct newsvendor goods, double mean, double sd);
double newsvendor_profit(struct newsvendor goods, double mean, double sd, double stock);
// By how much the best stock's profit rises when what is known of the demand gets better: 0 <= sd_after <= sd_before.
double newsvendor_information(struct newsvendor goods, double sd_before, double sd_after);

// What is believed of a rate (faults a product-year): as if so many events had been seen in so much time. Both > 0.
struct newsvendor_belief {
    double events, time;
};
// How many events to expect in `time` to come, and how far that may be off: luck and what is not known of the rate.
double newsvendor_belief_mean(struct newsvendor_belief belief, double time);
double newsvendor_belief_sd(struct newsvendor_belief belief, double time);
// What will be believed once events in `time` more have been seen, as far as that can be said before.
struct newsvendor_belief newsvendor_belief_after(struct newsvendor_belief belief, double time);

#endif
