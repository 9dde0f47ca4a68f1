// SPDX-License-Identifier: GPL-3.0-or-later
// Customers that differ and die (customer_base_equation). Each buys at a rate of its own while it is a customer, and after
// each purchase drops out with a chance of its own, unseen by the seller. Rates are gamma over the customers, chances beta:
// the BG/NBD. How many purchases that makes is known in closed form (customer_base_counts_equation), and so is who is still a
// customer. Where gaps are more regular than without memory the same draws make the BG/CNBD-k of Platzer & Reutterer.
#ifndef MARU_MODELS_METHODS_CUSTOMER_BASE_LAW_H
#define MARU_MODELS_METHODS_CUSTOMER_BASE_LAW_H

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation customer_base_equation, customer_base_counts_equation, customer_base_share_equation;

// Time in the unit of whoever counts: that of alpha, and of 1 / rate.
struct customer_base {
    double r, alpha;  // shape and inverse scale of the rate
    double a, b;      // of the chance to drop out
};

// mean_gap: 1 / mean rate, above 0; rate_shape above 0; stays: 1 less the mean chance to drop out after the first purchase;
// differ: how much customers differ in that, above 0, below 1.
struct customer_base customer_base_of(double mean_gap, double rate_shape, double stays, double differ);
// Of these, who has stayed after each of `purchases` of them.
struct customer_base customer_base_after(struct customer_base base, double purchases);

// One customer's, for good.
struct buying_habit {
    double rate;   // purchases in a unit of time; may be as near to 0 as makes it never come
    double drops;  // chance to drop out after a purchase
};
// Two sequences, so that neither's draw moves the other's.
struct buying_habit customer_base_draw(struct customer_base base, struct random_sequence rate_luck,
                                   struct random_sequence drop_luck);
// A gamma number with mean 1, shape above 0: by how much more than the mean somebody buys.
double customer_base_relative(double shape, struct random_sequence luck);
// A beta number with that mean and coefficient of variation: somebody's own chance to give up. 0 <= mean < 1, varies > 0 and
// varies^2 < (1 - mean) / mean.
double customer_base_share(double mean, double varies, struct random_sequence luck);

#endif
