// SPDX-License-Identifier: GPL-3.0-or-later
// The world: everything that has happened so far. What was asked for is the plan's (plan.h), how it goes on is the
// loop's (loop.h), what appliances and parties may do to it is in home.h (visit_...) and party_act.h (party_...).
#ifndef MARU_SIM_ENGINE_WORLD_H
#define MARU_SIM_ENGINE_WORLD_H

#include "sim/engine/exchange.h"
#include "sim/engine/gate.h"
#include "sim/engine/home_state.h"
#include "sim/engine/journal.h"
#include "sim/engine/ledger.h"
#include "sim/engine/plan.h"
#include "sim/engine/random.h"
#include "sim/engine/social.h"
#include "sim/engine/timers.h"
#include "sim/engine/welfare.h"

// One appliance entry of the plan (or the family), as the world runs it.
struct appliance {
    const struct appliance_kind *kind;
    const struct plan_entry *entry;  // NULL: the family
    const void *settings;    // the entry's
    void *shared;            // what prepare() made; freed with free()
    uint32_t stream;         // of its random draws: of "appliance/name"
    size_t first_metric;     // its metrics' place among the world's
    bool offered;            // homes that have none can get one during the run
    struct party *maker;     // whose software runs on it; NULL: the scenario has none
};

static inline const char *appliance_name(const struct appliance *appliance) {
    return appliance->entry ? appliance->entry->name : appliance->kind->kind.name;
}

// A party that wants to be told whatever appliances notice of a class, for a purpose.
struct subscription {
    enum data_class data_class;
    uint16_t party;          // who is told
    uint16_t recipient;      // who then knows it: the party itself, or the one it works for
    const char *purpose;     // borrowed, static: the unit of consent is (class, recipient, purpose)
    double worth_won;        // a month of what the family gets for it, beside rewards
    double caught_month;     // chance a month that who makes up what it sends is excluded, as families know; 0: nobody looks
    uint16_t first_district, districts;  // whose homes tell it and are asked: so many from the first one on; 0: all
    // Filled in.
    const struct party *maker;  // whose appliances tell it: the party's maker
    uint16_t flow;
};
static inline bool subscription_concerns(const struct subscription *subscription, const struct home *home,
                                         const struct appliance *appliance) {
    bool lives_there = subscription->districts == 0 ||
                       (uint16_t)(home->district - subscription->first_district) < subscription->districts;
    return lives_there && appliance->maker == subscription->maker;
}

// What reaches the one, the other overhears.
struct overhearing {
    uint16_t victim, party;
};

struct listener {
    const struct topic *topic;
    uint16_t party;
};

// One party entry of the plan.
struct party {
    const struct party_kind *kind;
    const struct plan_entry *entry;
    const char *name;
    uint16_t number;
    void *state;
    size_t first_metric;     // its metrics' place among the world's, counted with world_count()
    struct party *maker;     // whose desk or partner it is; of a maker: itself; NULL: the scenario has none
    bool overheard;          // somebody is given what reaches it
    uint16_t maker_rank;     // of a maker: 0 the first, 1 the next ...
};

struct model;  // the models' own world (weather, families, tariff): models/model.h

enum phase { HOMES_LIVE, EXCHANGE_CARRY, PARTIES_DECIDE, LEDGER_SETTLE, RECORD, PHASES };  // of the loop

struct world {
    const struct plan *plan;    // in force
    const struct plan *asked;   // whose run this is; another than `plan` while its past is lived
    time_ms turn;               // at this midnight the next plan comes into force (turn.h); CLOCK_NEVER: `asked` is
    const struct plan *past;    // what was in force before; NULL: nothing else was
    bool turning;               // just now: who asks families asks those that were not asked under the rules that hold
    struct random_key key;
    time_ms now;                // the window's start; during parties_decide the moment that is handled
    time_ms until;              // the window's end
    time_ms end, window;
    int64_t start_day;          // days since 1970-01-01
    struct status status;       // first failure; ends the loop at the window's end
    int threads;

