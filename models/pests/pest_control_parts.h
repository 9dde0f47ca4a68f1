// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of a pest-control firm share: its settings, what it counts, and what is kept.
//   pest_control_party.c   contacts, visits, plans; being called; closing and entering
//   pest_control_leads.c   which leads it buys, and what it learns of them
//   pest_control_price.c   what a visit costs today, whom a family calls, answers to the prices of others
//   pest_control_worth.c   who books at its prices, and what a customer is worth to it
#ifndef MARU_MODELS_PESTS_PEST_CONTROL_PARTS_H
#define MARU_MODELS_PESTS_PEST_CONTROL_PARTS_H

#include "models/methods/crews.h"
#include "models/methods/learning_buyer_technique.h"
#include "models/pests/pest_lead.h"
#include "sim/engine/world.h"

struct pest_control_settings {
    int64_t crews;
    double opens_hour, closes_hour;
    int rests;
    double visit_hours, contact_hours;
    int price;  // enum pest_control_pricing
    double visit_won, coupon_won, call_out_won, visit_usual_won, call_out_usual_won, finds_nothing, price_weight;
    double close_exclusive, close_shared, close_call;
    double annoyed_unasked, disappointment;
    double cures;
    double wage_won_hour, material_won, contact_won;
    double plan_share, plan_won_month, plan_usual_won_month, plan_work_won_month, plan_churn_month, plan_protects;
    double longest_wait_days;
    int bids;  // enum pest_control_bidding
    double bid_won, bid_shared_share;
    double believed_exclusive, believed_shared, believed_anyway, prior_purchases, trials_won_quarter;
    double hold_out, followed_days, known_days, plan_counts_months;
    double fixed_won_month, capital_won;
    bool waits;
};

typedef struct pest_control_settings S;

enum pest_control_pricing { ASKS_AS_SET, ASKS_ANSWER };
enum pest_control_bidding { BIDS_LEARNED, BIDS_AS_SET };

enum { MONTH_DAYS = 30, VISIT_LEAST_WON = 80000, VISIT_MOST_WON = 300000 };

enum pest_control_timer { CONTACT_EXCLUSIVE, CONTACT_SHARED, CONTACT_CALL, OPEN, VISIT_OVER, PLAN_DUE, LEFT_EXCLUSIVE, LEFT_SHARED, MONTH_OVER, LOOK_AT_PRICES };

enum {
    OFFERED, BID, LEADS, CALLS, DECLINED, DEAR, KNOWN, HELD_OUT, CONTACTS, UNWANTED, BOOKED, VISIT_PRICE, VISITS, WAIT_HOURS, CURED, NOTHING_FOUND, PLANS,
    ENTERED, CLOSED, METRICS
};

struct pest_control_state {
    struct crews crews;  // a timer's value is the crew's number
    uint32_t *contacts;    // [homes] so far, numbers the family's luck
    time_ms *known_until;  // [homes] it is a customer, or its lead was bought lately
    time_ms *called_at;    // [homes] of its own accord; negative: not yet
    struct learning_buyer learnt[LEADS_BOUGHT];
    double visit_won;             // what it asks where it answers the others' prices
    double lot;                   // its order on the circle of firms
    double visits, visits_month;  // of this month so far, of the last
    uint16_t visit, call_out, fee, plan, plan_work, wage, material, contact, fixed;
    uint16_t call_flow;
    bool open, gone;  // takes leads and calls; has closed for good
};

static inline struct pest_control_state *pest_control_state_of(const struct party *firm) { return firm->state; }

#endif
