// SPDX-License-Identifier: GPL-3.0-or-later
// Settings and metrics of a pest-control firm (pest_control_party.c), which alone includes this.
#ifndef MARU_MODELS_PESTS_PEST_CONTROL_TABLES_H
#define MARU_MODELS_PESTS_PEST_CONTROL_TABLES_H

#include "models/methods/demand_law.h"
#include "models/pests/pest_control_parts.h"

static const char *const prices[] = {"fixed", "answers", NULL};
static const char *const biddings[] = {"learned", "set", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, crews, "1", 10, 1, 10000, "crews that make visits", "assumption"),
    OPENING_HOURS_ROWS(S, "visits start", 9, 18, RESTS_ON_HOLIDAYS, "assumption"),
    UNCERTAIN(S, visit_hours, "h", 1.5, 0.2, 8, "mean length of a visit with the way, exponential", "assumption"),
    UNCERTAIN(S, contact_hours, "h", 4, 0.1, 72, "mean time in opening hours until a lead is contacted, exponential", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, price, prices, ASKS_AS_SET, "how a first visit gets its price: as set, or month by month as the best answer to the prices of other firms", "assumption"),
    PRICE("booked", S, visit_won, "won", 150000, VISIT_LEAST_WON, VISIT_MOST_WON, "price of a first visit; where it answers, the first one", "assumption; no Korean price found"),
    REWARD("booked", S, coupon_won, "won", 0, 0, 70000, "taken off the price of a first visit for a family that shared its sighting", "assumption"),
    PRICE("booked", S, call_out_won, "won", 30000, 0, 300000, "price when nothing is found", "assumption"),
    UNCERTAIN(S, visit_usual_won, "won", 150000, 80000, 300000, "price of a first visit at which families book as said below", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, call_out_usual_won, "won", 30000, 0, 300000, "... and price when nothing is found", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, finds_nothing, "1", 0.2, 0, 0.9, "chance of that which families reckon with when they book", "assumption: most believe what they were told"),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    UNCERTAIN(S, close_exclusive, "1", 0.33, 0.26, 0.40, "share of exclusive leads that book", "vendors (minyona.com, demandzones.com), weak: 26-40 %"),
    UNCERTAIN(S, close_shared, "1", 0.07, 0.06, 0.08, "share of shared leads that book", "vendors (minyona.com, demandzones.com), weak: 6-8 %"),
    UNCERTAIN(S, close_call, "1", 0.6, 0.3, 0.9, "share of families that call by themselves and then book", "assumption"),
    UNCERTAIN(S, annoyed_unasked, "1", 0.65, 0.3, 0.9, "share of families that resent a call they never asked for",
              "assumption: those who do not want help"),
    UNCERTAIN(S, cures, "1", 0.9, 0.5, 1, "share of visits to an infested dwelling that end the infestation", "assumption"),
    UNCERTAIN(S, disappointment, "1", 0.5, 0, 2, "weight of a visit after a report that finds nothing, 1: an ordinary bad experience", "assumption: half, it cost a call-out and an hour"),
    UNCERTAIN(S, wage_won_hour, "won/h", 20000, 8350, 40000, "cost of a crew's hour; the minimum wage of 2019 is 8,350 won", "assumption"),
    UNCERTAIN(S, material_won, "won", 10000, 0, 50000, "material of a visit", "assumption"),
    UNCERTAIN(S, contact_won, "won", 3000, 0, 20000, "cost of contacting a family", "assumption"),
    UNCERTAIN(S, plan_share, "1", 0.2, 0, 0.6, "share of treated families that take a maintenance plan at the usual price", "assumption"),
    PRICE("plans", S, plan_won_month, "won/month", 30000, 20000, 60000, "price of a maintenance plan", "assumption; no Korean price found"),
    UNCERTAIN(S, plan_usual_won_month, "won/month", 30000, 20000, 60000, "price of a plan at which as many take it", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, plan_work_won_month, "won/month", 13000, 3000, 40000, "work and material of a plan", "assumption: a visit a quarter, at the wages and the material above"),
    UNCERTAIN(S, plan_churn_month, "1/month", 0.05, 0, 0.3, "share of plans given up each month", "assumption; 2-5 % is usual for services"),
    UNCERTAIN(S, plan_protects, "1", 0.8, 0, 1, "share of new infestations that a plan keeps away", "assumption"),
    LEVER(S, longest_wait_days, "day", 7, 0.5, 60, "leads are declined when the crews are booked for longer", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER, S, bids, biddings, BIDS_LEARNED, "what it bids for a lead: what it learns that one is worth, or as set", "assumption"),
    SPENDING(S, bid_won, "won", 30000, 0, 300000, "what it bids for an exclusive lead where bids is set", "assumption: about what it learns"),
    LEVER(S, bid_shared_share, "1", 0.2, 0, 1, "what it then bids for a shared lead as a share of that; 0: buys none", "assumption: as the closing rates above"),
    UNCERTAIN(S, believed_exclusive, "1", 0.33, 0, 1, "share of exclusive leads that it believes to book before it has bought any", "vendors (minyona.com, demandzones.com), weak: 26-40 %"),
    UNCERTAIN(S, believed_shared, "1", 0.07, 0, 1, "the same of shared leads", "vendors (minyona.com, demandzones.com), weak: 6-8 %"),
    UNCERTAIN(S, believed_anyway, "1", 0, 0, 0.5, "share of leads whose families it believes would have called it by themselves", "assumption: who sells leads says that each is a new customer"),
    LEARNING_BUYER_ROWS(S, 30000, "assumption: two exclusive leads"),
    LEVER(S, hold_out, "1", 0.05, 0, 0.9, "share of families whose leads it never buys, to see who calls by itself", "assumption"),
    LEVER(S, followed_days, "day", 60, 1, 365, "a call so soon after a lead that it left would have come anyway", "assumption"),
    LEVER(S, known_days, "day", 180, 0, 3650, "who called, was visited, or whose lead was bought so lately, is known to it: it buys no lead of that home", "assumption"),
    LEVER(S, plan_counts_months, "month", 60, 1, 240, "months for which a plan counts in what a customer is worth", "assumption: firms look some years ahead"),
    WORLD(S, fixed_won_month, "won/month", 0, 0, 1e9, "rent and office, whatever it does", "assumption: none; wages are paid by the visit"),
    WORLD(S, capital_won, "won", 1e8, 0, 1e12, "what it may lose before it closes", "assumption: more than it can lose in a year of visits"),
    SETTING_YES_NO(ROLE_WORLD, S, waits, false, "it is closed at first, and enters once its share of the visits would pay more than its fixed costs", "the scenario"),
};
// clang-format on

