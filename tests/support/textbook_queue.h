// SPDX-License-Identifier: GPL-3.0-or-later
// A queue inside the whole world, held against the textbook: what its journal shows, and what Erlang's C formula and
// Little's law say.
#ifndef MARU_TESTS_SUPPORT_TEXTBOOK_QUEUE_H
#define MARU_TESTS_SUPPORT_TEXTBOOK_QUEUE_H

#include <math.h>
#include <unistd.h>

#include "analysis/measure.h"
#include "analysis/statistics.h"
#include "models/catalogue.h"
#include "sim/engine/world.h"
#include "tests/support/one_party_more.h"
#include "tests/support/check.h"
#include "sim/engine/party_act.h"
#include "sim/engine/loop.h"

// Mean wait by Erlang's C formula, through the recursion of Erlang's B (M/M/c; Gross, Shortle, Thompson & Harris,
// "Fundamentals of Queueing Theory", section 3.3).
static inline double textbook_wait_h(double rate, double service_h, int servers) {
    double load = rate * service_h, b = 1;
    for (int n = 1; n <= servers; n++) b = load * b / (n + load * b);
    double c = b / (1 - load / servers * (1 - b));
    return c * service_h / (servers - load);
}

// The party whose queue it is, and the journal's words when somebody joins it and is served.
struct textbook_queue {
    const char *party, *joins, *served;
    int servers;
    double service_h;
    size_t least_served;       // in one replication
    double little, precision;  // allowed: of Little's law, and half of the wait's 99 % interval, both relative
};

// What one replication showed. Hours.
struct textbook_seen {
    double rate, service, wait, stay, number;
    size_t served;
};

static inline void textbook_stop_unless(bool done, const struct status *status) {
    if (!done) fail_msg("%s", status->message);
}

// ---- Somebody who sends it customers: at Poisson moments, from any home --------------------------------------------

// What a test says of them: how many an hour, and what one does.
static double textbook_per_hour;
static void (*textbook_comes)(struct world *world, uint32_t home);

static void textbook_come_later(struct world *world, const struct party *customers, uint64_t n) {
    struct random_sequence luck =
        luck_of_party(world, customers, "customers", n << 8);
    time_ms gap = 1 + (time_ms)(random_next_exponential(&luck) / textbook_per_hour * (double)CLOCK_HOUR);
    uint32_t home = random_below((uint32_t)random_next(&luck).word[0], world->home_count);
    party_wake(world, customers, (struct timer){.due = world->now + gap, .home = home, .value = (int64_t)n + 1});
}
static void textbook_start(struct world *world, struct party *customers) {
    textbook_come_later(world, customers, 0);
}
static void textbook_wake(struct world *world, struct party *customers, const struct timer *timer) {
    textbook_comes(world, timer->home);
    textbook_come_later(world, customers, (uint64_t)timer->value);
}
static const struct party_kind textbook_customers_party = {
    .kind = {.name = "customers", .summary = "come at Poisson moments"},
    .start = textbook_start,
    .wake = textbook_wake};

// ---- The world ----------------------------------------------------------------------------------------------------

// A world of two parties, the queue's owner and somebody who sends it customers. `settings`: name, value pairs.
static inline struct plan *textbook_plan(const char *owner, const char *const (*settings)[2], size_t count,
                                         uint32_t replication) {
    const struct party_kind *sender = &textbook_customers_party;
    struct status status = {0};
    struct plan_entry *entry;
    struct plan *plan = plan_create(one_party_more(sender));
    textbook_stop_unless(plan_add(plan, owner, NULL, &status, &entry), &status);
    textbook_stop_unless(plan_add(plan, sender->kind.name, NULL, &status, &entry), &status);
    for (size_t i = 0; i < count; i++)
        textbook_stop_unless(plan_set_typed(plan, settings[i][0], settings[i][1], ORIGIN_COMMAND, &status), &status);
    plan->replication = replication;
    return plan;
}

