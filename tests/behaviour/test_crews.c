// SPDX-License-Identifier: GPL-3.0-or-later
// The crews of a pest-control firm, inside the whole world, are the queue of the textbook: families that call
// at Poisson moments and are visited for exponential times around the clock wait as long as Erlang's C
// formula says (M/M/c; Gross, Shortle, Thompson & Harris, "Fundamentals of Queueing Theory", section 3.3),
// and the mean number in the system is arrival rate times mean stay (Little 1961).
#include "analysis/measure.h"
#include "analysis/statistics.h"
#include "models/catalogue.h"
#include "models/parties/pest_control.h"
#include "tests/support/check.h"

enum { PARTIES_MOST = 32, REPLICATIONS = 8, CREWS = 3, DAYS = 150 };
static const char run_file[] = "test_crews.h5";

// ---- Somebody who makes families call --------------------------------------------------------------------

#define CALLS_PER_HOUR 1.6

static void call_later(struct world *world, struct party *party, time_ms now, uint64_t n) {
    struct random_sequence luck = world_sequence(world, RANDOM_ENTITY_PARTY(party->number), "caller", n << 8);
    time_ms gap = 1 + (time_ms)(random_next_exponential(&luck) / CALLS_PER_HOUR * (double)CLOCK_HOUR);
    uint32_t home = random_below((uint32_t)random_next(&luck).word[0], world->home_count);
    timers_set(
        world->timers,
        (struct timer){.due = now + gap, .party = party->number, .home = home, .value = (int64_t)n + 1});
}

static void caller_start(struct world *world, struct party *party) {
    call_later(world, party, 0, 0);
}
static void caller_wake(struct world *world, struct party *party, const struct timer *timer) {
    pest_control_be_called(world, timer->home, 0);
    call_later(world, party, world->now, (uint64_t)timer->value);
}
static const struct party_kind caller_party = {
    .kind = {.name = "caller", .summary = "makes families call"}, .start = caller_start, .wake = caller_wake};

static const struct catalogue *catalogue_with_caller(void) {
    static const struct party_kind *parties[PARTIES_MOST];
    static struct catalogue catalogue;
    catalogue = *models_catalogue();
    size_t count = 0;
    while (catalogue.parties[count]) {
        parties[count] = catalogue.parties[count];
        count++;
    }
    assert_true(count + 1 < PARTIES_MOST);
    parties[count] = &caller_party;
    catalogue.parties = parties;
    return &catalogue;
}

// ---- A firm that never closes ----------------------------------------------------------------------------

static void stop_unless(bool done, const struct status *status) {
    if (!done) fail_msg("%s", status->message);
}

static void set(struct plan *plan, const char *name, const char *typed) {
    struct status status = {0};
    stop_unless(plan_set_typed(plan, name, typed, ORIGIN_COMMAND, &status), &status);
}

static struct plan *plan_of(uint32_t replication) {
    static const char *const settings[][2] = {{"homes.count", "1200"},
                                              {"homes.districts", "5"},
                                              {"network.model", "closed_form"},
                                              {"friends.model", "none"},
                                              {"pest_control.opens_hour", "0"},
                                              {"pest_control.closes_hour", "24"},
                                              {"pest_control.crews", "3"},
                                              {"pest_control.visit_hours", "1.5"},
                                              {"pest_control.close_call", "0.9"},
                                              {"pest_control.contact_hours", "0.1"},
                                              {"pest_control.longest_wait_days", "60"},
                                              {"pest_control.visit_won", "80000"},
                                              {"cockroaches.calls_firm", "0"}};
    struct status status = {0};
    struct plan_entry *entry;
    struct plan *plan = plan_create(catalogue_with_caller());
    stop_unless(plan_add(plan, "pest_control", NULL, &status, &entry), &status);
    stop_unless(plan_add(plan, "caller", NULL, &status, &entry), &status);
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        set(plan, settings[i][0], settings[i][1]);
    char days[20];
    snprintf(days, sizeof days, "%d", DAYS);
    set(plan, "days", days);
    plan->replication = replication;
    return plan;
}

