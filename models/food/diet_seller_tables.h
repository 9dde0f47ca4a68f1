// SPDX-License-Identifier: GPL-3.0-or-later
// What can be set of the diet service, and what it counts. Included by diet_seller_party.c only.
#ifndef MARU_MODELS_FOOD_DIET_SELLER_TABLES_H
#define MARU_MODELS_FOOD_DIET_SELLER_TABLES_H

#include "models/food/diet_ranking.h"
#include "sim/engine/kind.h"

enum targeting { TARGET_RANDOM, TARGET_NEED };
static const char *const targeting_names[] = {"random", "need", NULL};
static const char *const ranker_names[] = {"belief", "neighbours", "factorisation", NULL};

struct diet_seller_settings {
    int targeting, ranks_by;
    double offer_share, holdout_share;
    double plan_won, margin, offer_won;
    double referral_share, referral_months;
    double own_share;
    int64_t signals_least;
    double advice_won;
    double believed_taken, believed_anyway, believed_given_up, prior_purchases, counted_months, trials_won_quarter;
};

typedef struct diet_seller_settings S;
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER, S, targeting, targeting_names, TARGET_NEED, "which families are offered a plan", "the question"),
    SETTING_ONE_OF(ROLE_LEVER, S, ranks_by, ranker_names, RANK_BELIEF, "how it foresees who takes a plan, where it targets need: by what it believes of the family's need, or by which foods and products go with plans", "the question"),
    LEVER(S, offer_share, "1", 0.3, 0, 1, "share of families without a plan that are picked each month", "assumption: an offer a quarter for the average family"),
    LEVER_AT_START(S, holdout_share, "1", 0.3, 0, 0.5, "share of families that are never offered anything", "assumption; 0.1 to 0.5 are usual"),
    PRICE("orders", S, plan_won, "won/month", 30000, 20000, 50000, "price of a supplements plan", "assumption; 20 to 50 thousand won are usual"),
    UNCERTAIN(S, margin, "1", 0.55, 0.5, 0.6, "gross margin of supplements", "assumption; half is usual for supplements"),
    UNCERTAIN(S, offer_won, "won", 50, 0, 2000, "cost of an offer: message, text, design", "assumption: a few times a text message"),
    LEVER(S, referral_share, "1", 0.2, 0, 1, "share of a plan's first months that goes to the maker", "assumption: a tenth to a half is usual for referrals"),
    LEVER(S, referral_months, "month", 3, 0, 24, "those first months", "assumption: while the maker can still be said to have brought the family"),
    UNCERTAIN(S, own_share, "1", 0.5, 0, 0.9, "what the service takes for habit that says nothing of need, as a share of the lasting differences "
              "between families", "assumption: half; the shares of families of one diet differ as much as diets do"),
    SETTING_WHOLE(ROLE_LEVER, S, signals_least, "1", 4, 1, 1000, "signals from a source before it is listened to", "assumption: fewer tell little, and are shrunk to little"),
    REWARD_AT_START("profiles", S, advice_won, "won/month", 1000, 0, 20000, "worth of the advice to a family that is asked for its data", "assumption: less than an app of that kind costs"),
    UNCERTAIN(S, believed_taken, "1", 0.03, 0, 1, "share of offers that it believes beforehand are followed by a plan within the month",
              "assumption: what trials elsewhere told it; three times as many as come by themselves"),
    UNCERTAIN(S, believed_anyway, "1", 0.01, 0, 1, "share of the families it might have offered one that it believes beforehand take one all the same", "assumption: one in eight a year"),
    UNCERTAIN(S, believed_given_up, "1/month", 0.035, 0, 0.5, "share of plans that it believes beforehand are given up each month", "assumption; 2-5 % is usual for services"),
    UNCERTAIN(S, prior_purchases, "1", 300, 1, 10000, "offers, families without one and months of plans that what it believes beforehand counts for",
              "assumption: as many as show a share of 3 % to within 1 %"),
    UNCERTAIN(S, counted_months, "month", 12, 1, 60, "months of a plan that it counts on when it weighs an offer", "assumption: the plans of a year"),
    SPENDING(S, trials_won_quarter, "won", 5000, 0, 10000000, "spent by it in 91 days at most, for each source, on offers that seem not worth it, to find out",
             "assumption: a hundred offers"),
};

enum {
    OFFERS, OFFERED_NEED, ORDERS, ORGANIC, CANCELLED, MONTHS, CAUSED, CAUSED_ERROR, UNWANTED, NOTICED, LEFT,
    ADVICE, PROFILES, PROFILES_UNASKED, ACCURACY, PICKED, OFFER_WORTH, NOT_WORTH, FORESEEN, METRICS
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
    [PICKED] = {"picked", "1", "families picked for an offer and not held out, to be weighed", false, NULL},
    [OFFER_WORTH] = {"offer_worth", "won", "what an offer is believed to be worth, mean of those weighed", true, "picked"},
    [NOT_WORTH] = {"offers_not_worth", "1", "offers not made because they are not worth what they cost", true, NULL},
    [FORESEEN] = {"foreseen", "1", "share of plans begun by families held out that it had picked that month", false, "held_out_orders"},
};

#endif
