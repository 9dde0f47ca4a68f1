// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/dealer.h"

#include <math.h>

#include "sim/engine/party_act.h"

const struct equation dealer_record_equation = {
    "what a dealer learns of reports",
    "a report is worth to it its worth times max(0, (prior_orders v + brought) / (prior_orders v + "
    "promised))",
    "v: what it promises for an order, see what a report is worth; promised, brought: sums over the orders "
    "that a "
    "report went into and that are over, of 2^(-age / half_life_days) times v and times profit(ordered) - "
    "profit(what it would have ordered as it believed beforehand), at what was wanted; what was wanted and "
    "not sold it sees, too; age: days since that order was over",
    "ratio of two sums, the earlier one as if prior_orders had kept the promise; sums that fade as those of "
    "discounted Thompson sampling, Raj & Kalyani 2017 (arXiv 1707.09727), not read; that a dealer goes by "
    "it: "
    "assumption"};

double dealer_size(struct random_sequence *luck, double spread) {
    return exp(spread * random_next_normal(luck));
}

void dealer_orders_in_the_morning(struct world *world, const struct party *dealer) {
    enum { MORNING_H = 6 };
    party_wake(world, dealer, (struct timer){.due = world->now + MORNING_H * CLOCK_HOUR});
}

void dealer_order(const struct world *world, struct dealer_stock *stock, struct newsvendor goods, double mean,
                  double sd) {
    stock->ordered = fmax(0, floor(newsvendor_stock(goods, mean, sd) + 0.5));
    stock->day = clock_day(world->now);
    stock->read = false;
}

void dealer_order_without(struct dealer_stock *stock, struct newsvendor goods, double mean, double sd,
                          double sd_with) {
    stock->read = true;
    stock->without = fmax(0, floor(newsvendor_stock(goods, mean, sd) + 0.5));
    stock->promised_won = newsvendor_information(goods, sd, sd_with);
}

double dealer_comes_true(const struct dealer_stock *stock, double promise_won, double weight) {
    double told = weight * promise_won, promised = told + stock->promised;
    return promised > 0 ? fmax(0, (told + stock->brought) / promised) : 1;
}

bool dealer_believes_nothing(const struct dealer_stock *stock, double weight) {
    return dealer_comes_true(stock, stock->promised_won, weight) <= 0;
}

void dealer_forgets(struct dealer_stock *stock, double days, double half_life_days) {
    double kept = exp2(-days / half_life_days);
    stock->promised *= kept;
    stock->brought *= kept;
}

static double profit_won(struct newsvendor goods, double ordered, double wanted) {
    double sold = fmin(wanted, ordered);
    return goods.price * sold + goods.salvage * (ordered - sold) - goods.cost * ordered;
}

// What the report that went into the order was good for.
static void write_down(struct world *world, const struct party *dealer, struct dealer_stock *stock,
                       struct newsvendor goods, double wanted) {
    if (!stock->read) return;
    double brought = profit_won(goods, stock->ordered, wanted) - profit_won(goods, stock->without, wanted);
    stock->promised += stock->promised_won;
    stock->brought += brought;
    party_count_own(world, dealer, DEALER_PROMISED, stock->promised_won);
    party_count_own(world, dealer, DEALER_BROUGHT, brought);
}

bool dealer_is_due(const struct world *world, const struct dealer_stock *stock, int64_t days) {
    return clock_day(world->now) - stock->day >= days;
}

double dealer_wanted(struct random_sequence *luck, double mean) {
    return fmax(0, floor(mean + sqrt(mean) * random_next_normal(luck) + 0.5));
}

void dealer_settle(struct world *world, const struct party *dealer, struct dealer_stock *stock,
                   struct newsvendor goods, double wanted, const struct dealer_words *words) {
    double sold = fmin(wanted, stock->ordered), left = stock->ordered - sold;
    party_begin(world, dealer->number, HOME_NONE, words->settled);
    party_spend(world, dealer, goods.cost * stock->ordered, words->bought, 0);
    party_earn(world, dealer, goods.price * sold, words->sold, words->sold_to, 0);
    party_earn(world, dealer, goods.salvage * left, words->left, words->left_to, 0);
    party_count_own(world, dealer, DEALER_ORDERED, stock->ordered);
    party_count_own(world, dealer, DEALER_WANTED, wanted);
    party_count_own(world, dealer, DEALER_SOLD, sold);
    party_count_own(world, dealer, DEALER_LEFT, left);
    write_down(world, dealer, stock, goods, wanted);
}