static const struct metric metrics[METRICS] = {
    [OFFERED] = {"offered", "1", "leads offered to it", false, NULL},
    [BID] = {"bid", "won", "what it would have paid, mean of the leads offered", true, "offered"},
    [LEADS] = {"leads", "1", "leads bought", true, NULL},
    [CALLS] = {"calls", "1", "families that called by themselves", true, NULL},
    [DECLINED] = {"declined", "1", "leads declined because the crews have no time", false, NULL},
    [DEAR] = {"declined_dear", "1", "... because they would not pay", false, NULL},
    [KNOWN] = {"declined_known", "1", "... because the home is known to it already", false, NULL},
    [HELD_OUT] = {"held_out", "1", "... to see who calls by itself", false, NULL},
    [CONTACTS] = {"contacts", "1", "families contacted", false, NULL},
    [UNWANTED] = {"unwanted_contacts", "1", "families contacted against their wish", true, NULL},
    [BOOKED] = {"booked", "1", "visits booked", false, NULL},
    [VISIT_PRICE] = {"visit_price", "won", "price of a first visit, mean of those booked", false, "booked"},
    [VISITS] = {"visits", "1", "visits done", true, NULL},
    [WAIT_HOURS] = {"wait", "h", "wait for a crew from booking, mean of a visit", true, "visits"},
    [CURED] = {"cured", "1", "infestations ended", true, NULL},
    [NOTHING_FOUND] = {"nothing_found", "1", "visits that found nothing", true, NULL},
    [PLANS] = {"plans", "1", "maintenance plans begun", false, NULL},
    [ENTERED] = {"entered", "1", "it entered the market", false, NULL},
    [CLOSED] = {"closed", "1", "it closed because its capital was gone", false, NULL},
};

#endif
