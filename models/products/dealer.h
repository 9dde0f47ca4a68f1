// SPDX-License-Identifier: GPL-3.0-or-later
// What dealers have in common who order ahead, for demand that they do not know, and buy reports to know it better: their stock
// and its books. They supply homes that are not simulated; what is wanted beyond the stock they sell nothing of, what is left
// over they give away at a loss. It is all paid for when the time is over, so that a run's end leaves nothing half done.
#ifndef MARU_MODELS_PRODUCTS_DEALER_H
#define MARU_MODELS_PRODUCTS_DEALER_H

#include "models/methods/newsvendor_law.h"
#include "sim/engine/world.h"

struct random_sequence;

// What a report says: so many cases among so many. Two sums over homes; noise on them, if any, is told beside.
struct dealer_report {
    double cases, among;
    struct newsvendor_noise noise;  // on the cases, and on among how many
};
// Who buys such reports. One buys at what it is worth to it or below, and no more. What it is worth hangs on among how many it
// counts, and on its noise: what it says of the cases nobody is told before.
struct dealer_kind {
    const struct party_kind *kind;
    double (*worth_won)(const struct party *dealer, double among, struct newsvendor_noise noise);
    void (*reads)(const struct party *dealer, struct dealer_report report);  // in the place of an earlier one
};

// A dealer's first metrics.
enum { DEALER_ORDERED, DEALER_WANTED, DEALER_SOLD, DEALER_LEFT, DEALER_PROMISED, DEALER_BROUGHT, DEALER_METRICS };

struct dealer_stock {
    double ordered;  // for the time that runs
    int64_t day;     // of the order
    bool read;                // a report went into it
    double without;           // what it would have ordered without
    double promised_won;      // by how much its profit was to rise by that report
    double promised, brought; // won, of all such orders that are over, the older the less: the record it keeps of reports
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
// That a report went into the order: what the dealer would have ordered without, by what it believed of the demand then, and
// what deviation the report promised.
void dealer_order_without(struct dealer_stock *stock, struct newsvendor goods, double mean, double sd, double sd_with);
// The share of what reports promise that comes true, as it believes by now; never below 0. promise_won: of an order; weight:
// orders that count for all of it coming true, above 0.
double dealer_comes_true(const struct dealer_stock *stock, double promise_won, double weight);
// That it believes nothing of what they promise any more, by the last order that one went into.
bool dealer_believes_nothing(const struct dealer_stock *stock, double weight);
// So many days go by: of its record half is left after half_life_days, above 0. Who was misled, and stopped, comes to believe
// again what it believed at first, so that somebody who turned honest is tried once more.
void dealer_forgets(struct dealer_stock *stock, double days, double half_life_days);
bool dealer_is_due(const struct world *world, const struct dealer_stock *stock, int64_t days);
extern const struct equation dealer_record_equation;
// The settings of a dealer that keeps such a record: fields prior_orders and half_life_days (double).
#define DEALER_RECORD_ROWS(type)                                                                                             \
    UNCERTAIN(type, prior_orders, "1", 12, 0.1, 10000, "orders that its trust in what reports promise counts for", "assumption: a year's"), \
    UNCERTAIN(type, half_life_days, "day", 730, 30, 36500, "half of what it remembers of reports is forgotten after",        \
              "assumption: two years, until other people order, or others make the report; the most: never")
#define DEALER_RECORD_METRICS                                                                                                \
    [DEALER_PROMISED] = {"promised", "won", "what reports promised, of the orders that are over", false, NULL},              \
    [DEALER_BROUGHT] = {"brought", "won", "what they brought: its profit above that of the order it would have made without", \
                        false, NULL}
// What is wanted, by luck, where so many are to be expected.
double dealer_wanted(struct random_sequence *luck, double mean);
void dealer_settle(struct world *world, const struct party *dealer, struct dealer_stock *stock,
                   struct newsvendor goods, double wanted, const struct dealer_words *words);

#endif
