// SPDX-License-Identifier: GPL-3.0-or-later
// The welfare office's settings and metrics, for heat_watch_party.c alone.
#ifndef MARU_MODELS_COOLING_HEAT_WATCH_TABLES_H
#define MARU_MODELS_COOLING_HEAT_WATCH_TABLES_H

#include "models/cooling/heat_lists.h"
#include "models/cooling/heat_watch.h"
#include "sim/engine/welfare.h"

enum knows { KNOWS_NOTHING, KNOWS_REGISTER, KNOWS_ROOMS, KNOWS_BOTH };

struct heat_watch_settings {
    int knows;
    int64_t brands, visits_day;
    double warns_c, forecast_error_k, first_h, last_h;
    double register_misses, register_errs, worth_won;
    double risk_k_h, helps, harm_won, visit_won;
    double believed_k_h, believed_others, prior_visits, tries;
};

typedef struct heat_watch_settings S;

static const char *const knows_names[] = {"nothing", "register", "rooms", "both", NULL};

// clang-format off
static const struct setting rows[] = {
    SETTING_ONE_OF(ROLE_LEVER_AT_START, S, knows, knows_names, KNOWS_BOTH,
                   "whom it looks for by: nobody; the register of old people who live alone; what air conditioners report of their rooms; both, joined by home", "the question"),
    SETTING_WHOLE(ROLE_WORLD, S, brands, "1", 2, 1, HEAT_LISTS_BRANDS_MOST, "brands of air conditioners, each with the reports of its own: alike in size", "assumption: two large makers in Korea"),
    SETTING_WHOLE(ROLE_LEVER, S, visits_day, "1/day", 20, 0, 100000, "visits that its people can make on a hot day", "the scenario"),
    LEVER(S, warns_c, "degC", 29, 20, 45, "it makes visits on days whose forecast highest is at least this", "assumption: so warm that somebody who does not switch on is at risk; the weather service warns of heat from 33, not read"),
    UNCERTAIN(S, forecast_error_k, "K", 1.5, 0, 5, "standard deviation of the forecast of the day's highest", "assumption"),
    LEVER(S, first_h, "h", 10, 0, 23, "clock hour at which the day's list is made and the first visit sets out", "assumption"),
    LEVER(S, last_h, "h", 16, 1, 24, "clock hour of the last visit; those between are spread evenly", "assumption"),
    UNCERTAIN(S, register_misses, "1", 0.1, 0, 0.8, "share of old people who live alone whom the register does not have", "assumption: registered where a child lives"),
    UNCERTAIN(S, register_errs, "1", 0.01, 0, 0.2, "share of the other homes that it has as such a person's", "assumption: alone on paper"),
    UNCERTAIN(S, worth_won, "won/month", 500, 0, 20000, "what it is worth to a family that somebody looks, where it is asked for its data", "assumption: a civic motive, of the size of a small gift"),
    UNCERTAIN(S, risk_k_h, "K h", 24, 4, 200, "degree-hours above comfort in a day from which somebody old and alone is at risk", "assumption: three kelvin for eight hours"),
    UNCERTAIN(S, helps, "1", 0.7, 0, 1, "share of the heat of the rest of the day that a visit spares", "assumption: switched on, or brought to a cool room"),
    UNCERTAIN(S, harm_won, "won/(K h)", 2000, 0, 10000, "harm of a degree-hour above comfort to somebody old and alone, beside discomfort",
              "assumption: of 1.4 million such people 500 die of a summer's 600 K h, at 3 billion won: 1,800; neither number was read"),
    UNCERTAIN(S, visit_won, "won", 8000, 1000, 50000, "what a visit costs", "assumption: an hour with the way; the minimum wage of 2018 is 7,530 won"),
    UNCERTAIN(S, believed_k_h, "K h", 15, 0, 100, "what it believes beforehand that a visit to somebody old and alone spares", "assumption: half of a day at risk"),
    UNCERTAIN(S, believed_others, "1", 0.07, 0, 1, "... and to a home of which it does not know who lives there, as a part of that", "of one-person homes a quarter, and these are 0.29 of all"),
    UNCERTAIN(S, prior_visits, "1", 5, 0.5, 1000, "visits to each kind of homes that this belief counts for", "assumption"),
    UNCERTAIN(S, tries, "1", 0.1, 0, 0.5, "share of visits it makes, to find out, though they seem to spare less than they cost", "assumption"),
};

enum {
    HOT_DAYS, AT_RISK, VISITS, PRECISION, REACHED, RECALL, IN_TIME, SPARED, AVOIDED, SPENT, NET, NOT_WORTH,
    RECALL_REGISTER, RECALL_ROOMS, RECALL_BOTH, VALUE_REGISTER, VALUE_ROOMS, VALUE_BOTH, SHARE_REGISTER, SHARE_ROOMS, SHARE_BRAND,
    METRICS
};
static const struct metric metrics[METRICS] = {
    [HOT_DAYS] = {"hot_days", "day", "days on which it makes visits", false, NULL},
    [AT_RISK] = {"at_risk", "day", "days of old people alone at risk, on all days", true, NULL},
    [VISITS] = {"visits", "1", "visits made", true, NULL},
    [PRECISION] = {"precision", "1", "share of visits that were made to somebody who was at risk that day", true, "visits"},
    [REACHED] = {"reached", "1", "visits to somebody who was at risk that day", false, NULL},
    [RECALL] = {"recall", "1", "share of days at risk on which somebody came", true, "at_risk"},
    [IN_TIME] = {"in_time", "1", "share of the visits to somebody at risk that came before the day's heat was too much", true, "reached"},
    [SPARED] = {"spared", "K h", "degree-hours above comfort that visits spared", false, NULL},
    [AVOIDED] = {"avoided", "1e6 won", "harm that visits avoided", true, NULL},
    [SPENT] = {"spent", "1e6 won", "what visits cost", false, NULL},
    [NET] = {"net", "1e6 won", "harm avoided, less what visits cost", true, NULL},
    [NOT_WORTH] = {"not_worth", "1", "homes known on a hot day and not visited because that seemed to spare less than it costs", false, NULL},
    [RECALL_REGISTER] = {"recall_register", "1", "recall of who had the register alone, as far as the families let it be used", false, "at_risk"},
    [RECALL_ROOMS] = {"recall_rooms", "1", "... the reports of all brands alone", false, "at_risk"},
    [RECALL_BOTH] = {"recall_both", "1", "... both", false, "at_risk"},
    [VALUE_REGISTER] = {"value_register", "1e6 won", "harm avoided less visits' cost, of who had the register alone", false, NULL},
    [VALUE_ROOMS] = {"value_rooms", "1e6 won", "... the reports of all brands alone", false, NULL},
    [VALUE_BOTH] = {"value_both", "1e6 won", "... both: the whole that the holders earn together", false, NULL},
    [SHARE_REGISTER] = {"share_register", "1e6 won", "what the register brings to that", true, NULL},
    [SHARE_ROOMS] = {"share_rooms", "1e6 won", "what all brands' reports bring to that", true, NULL},
    [SHARE_BRAND] = {"share_brand", "1e6 won", "... those of one of the brands, mean of them", false, NULL},
};
// clang-format on

#endif
