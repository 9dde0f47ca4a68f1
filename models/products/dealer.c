// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/dealer.h"

#include <math.h>

#include "sim/engine/party_act.h"

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
}

bool dealer_is_due(const struct world *world, const struct dealer_stock *stock, int64_t days) {
    return clock_day(world->now) - stock->day >= days;
}

double dealer_wanted(struct random_sequence *luck, double mean) {
    return fmax(0, floor(mean + sqrt(mean) * random_next_normal(luck) + 0.5));
}

void dealer_settle(struct world *world, const struct party *dealer, const struct dealer_stock *stock,
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
}
