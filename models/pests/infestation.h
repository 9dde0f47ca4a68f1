// SPDX-License-Identifier: GPL-3.0-or-later
// Cockroaches in a dwelling: logistic growth in closed form, and how often somebody meets one.
//   N(t) = K / (1 + (K/N0 - 1) e^{-rt})        (Verhulst 1838)
// A robot meets at least one on a run with probability 1 - exp(-N v); a person notices one at rate e N a day.
#ifndef MARU_MODELS_PESTS_INFESTATION_H
#define MARU_MODELS_PESTS_INFESTATION_H

#include "sim/engine/clock.h"
#include "sim/engine/item.h"
#include "sim/engine/kind.h"

struct party;
struct world;

// Section `cockroaches`.
struct cockroaches_settings {
    double prevalence;        // share of homes with sightings in a year
    double at_start;          // of these, the share already infested at the start
    double founders;          // N0
    double capacity;          // K
    double growth_per_day;    // r
    double met_per_run;       // v: chance that a run meets a given cockroach
    double spreads_per_day;   // from a full dwelling to each other flat of its building (infestation_spread.h)
    double noticed_per_day;   // e: rate at which a person at home notices a given cockroach
    double treats_itself;     // share of families that use bait when they notice one
    double calls_firm;        // share that call a firm by themselves
    // When it is told of a sighting by its robot (sighting_answer.h).
    double wants_help, help_won, sighting_months, sees_false_alarm, calls_by_itself;
    double firms_differ_won;  // what a way once around the circle of firms would cost a family (pest_control_price.h)
    double day_won;           // that a day with them costs a family
    double floor_risk[4];     // relative risk on floors 1-2, 3-5, 6-10, 11 and above
    double age_risk[4];       // relative risk in buildings of 0-5, 5-10, 10-20, 20 and more years
};
extern const struct section_kind cockroaches_section;

extern const struct appliance_kind infestation_appliance;  // in the homes

// In prepare(): cockroaches are lived through in this world, because a robot can see them or a firm ends them. The first
// firm (NULL: it is a robot) is the one told, on the device, that a family reaches for the telephone.
void infestation_matters(struct world *world, const struct party *firm);
extern const struct topic infestation_call;

struct infestation {
    time_ms since;       // when the founders came (before 0: before the start); CLOCK_NEVER: none
    time_ms protected;   // a maintenance plan keeps new ones away until then
};

static inline bool infestation_lives(const struct infestation *infestation, time_ms now) {
    return infestation->since <= now;
}
// Number of cockroaches, 0 without infestation.
double infestation_size(const struct cockroaches_settings *settings, const struct infestation *infestation,
                        time_ms now);
// Chance that one run of a robot meets at least one.
double infestation_met_on_run(const struct cockroaches_settings *settings, const struct infestation *infestation,
                              time_ms now);
// When a person notices one: the moment at which the integral of e N reaches `exponential` (a draw with
// mean 1), from `now` on. Closed form: the integral of N over [0, t] is (K/r) ln(1 + (N0/K)(e^{rt} - 1)).
time_ms infestation_noticed(const struct cockroaches_settings *settings, const struct infestation *infestation,
                            time_ms now, double exponential);
// Relative risk of a dwelling by its floor and the building's age (mean over a population is scaled to 1 later).
double infestation_risk(const struct cockroaches_settings *settings, int floor, int building_age);

#endif
