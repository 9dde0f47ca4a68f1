// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the regulator share: its settings, and what it keeps.
//   regulator_party.c    who finds out, cases, the press
//   regulator_fines.c    who has to pay how much
//   regulator_orders.c   what may be taken no longer
#ifndef MARU_MODELS_OVERSIGHT_REGULATOR_PARTS_H
#define MARU_MODELS_OVERSIGHT_REGULATOR_PARTS_H

#include "models/people/trust.h"
#include "sim/engine/world.h"

enum regulator_order { ORDER_NONE, ORDER_STOP, ORDER_ASK };

struct regulator_settings {
    double finds_out_month, resentment, complains;
    bool watches, press;
    double complaints_open, audits_year, investigation_days;
    double fine_share, fine_share_most, repeat_factor, fine_least_won, fine_most_won;
    bool related_only;
    double provider_share, claims, compensation_won;
    int order;
    double stop_days;
    double press_year, publishes, hears, scandal, half_life_days, gives_in;
    bool partners_heed;
    double partners_kept, believed_fines_year, prior_years;
};

enum regulator_metric {
    FOUND_OUT, COMPLAINTS, CASES, CLEARED, FINED, FINES, COMPENSATION, STOPPED, ASKED, AGREED, REPORTS, GAVE_IN, HEARD, AT_STAKE, PARTNERS_STOPPED,
    REGULATOR_METRICS
};

// On each party, as a recipient of data.
struct regulator_file {
    bool receives;        // anything at all
    bool open;            // a case
    uint32_t complaints;  // since the last case
    uint32_t out;         // families of whom something unlawful got out, since the last decision
    uint32_t cases, fines, audits, scoops, reports;
    time_ms audit, scoop;  // the next
    time_ms decides;       // on the open case
    time_ms since;         // the last decision, up to which all has been judged
};

struct regulator_state {
    struct regulator_file *files;  // [parties]
    uint16_t *owner;               // [parties]: whose desk a party is, itself for most
    const struct party **makers;   // [maker_count], by rank; where the scenario has none, one that is NULL
    uint16_t maker_count;
    double *makers_won;            // [makers]: fines of the case at hand, see regulator_fines.h
    uint32_t *fined;               // [parties][makers]: fines that the maker paid for what that party took
    bool *knows;                   // [homes][flows]: the family found out
    float *read;                   // [makers][homes]: weight of what it read of them and has not forgotten
    double *heaviest;              // [makers]: weight of what was taken, of the report at hand
    uint16_t *taking;              // flows in which data can be taken this month
    double *hazard;                // of a family, flow by flow of those
    size_t taking_count;
    uint16_t fine, compensation;
};

static inline struct regulator_state *regulator_state_of(const struct party *regulator) { return regulator->state; }

// Whose appliances notice it, by rank; what is nobody's in particular is the first maker's.
static inline uint16_t regulator_flow_maker(const struct world *world, uint16_t flow) {
    const struct party *maker = trust_maker_of(world, flow);
    return maker ? maker->maker_rank : 0;
}

#endif
