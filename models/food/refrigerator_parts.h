// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the refrigerator share: its settings, what it counts, and what is kept of one.
//   refrigerator_appliance.c   what is in it: eating, throwing away, the camera
//   refrigerator_shopping.c    how the family fills it: trips, orders, offers, the app
#ifndef MARU_MODELS_FOOD_REFRIGERATOR_PARTS_H
#define MARU_MODELS_FOOD_REFRIGERATOR_PARTS_H

#include "models/food/kitchen.h"
#include "models/food/stock_sense_technique.h"
#include "sim/engine/home.h"
#include "sim/engine/welfare.h"

struct refrigerator_settings {
    double ownership, connected, kwh_month;
    double recall, learn_days, horizon_days, heated_share;
    bool camera, app, daily_status;
    double opens_app, acts_on_notice;
    int64_t notice_products;
};

typedef struct refrigerator_settings S;
typedef struct groceries_settings G;

enum {
    WANTED, MISSED, AT_START, BOUGHT, EATEN, THROWN, THROWN_WON, THROWN_KG, TRIPS, EXTRA_TRIPS, FETCHED, LACK, NOTICES, TAKEN, EARLIER,
    NEW_CUSTOMERS, LOST_CUSTOMERS, LOOKS, SENSE_ERROR, REPORTS, ENERGY, METRICS
};

enum { REFRIGERATOR_NO_SHOP = UINT16_MAX };  // the scenario has none: what is bought is paid to nobody

struct refrigerator {
    time_ms day_due, trip_due, order_due, answer_due;  // first: they are all that most looks need
    time_ms metered;                                   // its electricity, so far
    time_ms coming_until;                              // what was ordered is no longer waited for
    time_ms habit_of_day;                              // when the family goes shopping
    uint64_t offer_cause;
    uint32_t orders, occasions;  // so far; what was fetched instead is an occasion, too
    uint16_t shop, offer_from;  // party numbers
    float orders_day, drops;    // how often a customer orders, and the chance that an order is its last
    struct kitchen kitchen;
    struct stock_sense sense;
    uint16_t dishes[FOODSTUFFS];  // made of each product, that the home's microwave had heated by the last evening
    uint16_t low;  // set of products foreseen to run out, and told
    bool connected, customer;
    bool notified, dealt_with;  // of products running low, by the app; the family has made up its mind
};

struct refrigerator_shared {
    const G *groceries;
    uint32_t demand, sight, mind, corner, notice, gap, leaves, basket, brought, reading, offer, heated;  // streams of chance
    double seen_all[STOCK_SENSE_MOST + 1];
};

static inline const G *refrigerator_groceries(const struct visit *visit) {
    return ((const struct refrigerator_shared *)visit->shared)->groceries;
}

static inline unsigned refrigerator_today(const struct visit *visit) { return (unsigned)clock_day(visit->now); }

// Chance is keyed by what is drawn and when, so that no purchase moves another day's luck.
static inline struct random_sequence refrigerator_luck(const struct visit *visit, uint32_t meaning, uint64_t number) {
    struct random_sequence luck = visit_sequence_of(visit, meaning);
    luck.n = number << 8;
    return luck;
}
static inline struct random_block refrigerator_luck_now(const struct visit *visit, uint32_t meaning) {
    struct random_sequence luck = refrigerator_luck(visit, meaning, (uint64_t)visit->now);
    return random_next(&luck);
}

#endif
