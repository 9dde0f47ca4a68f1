// SPDX-License-Identifier: GPL-3.0-or-later
// What can be set of the marketing desk, and what it counts. Included by marketing_party.c only.
#ifndef MARU_MODELS_MAKER_MARKETING_TABLES_H
#define MARU_MODELS_MAKER_MARKETING_TABLES_H

#include "models/maker/marketing_groups.h"
#include "models/methods/demand_law.h"
#include "sim/engine/kind.h"

enum looks_at { LOOKS_AT_HEALTH, LOOKS_AT_SHARES };
static const char *const looks_at_names[] = {"health", "shares", NULL};
enum picks_k { PICKS_BY_SILHOUETTE, PICKS_BY_GAP };
static const char *const picks_k_names[] = {"silhouette", "gap", NULL};

struct marketing_settings {
    int looks_at, picks_k;
    int64_t groups, version_months, signals_least;
    double version_won, hold_out, tries, discount;
    double wants_month, fit_weight, offer_weight;
    double set_won, usual_won, price_weight, cost_share, contact_won;
    double believed_taken, believed_anyway, prior_offers;
    double worth_won;
};

typedef struct marketing_settings S;
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER, S, looks_at, looks_at_names, LOOKS_AT_HEALTH, "by what it groups families: how healthy what they heat and keep is, or the share of each food and product", "the question"),
    SETTING_WHOLE(ROLE_LEVER, S, groups, "1", 3, 0, MARKETING_GROUPS_MOST, "groups it makes; 0: as many as picks_k finds", "assumption: for, against and between"),
    SETTING_ONE_OF(ROLE_LEVER, S, picks_k, picks_k_names, PICKS_BY_SILHOUETTE, "how it finds how many groups there are, where groups = 0: silhouette, of two or more, or gap, of one or more", "the question"),
    SETTING_WHOLE(ROLE_LEVER, S, version_months, "month", 3, 1, 24, "new groups every so many months of 30 days", "assumption: a quarter"),
    SETTING_WHOLE(ROLE_LEVER, S, signals_least, "1", 4, 1, 1000, "reports of a class of data before it counts", "assumption: as the diet service"),
    UNCERTAIN(S, version_won, "won", 100000, 0, 500000, "cost of making groups once", "assumption: a day of an analyst"),
    LEVER_AT_START(S, hold_out, "1", 0.2, 0, 0.9, "share of families never offered anything, for comparison", "assumption"),
    LEVER(S, tries, "1", 0.2, 0, 1, "share of families a month that are made an offer by lot, to learn", "assumption: five months from one trial to the next"),
    LEVER(S, discount, "1", 0.2, 0, 0.6, "discount of the cheaper offers", "assumption"),
    UNCERTAIN(S, wants_month, "1/month", 0.01, 0.001, 0.1, "chance that an average family buys a set by itself in a month, at the usual price", "assumption: one in eight a year, as of supplements"),
    UNCERTAIN(S, fit_weight, "1", 0.8, 0, 2, "utility of a set per standard deviation of how well it fits the family", "assumption; 0: what families eat says nothing of what they want"),
    UNCERTAIN(S, offer_weight, "1", 1.1, 0, 2.5, "utility of having been offered it", "assumption: triples the odds, as of supplements; effects in field tests vary from none to several times (Jannach & Jugovac 2019)"),
    PRICE("sets_sold", S, set_won, "won", 40000, 1000, 500000, "price of a set", "assumption"),
    UNCERTAIN(S, usual_won, "won", 40000, 20000, 80000, "price at which families buy as often", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    UNCERTAIN(S, cost_share, "1", 0.6, 0, 1, "cost of a set as a share of its usual price", "assumption: as accessories"),
    UNCERTAIN(S, contact_won, "won", 300, 0, 5000, "cost of an offer", "assumption: a letter with a voucher"),
    UNCERTAIN(S, believed_taken, "1", 0.03, 0, 1, "share of offers that it believes beforehand are taken within the month", "assumption: three times as many as come by themselves"),
    UNCERTAIN(S, believed_anyway, "1", 0.01, 0, 1, "share of families that it believes beforehand buy a set in a month without an offer", "assumption: one in eight a year"),
    UNCERTAIN(S, prior_offers, "1", 200, 1, 10000, "offers, and families held out, that what it believes of a group beforehand counts for", "assumption: as many as show a share of 3 % to within 1.2 %"),
    UNCERTAIN(S, worth_won, "won/month", 500, 0, 20000, "what offers that fit are worth to a family that is asked for its data", "assumption: less than advice"),
};

enum {
    OFFERS, OFFER_FIT, SOLD, CHEAPER, OFFERED_BUY, HELD_OUT, HELD_OUT_BUY, ANNOYED, NOTICED, VERSIONS, KNOWN, GROUPS, AGREEMENT,
    PRIVACY_AGREEMENT, CAUSED, CAUSED_ERROR, METRICS
};
static const struct metric metrics[METRICS] = {
    [OFFERS] = {"offers", "1", "offers made", true, NULL},
    [OFFER_FIT] = {"offer_fit", "1", "how well what was offered fits, in standard deviations, mean of an offer", true, "offers"},
    [SOLD] = {"sets_sold", "1", "sets sold", true, NULL},
    [CHEAPER] = {"sold_cheaper", "1", "of these at a discount", false, NULL},
    [OFFERED_BUY] = {"offered_buy", "1", "share of offers that are taken within the month", true, "offers"},
    [HELD_OUT] = {"held_out", "1", "months and sets that families held out looked at", false, NULL},
    [HELD_OUT_BUY] = {"held_out_buy", "1", "share of these that are bought", true, "held_out"},
    [ANNOYED] = {"annoyed", "1", "declined offers that annoyed", true, NULL},
    [NOTICED] = {"noticed_unasked", "1", "offers that were seen to know what the family never told", true, NULL},
    [VERSIONS] = {"versions", "1", "times that it made groups", false, NULL},
    [KNOWN] = {"known", "1", "families of whom it knew enough to put them into a group, mean of the versions", true, "versions"},
    [GROUPS] = {"groups", "1", "groups beside that of the unknown, mean of the versions", false, "versions"},
    [AGREEMENT] = {"agreement", "1", "adjusted Rand index of its groups and thirds of the families' true leaning, mean of the versions", true, "versions"},
    [PRIVACY_AGREEMENT] = {"privacy_agreement", "1", "the same, of its groups and the families' privacy segments", false, "versions"},
    [CAUSED] = {"caused_won", "won", "earned because of its offers, before what they cost, estimated from the hold-out", true, NULL},
    [CAUSED_ERROR] = {"caused_won_error", "won", "standard error of that estimate", false, NULL},
};

#endif
