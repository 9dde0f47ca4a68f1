// SPDX-License-Identifier: GPL-3.0-or-later
// The settings and metrics of a building's care, for building_care_party.c alone.
#ifndef MARU_MODELS_PESTS_BUILDING_CARE_TABLES_H
#define MARU_MODELS_PESTS_BUILDING_CARE_TABLES_H

#include "models/pests/building_care.h"
#include "models/pests/building_round.h"
#include "sim/engine/welfare.h"

enum goes_by { GOES_BY_NOTHING, GOES_BY_ALL, GOES_BY_OWN, GOES_BY_POOLED };
enum splits { SPLITS_SHAPLEY, SPLITS_EQUALLY };

struct building_care_settings {
    int goes_by, splits;
    int64_t round_days, orders;
    double paid_share, worth_won, expects_won;
    double look_won, treat_won, cures, rid_won, vain_won;
    double believed_alone, believed_follows, believed_seen, believed_imagined, believed_hidden, keeps;
};

typedef struct building_care_settings S;
static const char *const goes_by_names[] = {"nothing", "all", "own", "pooled", NULL};
static const char *const splits_names[] = {"shapley", "equally", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, goes_by, goes_by_names, GOES_BY_POOLED,
                   "which flats are visited in a round: none; all; those whose families order it by what their own robot saw; those too, and what the reports of all that tell say of each flat", "the question"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, round_days, "day", 30, 7, 365, "days from round to round", "assumption; large Korean complexes have to be disinfected once a quarter in summer and once in the half year of winter, as remembered, not read"),
    LEVER_AT_START(S, paid_share, "1", 0, 0, 1, "share of what telling is believed to add that is paid to the flats that told, by all who live in the building", "the question"),
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, splits, splits_names, SPLITS_SHAPLEY, "by what each flat's reports add (Shapley), or as much to each that told", "the question"),
    SETTING_WHOLE(ROLE_UNCERTAIN, S, orders, "1", 16, 2, 1000, "orders drawn for a split, where so many told that it is not exact", "assumption: sums are exact at any number"),
    UNCERTAIN(S, worth_won, "won/month", 500, 0, 20000, "what it is worth to a family that its flat is looked after by what its robot tells, where it is asked", "assumption: of the size of a small gift"),
    UNCERTAIN(S, expects_won, "won/month", 1000, 0, 20000, "... and what it expects to be paid for that, if all that telling adds were paid out", "assumption: of the size of what is paid in `building`"),
    UNCERTAIN(S, look_won, "won", 10000, 1000, 100000, "what a visit to a flat costs, and a family pays that orders one", "assumption: traps, and half an hour at pest_control.wage_won_hour"),
    UNCERTAIN(S, treat_won, "won", 40000, 0, 200000, "... and what is added where there are some: treatment", "assumption: two hours and gel bait; less than a first visit of a firm, on a round"),
    UNCERTAIN(S, cures, "1", 0.9, 0.5, 0.99, "share of visits to an infested flat that find and end the infestation", "as pest_control.cures"),
    UNCERTAIN(S, rid_won, "won", 150000, 10000, 1000000, "what it is worth to a family to be rid of them, beside its days with them (cockroaches.day_won)", "assumption: a first visit of a firm, which families pay (pest_control.visit_won)"),
    UNCERTAIN(S, vain_won, "won", 3000, 0, 50000, "what a visit costs a family that finds nothing: at home for it, a stranger in the flat", "assumption: twenty-five minutes at the minimum wage of 2018, 7,530 won"),
    UNCERTAIN(S, believed_alone, "1", 0.03, 0.001, 0.3, "share of flats that it takes to be infested where none infests another", "assumption: a third of a year's prevalence, where they are looked for"),
    UNCERTAIN(S, believed_follows, "1", 0.05, 0, 0.3, "how often it takes an infested flat to infest another given one before it is rid of them", "assumption: one of twenty"),
    UNCERTAIN(S, believed_seen, "1", 0.12, 0.01, 0.9, "chance that it expects a run in an infested flat to report one", "assumption: about 40 cockroaches at 0.004 each, recognised with 0.8"),
    UNCERTAIN(S, believed_imagined, "1", 0.001, 0.00001, 0.01, "... and in another one", "as robot_vacuum.imagines"),
    UNCERTAIN(S, believed_hidden, "1", 0.5, 0, 0.95, "share of infested flats that it takes to have so few that runs in them report no more than in another one", "assumption: the first weeks, and those after bait"),
    LEVER(S, keeps, "1", 0.5, 0, 1, "weight of what was known a round ago, beside this round's reports", "assumption: flats change within months"),
};
// clang-format on
static const struct setting_law laws[] = {NOT_ABOVE(believed_imagined, believed_seen)};

