// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/promises.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What broke a promise in one home.
struct breaks {
    uint32_t times;
    int32_t days, last_day;  // last_day: the latest of them, from 1; 0: none
    uint16_t first_flow;
    time_ms first;  // of the moments
};

// A promise, as it is kept.
struct held {
    const struct plan_promise *promise;  // borrowed from the plan
    struct breaks *homes;
    time_ms since;       // in force from then on; CLOCK_NEVER: no more
    int64_t whole_days;  // in force before
    bool broken;         // in some home
    bool located;
    uint32_t first_home;
    uint64_t event;
    char *what;  // that the journal's line says
};

// Of a data flow: the promises that a pass may break, one bit each, by what it is.
struct watch {
    uint64_t by_form[DATA_FORMS], unconsented, epsilon, kept, cells;
    uint64_t *days;  // [homes][words]: on which something was passed, where it matters how old it is; NULL:
                     // it does not
};

struct promises {
    const struct world *world;
    struct held *all;
    size_t count, homes, words;
    uint16_t flows;
    struct watch *watches;  // [flows]
};

enum { WORD_BITS = 64 };

// ---- Passes ----------------------------------------------------------------------------------------------

// What happens at the last midnight belongs to the last day.
static int32_t day_of(const struct promises *promises, time_ms now) {
    return (int32_t)clock_day(now < promises->world->end ? now : promises->world->end - 1);
}

// The others' days neither break it nor count as days on which it held.
static bool is_about(const struct promises *promises, const struct held *held, uint32_t home) {
    return !held->promise->minors || promises->world->homes[home].minors;
}

static void break_one(struct held *held, uint32_t home, uint16_t flow, time_ms now, int32_t day) {
    struct breaks *breaks = &held->homes[home];
    if (breaks->times == 0 || now < breaks->first) {
        breaks->first = now;
        breaks->first_flow = flow;
    }
    breaks->times++;
    breaks->days += breaks->last_day != day + 1;
    breaks->last_day = day + 1;
    __atomic_store_n(&held->broken, true, __ATOMIC_RELAXED);  // homes live in parallel
}

static void break_all(struct promises *promises, uint64_t broken, uint32_t home, uint16_t flow, time_ms now,
                      int32_t day) {
    for (; broken; broken &= broken - 1) {
        struct held *held = &promises->all[__builtin_ctzll(broken)];
        if (is_about(promises, held, home)) break_one(held, home, flow, now, day);
    }
}

// Of those about what a month may tell.
static uint64_t told_too_much(const struct promises *promises, uint64_t concerned, uint32_t home,
                              uint16_t flow, time_ms now) {
    const struct accountant *accountant = gate_flow_at(promises->world->gate, flow)->accountant;
    double month = accountant_month(accountant, home, now);
    uint64_t broken = 0;
    for (; concerned; concerned &= concerned - 1) {
        int i = __builtin_ctzll(concerned);
        bool too_much = month > promises->all[i].promise->epsilon_month + ACCOUNTANT_ROUNDING;
        broken |= (uint64_t)too_much << i;
    }
    return broken;
}

static void mark_day(const struct promises *promises, uint64_t *days, uint32_t home, int32_t day) {
    days[home * promises->words + (size_t)day / WORD_BITS] |= UINT64_C(1) << day % WORD_BITS;
}

static void passed(void *owner, uint32_t home, uint16_t flow, time_ms now, enum data_form form,
                   enum consent_state by) {
    struct promises *promises = owner;
    const struct watch *watch = &promises->watches[flow];
    int32_t day = day_of(promises, now);
    uint64_t broken = watch->by_form[form];
    if (by != CONSENT_GRANTED) broken |= watch->unconsented;
    if (form == FORM_NOISED && watch->epsilon)
        broken |= told_too_much(promises, watch->epsilon, home, flow, now);
    if (watch->days) mark_day(promises, watch->days, home, day);
    break_all(promises, broken, home, flow, now, day);
}

// ---- What is told on -------------------------------------------------------------------------------------

