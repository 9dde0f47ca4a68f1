// SPDX-License-Identifier: GPL-3.0-or-later
// The city's settings and metrics, for public_body.c alone.
#ifndef MARU_MODELS_AIR_PUBLIC_BODY_TABLES_H
#define MARU_MODELS_AIR_PUBLIC_BODY_TABLES_H

#include "models/air/public_body.h"

enum pools { POOLS_NONE, POOLS_AGGREGATED, POOLS_NOISED, POOLS_RAW };

struct public_body_settings {
    int pools;
    int64_t smallest_cell, cleans_districts;
    double epsilon, delta, clip, home_spread;
    double reward_won, worth_won;
    double believed_more, prior_months, tries;
    double cleaning_share, cleaning_won;
    double outdoors_h, at_home_h, comes_in, limit_ug;
};

typedef struct public_body_settings S;

static const char *const pools_names[] = {"none", "aggregated", "noised", "raw", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER, S, pools, pools_names, POOLS_AGGREGATED, "what the firms put together", "the scenario"),
    SETTING_WHOLE(ROLE_LEVER, S, smallest_cell, "1", 5, 1, 1000, "homes behind a sum that a firm tells, at least", "assumption"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, cleans_districts, "1", 3, 0, 1000, "districts the city can clean at a time", "assumption"),
    LEVER(S, epsilon, "1", 1, 0.01, 20, "privacy loss of a home in a month, noised", "assumption; Dwork & Roth 2014 call values about 1 and below small"),
    LEVER(S, delta, "1", 1e-6, 1e-12, 0.01, "chance for which the loss over the months may be larger than said", "Dwork & Roth 2014: far below 1 / number of homes"),
    LEVER(S, clip, "1", 0.7, 0.1, 3, "how far a home's logarithm counts from the station's at most, noised", "assumption: a factor of two"),
    UNCERTAIN(S, home_spread, "1", 0.35, 0.05, 2, "what the analyst takes for the spread of homes' months in a district, logarithm", "assumption: 0.2 of the sensors and more of unlike dwellings; 0.25 to 0.36 among the purifiers of the model"),
    REWARD_AT_START("agreed", S, reward_won, "won/month", 1000, 0, 20000, "paid to a family whose record is passed on", "assumption"),
    UNCERTAIN(S, worth_won, "won/month", 500, 0, 10000, "what it is worth to a family that the city knows where the air is bad", "assumption: a civic motive, of the size of a small gift"),
    UNCERTAIN(S, believed_more, "1", 0.2, 0, 5, "share that a list made of records spares more than one that costs nothing, as the city believes beforehand", "assumption: it errs by an eighth less"),
    UNCERTAIN(S, prior_months, "month", 3, 0.1, 1000, "months of lists of either kind that this belief counts for", "assumption: a season"),
    UNCERTAIN(S, tries, "1", 0.1, 0, 0.5, "share of months in which it takes the other list than it would, to find out; of records that are paid for", "assumption: one month a year"),
    UNCERTAIN(S, cleaning_share, "1", 0.3, 0, 0.9, "of what a district adds to the city's dust, taken away by cleaning it", "assumption: no figure for a district was found"),
    UNCERTAIN(S, cleaning_won, "won/month", 3000, 0, 100000, "cleaning a district, for each who lives there", "assumption: no price was found"),
    UNCERTAIN(S, outdoors_h, "h/day", 1, 0, 12, "a person is outdoors in the own district", "assumption"),
    UNCERTAIN(S, at_home_h, "h/day", 14, 0, 24, "a person is at home", "assumption: night, morning and evening"),
    UNCERTAIN(S, comes_in, "1", 0.5, 0.1, 1, "dust from outdoors that is found in dwellings, as a share of that outdoors",
              "assumption; 0.8 x 0.5 / (0.5 + 0.2) = 0.57 for the dwelling of air_purifier while its fan stands still"),
    WORLD(S, limit_ug, "ug/m3", 35, 5, 200, "hours with more dust outdoors are counted", "Korea's daily standard for PM2.5 since March 2018: 35"),
};

enum {
    MONTHS, ERROR, ERROR_MEAN_FIRM, ERROR_BEST_FIRM, ERROR_NOBODY,
    CELLS, CELL_HOMES, TOO_SMALL, RECORDS, REWARDS, EPSILON, AGREED, BOUGHT, BID,
    LISTED, HITS, SOUGHT, FOUND,
    CLEANED, AVOIDED, AVOIDED_HOURS, SPENT, AVOIDED_EACH, AVOIDED_HOURS_EACH, METRICS
};
static const struct metric metrics[METRICS] = {
    [MONTHS] = {"months", "1", "months looked at", false, NULL},
    [ERROR] = {"error", "1", "root mean square error of the districts' factors, logarithm, as the city has them", true, "months"},
    [ERROR_MEAN_FIRM] = {"error_mean_firm", "1", "the same of a firm alone, mean of the firms", true, "months"},
    [ERROR_BEST_FIRM] = {"error_best_firm", "1", "the same of the firm that was nearest", true, "months"},
    [ERROR_NOBODY] = {"error_nobody", "1", "the same of who takes all districts for alike", false, "months"},
    [CELLS] = {"cells", "1", "means of a firm's homes in a district that went into the list", false, NULL},
    [CELL_HOMES] = {"cell_homes", "1", "homes behind one, mean", true, "cells"},
    [TOO_SMALL] = {"too_small", "1", "sums not told because too few homes are behind them", true, NULL},
    [RECORDS] = {"records", "1", "records of single homes the city got", true, NULL},
    [REWARDS] = {"rewards", "won", "paid to families for them", false, NULL},
    [AGREED] = {"agreed", "1", "families that would let it have their record, mean of the months", false, "months"},
    [BOUGHT] = {"bought", "1", "months in which it paid for records, where it was offered any", false, "months"},
    [BID] = {"records_worth", "won/month", "what a month's records are worth to it, mean of the months after the first; 0: it asks for none", false, "months"},
    [EPSILON] = {"epsilon", "1", "privacy loss of a home over all months; 0: none is promised", true, NULL},
    [LISTED] = {"listed", "1", "districts on the list, in months", true, NULL},
    [HITS] = {"hits", "1", "share of them that were truly among as many worst as the city can clean", true, "listed"},
    [SOUGHT] = {"sought", "1", "districts that a list without error would hold, in months", false, NULL},
    [FOUND] = {"found", "1", "share of those that were listed", true, "sought"},
    [CLEANED] = {"cleaned", "1", "districts cleaned, in months", false, NULL},
    [AVOIDED] = {"avoided", "ug h/m3", "dust times hours that people did not breathe in their district, outdoors and at home", true, NULL},
    [AVOIDED_HOURS] = {"avoided_hours", "h", "hours of people outdoors that cleaning brought below the limit", true, NULL},
    [SPENT] = {"spent", "1e6 won", "the city's money for cleaning and rewards", true, NULL},
    [AVOIDED_EACH] = {"avoided_each", "ug h/m3/(1e6 won)", "avoided, for a million won", true, "spent"},
    [AVOIDED_HOURS_EACH] = {"avoided_hours_each", "h/(1e6 won)", "avoided_hours, for a million won", true, "spent"},
};
// clang-format on

#endif