enum {
    LOOKED,
    INFESTED,
    TOLD,
    VISITED,
    ORDERED,
    CURED,
    VAIN,
    MISSED,
    ERROR_PRIOR,
    ERROR_OWN,
    ERROR_POOLED,
    SILENT,
    ERROR_SILENT_PRIOR,
    ERROR_SILENT_OWN,
    ERROR_SILENT_POOLED,
    MISSED_PRIOR,
    MISSED_OWN,
    MISSED_POOLED,
    VALUE_PRIOR,
    VALUE_OWN,
    VALUE_POOLED,
    BELIEVED,
    PAID,
    LEVIED,
    METRICS
};
// clang-format off
static const struct metric metrics[METRICS] = {
    [LOOKED] = {"looked", "1", "flats judged, in all rounds", false, NULL},
    [INFESTED] = {"infested", "1", "share of these that were infested", true, "looked"},
    [TOLD] = {"told", "1", "share of these whose robot told it something since the last round", true, "looked"},
    [VISITED] = {"visited", "1", "flats visited at the cost of all", true, NULL},
    [ORDERED] = {"ordered", "1", "flats visited at the order and the cost of their family", true, NULL},
    [CURED] = {"cured", "1", "infestations ended by either", true, NULL},
    [VAIN] = {"in_vain", "1", "visits that found nothing", true, NULL},
    [MISSED] = {"missed", "1", "share of infested flats that were not visited in the round", true, "infested"},
    [ERROR_PRIOR] = {"error_prior", "1", "mean square error of a flat's chance to be infested (Brier), told nothing", false, "looked"},
    [ERROR_OWN] = {"error_own", "1", "... of who knows what the flat's own robot saw", true, "looked"},
    [ERROR_POOLED] = {"error_pooled", "1", "... of who knows what all told", true, "looked"},
    [SILENT] = {"silent", "1", "flats that told nothing, in all rounds", false, NULL},
    [ERROR_SILENT_PRIOR] = {"error_silent_prior", "1", "the error of these, told nothing at all", false, "silent"},
    [ERROR_SILENT_OWN] = {"error_silent_own", "1", "... each by its own robot, where it has one", false, "silent"},
    [ERROR_SILENT_POOLED] = {"error_silent_pooled", "1", "... by what others told: the less, the more these tell of them", false, "silent"},
    [MISSED_PRIOR] = {"missed_prior", "1", "share of infested flats that nobody would have visited, told nothing", false, "infested"},
    [MISSED_OWN] = {"missed_own", "1", "... each by its own robot", false, "infested"},
    [MISSED_POOLED] = {"missed_pooled", "1", "... by what all told", false, "infested"},
    [VALUE_PRIOR] = {"value_prior", "1e6 won", "what visits by that would have been worth in these rounds, told nothing", false, NULL},
    [VALUE_OWN] = {"value_own", "1e6 won", "... each by its own robot", false, NULL},
    [VALUE_POOLED] = {"value_pooled", "1e6 won", "... by what all told", true, NULL},
    [BELIEVED] = {"believed", "1e6 won", "what telling adds to each by its own, as it is believed: what is split", true, NULL},
    [PAID] = {"paid", "1e6 won", "paid to flats that told", true, NULL},
    [LEVIED] = {"levied", "1e6 won", "paid by all who live there, for visits, treatments and that", false, NULL},
};
// clang-format on

#endif
