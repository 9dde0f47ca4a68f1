// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/world.h"

#include <string.h>
#include <time.h>

#include "sim/engine/decide.h"
#include "sim/engine/results.h"

const char *const phase_names[] = {"homes_live",    "exchange_carry", "parties_decide",
                                   "ledger_settle", "record",         NULL};

// What the homes sent in this window sets out, and travels until the window's end.
static void carry(struct world *world, time_ms until) {
    outboxes_empty(world);
    exchange_carry(world->exchange, world->now, until);
}

// At midnight the homes' meters are read and the parties close their day; value is balanced at every window.
static void settle(struct world *world, time_ms until) {
    if (until % CLOCK_DAY == 0) parties_close_day(world, until);
    ledger_settle(world->ledger);
}

static void record(struct world *world, time_ms until) {
    if (until % CLOCK_DAY == 0) results_day(world, until);
}

static const struct {
    enum phase phase;
    void (*run)(struct world *world, time_ms until);
} phases[PHASES] = {
    {HOMES_LIVE, homes_live},          // every home handles its own events, in time order
    {EXCHANGE_CARRY, carry},           // what left the homes travels and is computed on
    {PARTIES_DECIDE, parties_decide},  // firms, schools, public bodies act on what arrived
    {LEDGER_SETTLE, settle},           // bills, rewards, expiry, balance check
    {RECORD, record},                  // samples and counters into the run file
};

static double wall_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// The loop: window after window, phase after phase.
static void live_on(void *argument) {
    struct world *world = argument;
    while (world->now < world->end && world->status.code == STATUS_OK) {
        world->until = world->now + world->window;
        double before = wall_seconds();
        for (int i = 0; i < PHASES; i++) {
            promise_context.now_ms = world->now;
            phases[i].run(world, world->until);
            double after = wall_seconds();
            world->phase_seconds[phases[i].phase] += after - before;
            before = after;
        }
        world->now = world->until;
        if (world->progress && world->now % CLOCK_DAY == 0) world->progress(world, world->progress_argument);
    }
}

bool world_run(struct world *world, struct status *status) {
    promise_context = (struct promise_context){0, world->key.seed, world->key.replication};
    exchange_run(world->exchange, live_on, world);
    if (world->status.code != STATUS_OK) {
        *status = world->status;
        results_abandon(world);
        return false;
    }
    return results_close(world, status);
}

uint64_t world_events(const struct world *world) {
    uint64_t events = 0;
    for (size_t i = 0; i < world->chunk_count; i++) events += world->chunks[i].events;
    return events;
}

struct party *world_party_of_kind(struct world *world, const struct party_kind *kind,
                                  const struct party *previous) {
    for (size_t i = previous ? previous->number + 1u : 0; i < world->party_count; i++)
        if (world->parties[i].kind == kind) return &world->parties[i];
    return NULL;
}

void world_wake_home(struct world *world, uint32_t home, uint16_t process) {
    home_wake(world, home, process, world->until);
}

void world_send(struct world *world, struct item item) {
    PROMISE(item.bytes > 0, "what travels has a size");
    if (item.sent < world->until) item.sent = world->until;
    item.sequence = ++world->items;
    exchange_send(world->exchange, &item, world->homes[item.home].district);
}

void world_hand(struct world *world, struct item item) {
    item.to = PARTY_HOME;
    item.flow = GATE_NO_FLOW;
    item.sent = item.arrived = world->now;
    home_receive(world, &item, world->until);
}

uint16_t world_flow(struct world *world, enum data_class data_class, const struct party *recipient,
                    const char *purpose) {
    enum consent_rule rule = plan_rule(world->plan, data_class, recipient->entry);
    return gate_flow(world->gate, data_class, recipient->number, purpose, rule);
}

bool world_share(struct world *world, uint32_t home, uint16_t flow, enum data_form form, uint32_t bytes) {
    return world_share_pictures(world, home, flow, form, bytes, 0);
}

bool world_share_pictures(struct world *world, uint32_t home, uint16_t flow, enum data_form form,
                          uint32_t bytes, uint32_t pictures) {
    return gate_pass(world->gate, world->tallies[0], home, flow, world->now, form, bytes, pictures);
}

bool world_ask_hook(struct world *world, const struct hook *hook, uint32_t home, const void *view,
                    void *proposal) {
    const struct plan_hooks *hooks = &world->plan->hooks;
    if (!hooks->has || !hooks->has(hooks->owner, hook) || world->status.code != STATUS_OK) return false;
    struct home_facts facts = home_facts(world, home);
    return hooks->call(hooks->owner, hook, &facts, view, proposal, &world->status);
}

void world_count(struct world *world, size_t first_metric, size_t metric, uint32_t home, double amount) {
    world->day_metrics[world->homes[home].segment * world->metric_count + first_metric + metric] += amount;
}

void world_count_party(struct world *world, const struct party *party, size_t metric, double amount) {
    world->day_metrics[party->first_metric + metric] += amount;
}

struct random_sequence world_sequence(const struct world *world, uint32_t entity, const char *meaning,
                                      uint64_t n) {
    return (struct random_sequence){world->key, entity, random_stream(meaning), n};
}

struct random_sequence world_sequence_with(const struct world *world, const struct party *party,
                                           uint32_t home, const char *meaning, uint64_t n) {
    struct random_sequence luck = world_sequence(world, home, meaning, n << 8);
    luck.stream ^= random_stream(party->name);
    return luck;
}

void world_wake(struct world *world, const struct party *party, struct timer timer) {
    timer.party = party->number;
    timers_set(world->timers, timer);
}

uint64_t world_note(struct world *world, uint16_t party, uint32_t home, uint64_t cause, const char *what) {
    return journal_write(world->journal, (struct journal_line){world->now, cause, what, home, party});
}
