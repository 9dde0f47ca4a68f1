// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_promises.h"

#include <stdlib.h>

#include "sim/engine/promises.h"
#include "sim/engine/results_tables.h"

enum { NAME, SAID, POLICY, TEXTS };
static const struct {
    const char *name, *long_name;
} texts[TEXTS] = {
    [NAME] = {"name", "as the scenario has it"},
    [SAID] = {"text", "what it says, as it was checked"},
    [POLICY] = {"policy", "whose it is; empty: the scenario's"},
};

// HOMES: where some are not about all.
enum { HELD, BROKEN, TIMES, WHEN, HOME, FLOW, EVENT, HOMES, WHOLES };
static const struct {
    const char *name, *units, *long_name;
} wholes[WHOLES] = {
    [HELD] = {"home_days_held", "1", "homes times days in force on which it was not broken"},
    [BROKEN] = {"home_days_broken", "1", "homes times days on which it was"},
    [TIMES] = {"times", "1", "times it was broken"},
    [WHEN] = {"first_when_ms", "ms", "of the first time, since the start; -1: never"},
    [HOME] = {"first_home", "1", "household; -1: none"},
    [FLOW] = {"first_flow", "1", "number of the data flow, as in /exposures; -1: none"},
    [EVENT] = {"first_event", "1", "line of /events that says so, counted from 1; 0: none is kept"},
    [HOMES] = {"homes", "1", "homes that it is about: all, or those with minors"},
};

static void write_texts(const struct world *world, struct record *record, struct record_dimension_id down) {
    size_t count = promises_count(world);
    char(*said)[PLAN_PROMISE_SAID] = status_allocate(count, sizeof *said);
    const char **column = status_allocate(TEXTS * count, sizeof *column);
    for (size_t i = 0; i < count; i++) {
        const struct plan_promise *promise = promises_outcome(world, i).promise;
        column[NAME * count + i] = promise->name;
        column[SAID * count + i] = plan_promise_say(promise, said[i]);
        column[POLICY * count + i] = promise->policy;
    }
    for (size_t t = 0; t < TEXTS; t++)
        results_texts(record, "promises", down, texts[t].name, texts[t].long_name, column + t * count);
    free(column);
    free(said);
}

static void write_wholes(const struct world *world, struct record *record, struct record_dimension_id down) {
    size_t count = promises_count(world);
    bool journal = ledger_keeping(world->ledger) != LEDGER_KEEPS_NONE;
    int64_t *column = status_allocate(WHOLES * count, sizeof *column);
    for (size_t i = 0; i < count; i++) {
        struct promise_outcome o = promises_outcome(world, i);
        const int64_t row[WHOLES] = {o.home_days_held,
                                     o.home_days_broken,
                                     o.times,
                                     o.when,
                                     o.home,
                                     o.flow,
                                     journal ? (int64_t)o.event : 0,
                                     o.homes};
        for (size_t w = 0; w < WHOLES; w++) column[w * count + i] = row[w];
    }
    for (size_t w = 0; w < (promises_about_minors(world) ? WHOLES : HOMES); w++)
        results_column(record, "promises", wholes[w].name, RECORD_INT64, down, wholes[w].units,
                       wholes[w].long_name, column + w * count);
    free(column);
}

void results_promises(const struct world *world, struct record *record) {
    if (!promises_count(world)) return;
    struct record_dimension_id down =
        results_numbered(record, "promises", "promise", promises_count(world), "what was promised");
    write_texts(world, record, down);
    write_wholes(world, record, down);
}