bool promises_may_tell_on(const struct world *world, const struct gate_flow *flow) {
    bool tells = world->parties[flow->recipient].kind->tells_on;
    for (unsigned i = 0; i < flow->receiver_count; i++)
        tells = tells || world->parties[flow->receivers[i]].kind->tells_on;
    return tells;
}

void promises_told_on(struct world *world, uint16_t flow, uint32_t home, double homes) {
    struct promises *promises = world->promises;
    PROMISE(promises_may_tell_on(world, gate_flow_at(world->gate, flow)),
            "who tells on is of a kind that does");
    if (!promises) return;
    uint64_t broken = 0;
    for (uint64_t rest = promises->watches[flow].cells; rest; rest &= rest - 1) {
        int i = __builtin_ctzll(rest);
        broken |= (uint64_t)(homes < promises->all[i].promise->least_cell) << i;
    }
    break_all(promises, broken, home, flow, world->now, day_of(promises, world->now));
}

// ---- What is kept ----------------------------------------------------------------------------------------

// Whether something was passed on one of these days.
static bool passed_between(const uint64_t *days, int64_t first, int64_t last) {
    for (int64_t day = first < 0 ? 0 : first; day <= last; day++) {
        uint64_t word = days[day / WORD_BITS] >> day % WORD_BITS;
        if (word & 1) return true;
        if (word == 0) day += WORD_BITS - 1 - day % WORD_BITS;
    }
    return false;
}

// On the day that ends: what came on a day that lies longer ago than was promised, and is not deleted yet.
static uint64_t held_too_long(const struct promises *promises, const struct watch *watch, uint32_t home,
                              int64_t kept_days, int64_t day) {
    const uint64_t *days = &watch->days[home * promises->words];
    int64_t oldest = kept_days > 0 ? day + 1 - kept_days : 0;
    uint64_t broken = 0;
    for (uint64_t rest = watch->kept; rest; rest &= rest - 1) {
        int i = __builtin_ctzll(rest);
        int64_t newest = day - (int64_t)promises->all[i].promise->kept_days;
        broken |= (uint64_t)passed_between(days, oldest, newest) << i;
    }
    return broken;
}

void promises_day(struct world *world, time_ms midnight) {
    struct promises *promises = world->promises;
    int64_t day = clock_day(midnight) - 1;
    for (uint16_t flow = 0; promises && flow < promises->flows; flow++) {
        const struct watch *watch = &promises->watches[flow];
        int64_t kept = gate_limit_days(gate_flow_at(world->gate, flow)->limits.kept);
        for (uint32_t home = 0; watch->kept && home < promises->homes; home++)
            break_all(promises, held_too_long(promises, watch, home, kept, day), home, flow, midnight,
                      (int32_t)day);
    }
}

// ---- The first break -------------------------------------------------------------------------------------

static void find_first(const struct promises *promises, struct held *held) {
    const struct breaks *first = NULL;
    for (uint32_t home = 0; home < promises->homes; home++) {
        const struct breaks *breaks = &held->homes[home];
        if (breaks->times == 0 || (first && breaks->first >= first->first)) continue;
        first = breaks;
        held->first_home = home;
    }
    held->located = true;
}

static void end_run(struct world *world, const struct held *held) {
    const struct breaks *first = &held->homes[held->first_home];
    const struct gate_flow *flow = gate_flow_at(world->gate, first->first_flow);
    struct clock_date date = clock_civil_from_days(world->start_day + clock_day(first->first));
    long long minute = clock_time_of_day(first->first) / CLOCK_MINUTE;
    status_fail(
        &world->status, STATUS_SCENARIO,
        "%s: the promise \"%s\" is broken, and the run ends: on %04d-%02d-%02d at %02lld:%02lld, home "
        "%u, %s to %s for %s",
        held->promise->where, held->promise->name, date.year, date.month, date.day, minute / 60, minute % 60,
        held->first_home, gate_class_names[flow->data_class], world->parties[flow->recipient].name,
        flow->purpose);
}

