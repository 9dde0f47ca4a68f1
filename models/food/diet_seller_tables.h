// SPDX-License-Identifier: GPL-3.0-or-later
// What can be set of the diet service, and what it counts. Included by diet_seller_party.c only.
#ifndef MARU_MODELS_FOOD_DIET_SELLER_TABLES_H
#define MARU_MODELS_FOOD_DIET_SELLER_TABLES_H

#include "sim/engine/kind.h"

enum targeting { TARGET_RANDOM, TARGET_NEED };
static const char *const targeting_names[] = {"random", "need", NULL};

struct diet_seller_settings {
    int targeting;
    double offer_share, holdout_share;
    double plan_won, margin, offer_won;
    double referral_share, referral_months;
    double own_share;
    int64_t signals_least;
    double advice_won;
};

typedef struct diet_seller_settings S;
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER, S, targeting, targeting_names, TARGET_NEED, "which families are offered a plan", "the question"),
    LEVER(S, offer_share, "1", 0.3, 0, 1, "share of families without a plan that are picked each month", "assumption: an offer a quarter for the average family"),
    LEVER_AT_START(S, holdout_share, "1", 0.3, 0, 0.5, "share of families that are never offered anything", "assumption; 0.1 to 0.5 are usual"),
    PRICE_AT_START("orders", S, plan_won, "won/month", 30000, 20000, 50000, "price of a supplements plan", "assumption; 20 to 50 thousand won are usual"),
    UNCERTAIN(S, margin, "1", 0.55, 0.5, 0.6, "gross margin of supplements", "assumption; half is usual for supplements"),
    UNCERTAIN(S, offer_won, "won", 50, 0, 2000, "cost of an offer: message, text, design", "assumption: a few times a text message"),
    LEVER(S, referral_share, "1", 0.2, 0, 1, "share of a plan's first months that goes to the maker", "assumption: a tenth to a half is usual for referrals"),
    LEVER(S, referral_months, "month", 3, 0, 24, "those first months", "assumption: while the maker can still be said to have brought the family"),
    UNCERTAIN(S, own_share, "1", 0.5, 0, 0.9, "what the service takes for habit that says nothing of need, as a share of the lasting differences "
              "between families", "assumption: half; the shares of families of one diet differ as much as diets do"),
    SETTING_WHOLE(ROLE_LEVER, S, signals_least, "1", 4, 1, 1000, "signals from a source before it is listened to", "assumption: fewer tell little, and are shrunk to little"),
    REWARD_AT_START("profiles", S, advice_won, "won/month", 1000, 0, 20000, "worth of the advice to a family that is asked for its data", "assumption: less than an app of that kind costs"),
};

enum {
    OFFERS, OFFERED_NEED, ORDERS, ORGANIC, CANCELLED, MONTHS, CAUSED, CAUSED_ERROR, UNWANTED, NOTICED, LEFT,
    ADVICE, PROFILES, PROFILES_UNASKED, ACCURACY, METRICS
};
static const struct metric metrics[METRICS] = {
    [OFFERS] = {"offers", "1", "offers made", true, NULL},
    [OFFERED_NEED] = {"offered_need", "1", "true need of who was offered, in standard deviations, mean of an offer",
                      true, "offers"},
    [ORDERS] = {"orders", "1", "plans begun", true, NULL},
    [ORGANIC] = {"held_out_orders", "1", "of these, by families held out", false, NULL},
    [CANCELLED] = {"cancelled", "1", "plans given up", false, NULL},
    [MONTHS] = {"months_paid", "1", "months of plans paid", true, NULL},
    [CAUSED] = {"caused_estimate", "1", "months paid because of offers, estimated from the hold-out", true, NULL},
    [CAUSED_ERROR] = {"caused_error", "1", "standard error of that estimate", true, NULL},
    [UNWANTED] = {"unwanted_offers", "1", "offers that annoyed", true, NULL},
    [NOTICED] = {"noticed_unasked", "1", "offers that were seen to know what the family never told", true, NULL},
    [LEFT] = {"left", "1", "families that left the service", true, NULL},
    [ADVICE] = {"advice", "1", "months of advice to a family", false, NULL},
    [PROFILES] = {"profiles", "1", "families of whose diet it knows something at the end", true, NULL},
    [PROFILES_UNASKED] = {"profiles_unasked", "1", "of these, without having been asked", true, NULL},
    [ACCURACY] = {"accuracy", "1", "correlation of believed and true need over its families, at the end", true, NULL},
};

#endif