// What one replication showed. Hours.
struct queue {
    double rate, service, wait, stay, number;
    size_t visits;
};

// From the journal: who booked when, and when the visit that followed from it was over.
static void follow_visits(const struct world *world, struct queue *queue) {
    double stay_ms = 0, area_ms = 0;
    uint64_t booked = 0;
    for (uint64_t i = 1; i <= journal_count(world->journal); i++) {
        const struct journal_line *line = journal_at(world->journal, i);
        if (!strcmp(line->what, "visit booked")) {
            booked++;
            area_ms += (double)(world->end - line->when);  // until somebody comes to end it
        }
        if (strcmp(line->what, "visit")) continue;
        const struct journal_line *from = journal_at(world->journal, line->cause);
        assert_string_equal(from->what, "visit booked");
        assert_int_equal(from->home, line->home);
        queue->visits++;
        stay_ms += (double)(line->when - from->when);
        area_ms -= (double)(world->end - line->when);
    }
    double hours = clock_hours(world->end);
    queue->rate = (double)booked / hours;
    queue->stay = stay_ms / (double)CLOCK_HOUR / (double)queue->visits;
    queue->number = area_ms / (double)CLOCK_HOUR / hours;
}

static double mean_wait_h(void) {
    struct fault fault = {0};
    struct run *run = run_read(run_file, RUN_TABLES, &fault);
    if (!run) fail_msg("%s", fault.message);
    double wait = measure_series(run, run_series_named(run, "pest_control_wait"));
    double declined = measure_series(run, run_series_named(run, "pest_control_declined"));
    assert_true(declined == 0);
    run_free(run);
    unlink(run_file);
    return wait;
}

static struct queue observe(uint32_t replication) {
    struct status status = {0};
    struct queue queue = {0};
    struct plan *plan = plan_of(replication);
    stop_unless(plan_check(plan, &status), &status);
    struct world *world = world_create(plan, run_file, 1, &status);
    stop_unless(world != NULL, &status);
    stop_unless(world_run(world, &status), &status);
    follow_visits(world, &queue);
    queue.wait = mean_wait_h();
    queue.service = queue.stay - queue.wait;
    world_free(world);
    plan_free(plan);
    return queue;
}

// ---- What the textbook says ------------------------------------------------------------------------------

// Mean wait by Erlang's C formula, through the recursion of Erlang's B.
static double erlang_wait_h(double rate, double service_h, int servers) {
    double load = rate * service_h, b = 1;
    for (int n = 1; n <= servers; n++) b = load * b / (n + load * b);
    double c = b / (1 - load / servers * (1 - b));
    return c * service_h / (servers - load);
}

static void crews_keep_families_waiting_as_erlang_says(void **state) {
    (void)state;
    double waits[REPLICATIONS], rates = 0, services = 0;
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct queue queue = observe(r);
        waits[r] = queue.wait;
        rates += queue.rate / REPLICATIONS;
        services += queue.service / REPLICATIONS;
        assert_true(queue.visits > 2000);
        // Little's law: exact but for those who are still there at the end.
        assert_true(fabs(queue.number - queue.rate * queue.stay) < 0.02 * queue.number);
    }
    struct statistics_estimate seen = statistics_estimate(waits, REPLICATIONS, 0.99);
    double expected = erlang_wait_h(rates, services, CREWS);
    print_message("%.2f visits/h of %.3f h by %d crews: wait %.4f +- %.4f h, Erlang C %.4f h\n", rates,
                  services, CREWS, seen.mean, seen.half_width, expected);
    assert_true(fabs(services - 1.5) < 0.03);
    assert_true(seen.half_width < 0.25 * expected);
    assert_true(fabs(seen.mean - expected) < seen.half_width);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(crews_keep_families_waiting_as_erlang_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