// By the household's appliances: nothing that came before is known to have brought it about.
static void write_line(struct world *world, struct held *held) {
    struct journal_line line = {held->homes[held->first_home].first, 0, held->what, held->first_home,
                                PARTY_HOME};
    held->event = journal_number(journal_write(world->journal, line));
}

// Of several fatal ones, the one that was broken first.
void promises_locate(struct world *world) {
    struct promises *promises = world->promises;
    const struct held *fatal = NULL;
    for (size_t i = 0; promises && i < promises->count; i++) {
        struct held *held = &promises->all[i];
        if (!held->broken || held->located) continue;
        find_first(promises, held);
        write_line(world, held);
        bool earlier = !fatal || held->homes[held->first_home].first < fatal->homes[fatal->first_home].first;
        if (held->promise->fatal && earlier) fatal = held;
    }
    if (fatal) end_run(world, fatal);
}

// ---- What is in force ------------------------------------------------------------------------------------

static bool is_party(const struct world *world, const char *name, uint16_t party) {
    const struct plan_entry *entry = world->parties[party].entry;
    return strcmp(entry->name, name) == 0 || strcmp(entry->kind->name, name) == 0;
}

bool promises_concern(const struct world *world, const struct plan_promise *promise,
                      const struct gate_flow *flow) {
    if (!(promise->classes >> flow->data_class & 1)) return false;
    if (!promise->recipient || is_party(world, promise->recipient, flow->recipient)) return true;
    for (unsigned i = 0; i < flow->receiver_count; i++)
        if (is_party(world, promise->recipient, flow->receivers[i])) return true;
    return false;
}

// In any form, as a promise of what noised labels tell is broken by what is not noised.
static unsigned forms_that_break(const struct plan_promise *promise) {
    const unsigned all = (1u << DATA_FORMS) - 1;
    return (promise->never ? all : 0) | promise->refused_forms |
           (promise->epsilon_month > 0 ? gate_forms_above(FORM_NOISED) : 0);
}

// Of what went through before that mattered, the first day and the last are known.
static uint64_t *days_so_far(const struct promises *promises, uint16_t flow) {
    uint64_t *days = status_allocate(promises->homes * promises->words, sizeof *days);
    for (uint32_t home = 0; home < promises->homes; home++) {
        const struct gate_entry *entry = gate_entry_at(promises->world->gate, home, flow);
        if (entry->transfers == 0) continue;
        mark_day(promises, days, home, day_of(promises, entry->first_min * CLOCK_MINUTE));
        mark_day(promises, days, home, day_of(promises, entry->last_min * CLOCK_MINUTE));
    }
    return days;
}

static void add_to_watch(struct promises *promises, uint16_t flow, const struct plan_promise *promise,
                         uint64_t bit) {
    struct watch *watch = &promises->watches[flow];
    for (unsigned form = 0; form < DATA_FORMS; form++)
        if (forms_that_break(promise) >> form & 1) watch->by_form[form] |= bit;
    if (promise->with_consent) watch->unconsented |= bit;
    if (promise->epsilon_month > 0) watch->epsilon |= bit;
    if (promise->least_cell > 0) watch->cells |= bit;
    if (!(promise->kept_days > 0)) return;
    watch->kept |= bit;
    if (!watch->days) watch->days = days_so_far(promises, flow);
}

// The masks anew.
static void watch_flow(struct world *world, struct promises *promises, uint16_t flow) {
    struct watch *watch = &promises->watches[flow];
    *watch = (struct watch){.days = watch->days};
    uint64_t concerned = 0;
    for (size_t i = 0; i < promises->count; i++) {
        const struct held *held = &promises->all[i];
        if (held->since == CLOCK_NEVER ||
            !promises_concern(world, held->promise, gate_flow_at(world->gate, flow)))
            continue;
        concerned |= UINT64_C(1) << i;
        add_to_watch(promises, flow, held->promise, UINT64_C(1) << i);
    }
    gate_watch(world->gate, flow, concerned != 0 || watch->days);
}

