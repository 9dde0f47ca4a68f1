// SPDX-License-Identifier: GPL-3.0-or-later
// The price at which a seller earns most from buyers who choose by logit, while others' prices stay as they are
// (logit_price_equation). Sellers who take turns in it come to the prices at which none would move (Nash's): with all equal,
// price = cost + 1 / (u (1 - share)), u the utility of a won.
// Fails where the best price is another for each of two groups far apart: then it is the better one of the ladder's.
#ifndef MARU_MODELS_METHODS_LOGIT_PRICE_LAW_H
#define MARU_MODELS_METHODS_LOGIT_PRICE_LAW_H

#include <stddef.h>

#include "sim/engine/submodel.h"

extern const struct equation logit_price_equation;

// What a seller knows of its market. lead[i]: by how much buyer i would like the product, were it free, above the best of all
// else (logit_sum of the others).
struct logit_price_market {
    const double *lead;
    size_t buyers;
    double utility_won;  // utility of a won, > 0
    double kept;         // share of the price that the seller keeps, > 0
    double cost_won;     // of a sale, less what a buyer brings later: may be below 0
    double least_won, most_won;
};

// Within least_won and most_won; buyers > 0.
double logit_price_best(const struct logit_price_market *market);
// The mean share of the buyers that take it at this price.
double logit_price_share(const struct logit_price_market *market, double price_won);

#endif
