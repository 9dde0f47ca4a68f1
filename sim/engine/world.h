// SPDX-License-Identifier: GPL-3.0-or-later
// The world and its loop. Everything that has happened so far; what was asked for is the plan's.
#ifndef MARU_SIM_ENGINE_WORLD_H
#define MARU_SIM_ENGINE_WORLD_H

#include "sim/engine/exchange.h"
#include "sim/engine/gate.h"
#include "sim/engine/home.h"
#include "sim/engine/journal.h"
#include "sim/engine/ledger.h"
#include "sim/engine/plan.h"
#include "sim/engine/social.h"
#include "sim/engine/timers.h"

// One appliance entry of the plan (or the family), as the world runs it.
struct appliance {
    const struct appliance_kind *kind;
    const struct plan_entry *entry;
    void *shared;            // what prepare() made; freed with free()
    uint32_t stream;         // of its random draws, from the entry's name
    size_t first_metric;     // its metrics' place among the world's
};

// One party entry of the plan.
struct party {
    const struct party_kind *kind;
    const struct plan_entry *entry;
    const char *name;
    uint16_t number;
    void *state;
    size_t first_metric;
    double *metrics;         // of the day so far; added to the series as segment 0 ... see party_metric
};

struct model;  // the models' own world (weather, families, tariff): models/model.h

struct world {
    const struct plan *plan;
    struct random_key key;
    time_ms now, end, window;
    int64_t start_day;          // days since 1970-01-01
    struct status status;       // first failure; ends the loop at the window's end
    int threads;

    struct home *homes;
    time_ms *home_due;          // earliest due moment of each home
    uint32_t home_count;
    struct process *processes;
    size_t process_count;
    unsigned char *states;
    struct chunk *chunks;
    size_t chunk_count;

    struct appliance *appliances;  // [0] is the family
    size_t appliance_count;
    struct party *parties;
    uint16_t party_count;
    size_t metric_count;        // of all appliances and parties

    struct gate *gate;
    struct ledger *ledger;
    struct exchange *exchange;
    struct timers *timers;
    struct social *friends;     // who talks to whom, among households
    struct journal *journal;    // causes
    struct results *results;    // NULL: nothing is recorded
    struct model *model;
    uint64_t items;             // sequence numbers given
    void (*progress)(const struct world *world, void *argument);  // once a simulated day; may be NULL
    void *progress_argument;
};

// Makes the world of a plan: parties, homes, appliances, network. results_path NULL: records nothing.
// NULL with a status when something cannot be made. The plan is borrowed for the world's lifetime.
struct world *world_create(const struct plan *plan, const char *results_path, int threads, struct status *status);
// Runs from start to end and closes the run file. False with a status on failure: then there is no file.
bool world_run(struct world *world, struct status *status);
void world_free(struct world *world);

// Parties by kind, in plan order: next one after `previous` (NULL: the first), NULL at the end.
struct party *world_party_of_kind(struct world *world, const struct party_kind *kind, const struct party *previous);
struct party *world_party_named(struct world *world, const char *name);

// For parties and the family's answers, in parties_decide: an item sets out at item.sent >= world->now.
void world_send(struct world *world, struct item item);
// The party's data flow for a class: declares it with the policy's rule (in prepare()).
uint16_t world_flow(struct world *world, enum data_class data_class, const struct party *recipient, const char *purpose);
// Asks the policy's hook; false when it has none (the proposal keeps its defaults).
bool world_ask_hook(struct world *world, const struct hook *hook, uint32_t home, const void *view, void *proposal);
// Something that concerns a home and is counted in a party's or appliance's series under the home's segment.
void world_count(struct world *world, size_t first_metric, size_t metric, uint32_t home, double amount);

static inline bool world_is_weekend(const struct world *world, time_ms t) {
    return clock_is_weekend(world->start_day, t);
}

#endif