    struct home *homes;
    double *left_on_kwh;        // [homes]: of what their meters counted, by what was left on during trips
    uint64_t *calendar;         // [windows of a day][chunks]: one bit per home that is due, see home.c
    uint32_t home_count;
    struct process *processes;
    size_t process_count;
    unsigned char *states;
    struct chunk *chunks;
    size_t chunk_count;

    struct appliance *appliances;  // [0] is the family; the scenario's in the order of their names
    size_t appliance_count;
    bool has_independent;       // some appliance's kind is
    struct party *parties;      // in the order of their names: who comes first at the same instant
    bool step_by_step;          // as in the plan
    const char **party_names;
    uint16_t party_count, maker_count;
    struct subscription *subscriptions;  // by class, then in the order of the parties
    size_t subscription_count;
    size_t first_subscription[DATA_CLASSES + 1];
    struct listener *listeners;  // in the order of the parties
    size_t listener_count;
    struct overhearing *overhearings;  // in the order of the parties that overhear
    size_t overhearing_count;
    const struct hook **asked_hooks;  // whom parties will ask (party_will_ask)
    size_t asked_hook_count;
    size_t metric_count;        // of all appliances and parties

    struct gate *gate;
    struct ledger *ledger;
    struct welfare *welfare;
    struct exchange *exchange;
    struct timers *timers;
    struct social *friends;     // who talks to whom, among households
    struct journal *journal;    // causes
    struct promises *promises;  // that hold in this run (promises.h); NULL: nobody promises anything
    struct learning *learning;  // what parties have learnt, version by version (learning.h); NULL: nothing yet
    struct guesses *guesses;    // what onlookers could guess of the homes (guesses.h); NULL: nobody looks on
    bool remembers;             // keeps lines and postings in memory that are in the run file already, for who looks
                                // at them there after the run; false: forgets them day by day
    struct gate_tally **tallies;  // [threads][data flows]: passes through the gate of the day so far
    struct item *inbox;         // what parties_decide handles in this window
    size_t inbox_count, inbox_room;
    double *day_metrics;        // [HOME_SEGMENTS][metric_count], counted outside the homes, of the day so far
    struct results *results;    // NULL: nothing is recorded
    struct model *model;
    uint64_t items;             // sequence numbers given
    double phase_seconds[PHASES];  // wall time, for reports about the program, never for results
    void (*progress)(const struct world *world, void *argument);  // once a simulated day; may be NULL
    void *progress_argument;
    void (*before_turn)(struct world *world, void *argument);  // may name another plan that is asked for; may be NULL
    void *before_turn_argument;
};

// Parties by kind, in the order of their names: next one after `previous` (NULL: the first), NULL at the end.
struct party *world_party_of_kind(struct world *world, const struct party_kind *kind, const struct party *previous);
// Makers (party_kind.makes) in the order of their names, as above; the first, or the only one. Whose something is, is said by
// appliance.maker and party.maker.
struct party *world_next_maker(struct world *world, const struct party *previous);
struct party *world_maker(struct world *world);
// The first party of the kind that is that maker's, or NULL.
struct party *world_party_of_maker(struct world *world, const struct party_kind *kind, const struct party *maker);

// Home events handled so far.
uint64_t world_events(const struct world *world);

// Who is told what is noticed of a class. Borrowed.
const struct subscription *world_subscriptions(const struct world *world, enum data_class data_class, size_t *count);
// How many of the appliance the home has now.
unsigned world_owned(const struct world *world, uint32_t home, uint16_t appliance);

// Counts something that concerns a home in the series of a party or appliance, under the home's segment.
void world_count(struct world *world, size_t first_metric, size_t metric, uint32_t home, double amount);

// The stream of what a process draws: of its entry's name and of which one it is of several alike.
static inline uint32_t process_stream(const struct world *world, const struct process *process) {
    return world->appliances[process->appliance].stream + process->number;
}
static inline void *process_state(const struct world *world, const struct process *process) {
    return world->states + (size_t)process->state * PROCESS_STATE_UNIT;
}

#endif