// From the journal: when each joined, and when what followed from it was over.
static inline void textbook_follow(const struct textbook_queue *queue, const struct world *world,
                                   struct textbook_seen *seen) {
    double stay_ms = 0, area_ms = 0;
    uint64_t joined = 0;
    for (uint64_t i = 1; i <= journal_count(world->journal); i++) {
        const struct journal_line *line = journal_at(world->journal, i);
        if (!strcmp(line->what, queue->joins)) {
            joined++;
            area_ms += (double)(world->end - line->when);  // until it is served
        }
        if (strcmp(line->what, queue->served) != 0) continue;
        const struct journal_line *from = journal_at(world->journal, line->cause);
        assert_string_equal(from->what, queue->joins);
        assert_int_equal(from->home, line->home);
        seen->served++;
        stay_ms += (double)(line->when - from->when);
        area_ms -= (double)(world->end - line->when);
    }
    double hours = clock_hours(world->end);
    seen->rate = (double)joined / hours;
    seen->stay = stay_ms / (double)CLOCK_HOUR / (double)seen->served;
    seen->number = area_ms / (double)CLOCK_HOUR / hours;
}

static inline double textbook_recorded_wait_h(const struct textbook_queue *queue, const char *run_file) {
    char series[100];
    struct fault fault = {0};
    struct run *run = run_read(run_file, RUN_TABLES, &fault);
    if (!run) fail_msg("%s", fault.message);
    snprintf(series, sizeof series, "%s_wait", queue->party);
    double wait = measure_series(run, run_series_named(run, series));
    snprintf(series, sizeof series, "%s_declined", queue->party);
    const struct run_series *declined = run_series_named(run, series);  // who has none turns nobody away
    assert_true(!declined || measure_series(run, declined) == 0);
    run_free(run);
    return wait;
}

// Frees the plan.
static inline struct textbook_seen textbook_observe(const struct textbook_queue *queue, struct plan *plan) {
    char run_file[100];
    struct status status = {0};
    struct textbook_seen seen = {0};
    snprintf(run_file, sizeof run_file, "textbook_queue_%d.h5", (int)getpid());
    textbook_stop_unless(plan_check(plan, &status), &status);
    plan->replace = true;
    struct world *world = world_create(plan, run_file, 1, &status);
    textbook_stop_unless(world != NULL, &status);
    world->remembers = true;
    textbook_stop_unless(world_run(world, &status), &status);
    textbook_follow(queue, world, &seen);
    seen.wait = textbook_recorded_wait_h(queue, run_file);
    seen.service = seen.stay - seen.wait;
    unlink(run_file);
    world_free(world);
    plan_free(plan);
    return seen;
}

enum { TEXTBOOK_REPLICATIONS = 8 };

// Waits as Erlang says, and in number as Little says (exact but for those who are still there at the end).
static inline void textbook_compare(const struct textbook_queue *queue, struct plan *(*plan_of)(uint32_t replication)) {
    double waits[TEXTBOOK_REPLICATIONS], rate = 0, service = 0;
    for (uint32_t r = 0; r < TEXTBOOK_REPLICATIONS; r++) {
        struct textbook_seen seen = textbook_observe(queue, plan_of(r));
        waits[r] = seen.wait;
        rate += seen.rate / TEXTBOOK_REPLICATIONS;
        service += seen.service / TEXTBOOK_REPLICATIONS;
        assert_true(seen.served > queue->least_served);
        assert_true(fabs(seen.number - seen.rate * seen.stay) < queue->little * seen.number);
    }
    struct statistics_estimate seen = statistics_estimate(waits, TEXTBOOK_REPLICATIONS, 0.99);
    double expected = textbook_wait_h(rate, service, queue->servers);
    print_message("%s: %.2f/h of %.3f h by %d: wait %.4f +- %.4f h, Erlang C %.4f h\n", queue->party, rate, service,
                  queue->servers, seen.mean, seen.half_width, expected);
    assert_true(fabs(service - queue->service_h) < 0.02 * queue->service_h);
    assert_true(seen.half_width < queue->precision * expected);
    assert_true(fabs(seen.mean - expected) < seen.half_width);
}

#endif
