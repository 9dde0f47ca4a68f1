// SPDX-License-Identifier: GPL-3.0-or-later
// What dealers have in common who order ahead, for demand that they do not know, and buy reports to know it better: their stock
// and its books. They supply homes that are not simulated; what is wanted beyond the stock they sell nothing of, what is left
// over they give away at a loss. It is all paid for when the time is over, so that a run's end leaves nothing half done.
#ifndef MARU_MODELS_PRODUCTS_DEALER_H
#define MARU_MODELS_PRODUCTS_DEALER_H

#include "models/methods/newsvendor_technique.h"
#include "sim/engine/world.h"

struct random_sequence;

// What a report says: so many cases among so many. Two sums over all homes, which tell of none.
struct dealer_report {
    double cases, among;
};
// Who buys such reports. One buys at what it is worth to it or below, and no more.
struct dealer_kind {
    const struct party_kind *kind;
    double (*worth_won)(const struct party *dealer, double among);
    void (*reads)(const struct party *dealer, struct dealer_report report);  // in the place of an earlier one
};

// A dealer's first metrics.
enum { DEALER_ORDERED, DEALER_WANTED, DEALER_SOLD, DEALER_LEFT, DEALER_METRICS };

struct dealer_stock {
    double ordered;  // for the time that runs
    int64_t day;     // of the order
};
// Static texts: of the line in the journal, the reasons, and what lies behind what the economy outside pays.
struct dealer_words {
    const char *settled, *bought, *sold, *sold_to, *left, *left_to;
};

// A dealer is this much larger than the median: lognormal.
double dealer_size(struct random_sequence *luck, double spread);
// Wakes it when what was learnt in the night has been read.
void dealer_orders_in_the_morning(struct world *world, const struct party *dealer);
// It orders what is best for a normal demand.
void dealer_order(const struct world *world, struct dealer_stock *stock, struct newsvendor goods, double mean, double sd);
bool dealer_is_due(const struct world *world, const struct dealer_stock *stock, int64_t days);
// What is wanted, by luck, where so many are to be expected.
double dealer_wanted(struct random_sequence *luck, double mean);
void dealer_settle(struct world *world, const struct party *dealer, const struct dealer_stock *stock,
                   struct newsvendor goods, double wanted, const struct dealer_words *words);

#endif