static struct promises *create(const struct world *world) {
    struct promises *promises = status_allocate(1, sizeof *promises);
    promises->world = world;
    promises->homes = world->home_count;
    promises->flows = gate_flow_count(world->gate);
    promises->words = (size_t)clock_day(world->end) / WORD_BITS + 1;
    promises->watches = status_allocate(promises->flows, sizeof *promises->watches);
    return promises;
}

// The same one stands in the plan of every policy.
static struct held *find(struct promises *promises, const struct plan_promise *promise) {
    for (size_t i = 0; i < promises->count; i++)
        if (strcmp(promises->all[i].promise->where, promise->where) == 0 &&
            strcmp(promises->all[i].promise->name, promise->name) == 0)
            return &promises->all[i];
    return NULL;
}

static char *say_broken(const struct plan_promise *promise) {
    char *what;
    if (asprintf(&what, "promise broken: %s", promise->name) < 0) abort();
    return what;
}

static void add_promise(struct promises *promises, const struct plan_promise *promise) {
    PROMISE(promises->count < WORD_BITS, "a bit for each promise");
    promises->all = status_reallocate(promises->all, promises->count + 1, sizeof *promises->all);
    promises->all[promises->count++] =
        (struct held){.promise = promise,
                      .homes = status_allocate(promises->homes, sizeof(struct breaks)),
                      .since = CLOCK_NEVER,
                      .what = say_broken(promise)};
}

static void lay_down(struct held *held, time_ms now) {
    if (held->since == CLOCK_NEVER) return;
    held->whole_days += clock_day(now - held->since);
    held->since = CLOCK_NEVER;
}

void promises_turn(struct world *world) {
    const struct plan_promises *asked = &world->plan->promises;
    struct promises *promises = world->promises;
    if (!promises && asked->count == 0) return;
    if (!promises) promises = world->promises = create(world);
    for (size_t i = 0; i < promises->count; i++) lay_down(&promises->all[i], world->now);
    for (size_t i = 0; i < asked->count; i++) {
        if (!find(promises, &asked->all[i])) add_promise(promises, &asked->all[i]);
        find(promises, &asked->all[i])->since = world->now;
    }
    gate_set_watcher(world->gate, (struct gate_watcher){passed, promises});
    for (uint16_t flow = 0; flow < promises->flows; flow++) watch_flow(world, promises, flow);
}

// ---- Outcomes --------------------------------------------------------------------------------------------

size_t promises_count(const struct world *world) {
    return world->promises ? world->promises->count : 0;
}

bool promises_about_minors(const struct world *world) {
    for (size_t i = 0; i < promises_count(world); i++)
        if (world->promises->all[i].promise->minors) return true;
    return false;
}

struct promise_outcome promises_outcome(const struct world *world, size_t number) {
    const struct promises *promises = world->promises;
    const struct held *held = &promises->all[number];
    struct promise_outcome outcome = {.promise = held->promise, .when = -1, .home = -1, .flow = -1};
    int64_t days = held->whole_days + (held->since == CLOCK_NEVER ? 0 : clock_day(world->now - held->since));
    for (uint32_t home = 0; home < promises->homes; home++) {
        outcome.homes += is_about(promises, held, home);
        outcome.times += held->homes[home].times;
        outcome.home_days_broken += held->homes[home].days;
    }
    outcome.home_days_held = days * outcome.homes - outcome.home_days_broken;
    if (!held->located) return outcome;
    outcome.when = held->homes[held->first_home].first;
    outcome.home = held->first_home;
    outcome.flow = held->homes[held->first_home].first_flow;
    outcome.event = held->event;
    return outcome;
}

void promises_free(struct promises *promises) {
    if (!promises) return;
    for (size_t i = 0; i < promises->count; i++) {
        free(promises->all[i].homes);
        free(promises->all[i].what);
    }
    for (size_t i = 0; i < promises->flows; i++) free(promises->watches[i].days);
    free(promises->all);
    free(promises->watches);
    free(promises);
}
