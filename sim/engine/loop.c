// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/loop.h"

#include <string.h>
#include <time.h>

#include "sim/engine/decide.h"
#include "sim/engine/home.h"
#include "sim/engine/promises.h"
#include "sim/engine/results.h"
#include "sim/engine/turn.h"

const char *const loop_phase_names[] = {"homes_live",    "exchange_carry", "parties_decide",
                                        "ledger_settle", "record",         NULL};

// What the homes sent in this window sets out, and travels until the window's end.
static void carry(struct world *world, time_ms until) {
    outboxes_empty(world);
    exchange_carry(world->exchange, world->now, until);
}

// At midnight what is held too long is looked for, the homes' meters are read and the parties close their
// day; value is balanced at every window.
static void settle(struct world *world, time_ms until) {
    if (until % CLOCK_DAY == 0) promises_day(world, until);
    if (until % CLOCK_DAY == 0) parties_close_day(world, until);
    ledger_settle(world->ledger);
}

static void record(struct world *world, time_ms until) {
    promises_locate(world);
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
        if (world->now == world->turn) turn_take(world);
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
