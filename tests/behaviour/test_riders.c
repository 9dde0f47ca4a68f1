// SPDX-License-Identifier: GPL-3.0-or-later
// The riders of a grocery, inside the whole world, are the queue of the textbook: orders that come at Poisson
// moments and take exponential times to deliver around the clock wait as long as Erlang's C formula says
// (M/M/c; Gross, Shortle, Thompson & Harris, "Fundamentals of Queueing Theory", section 3.3), and the mean
// number of orders that are not yet at the door is their rate times their mean stay (Little 1961).
#include "analysis/measure.h"
#include "analysis/statistics.h"
#include "models/catalogue.h"
#include "models/parties/grocery.h"
#include "tests/support/check.h"

enum { PARTIES_MOST = 32, REPLICATIONS = 8, RIDERS = 4, DAYS = 120 };
static const char run_file[] = "test_riders.h5";

// ---- Somebody who makes families order -------------------------------------------------------------------

#define ORDERS_PER_HOUR 7.5

static void order_later(struct world *world, struct party *party, time_ms now, uint64_t n) {
    struct random_sequence luck =
        world_sequence(world, RANDOM_ENTITY_PARTY(party->number), "orderer", n << 8);
    time_ms gap = 1 + (time_ms)(random_next_exponential(&luck) / ORDERS_PER_HOUR * (double)CLOCK_HOUR);
    uint32_t home = random_below((uint32_t)random_next(&luck).word[0], world->home_count);
    timers_set(
        world->timers,
        (struct timer){.due = now + gap, .party = party->number, .home = home, .value = (int64_t)n + 1});
}

static void orderer_start(struct world *world, struct party *party) {
    order_later(world, party, 0, 0);
}
static void orderer_wake(struct world *world, struct party *party, const struct timer *timer) {
    struct party *grocery = world_party_of_kind(world, &grocery_party, NULL);
    grocery_be_ordered(world, grocery, timer->home, 0, false, 0);
    order_later(world, party, world->now, (uint64_t)timer->value);
}
static const struct party_kind orderer_party = {
    .kind = {.name = "orderer", .summary = "makes families order"},
    .start = orderer_start,
    .wake = orderer_wake};

static const struct catalogue *catalogue_with_orderer(void) {
    static const struct party_kind *parties[PARTIES_MOST];
    static struct catalogue catalogue;
    catalogue = *models_catalogue();
    size_t count = 0;
    while (catalogue.parties[count]) {
        parties[count] = catalogue.parties[count];
        count++;
    }
    assert_true(count + 1 < PARTIES_MOST);
    parties[count] = &orderer_party;
    catalogue.parties = parties;
    return &catalogue;
}

// ---- A grocery that never closes -------------------------------------------------------------------------

static void stop_unless(bool done, const struct status *status) {
    if (!done) fail_msg("%s", status->message);
}

static struct plan *plan_of(uint32_t replication) {
    static const char *const settings[][2] = {
        {"homes.count", "200"},         {"homes.districts", "5"},    {"network.model", "closed_form"},
        {"friends.model", "none"},      {"grocery.opens_hour", "0"}, {"grocery.closes_hour", "24"},
        {"grocery.pick_hours", "0"},    {"grocery.ride_min", "25"},  {"grocery.riders", "4"},
        {"cockroaches.calls_firm", "0"}};
    struct status status = {0};
    struct plan_entry *entry;
    struct plan *plan = plan_create(catalogue_with_orderer());
    stop_unless(plan_add(plan, "grocery", NULL, &status, &entry), &status);
    stop_unless(plan_add(plan, "orderer", NULL, &status, &entry), &status);
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        stop_unless(plan_set_typed(plan, settings[i][0], settings[i][1], ORIGIN_COMMAND, &status), &status);
    char days[20];
    snprintf(days, sizeof days, "%d", DAYS);
    stop_unless(plan_set_typed(plan, "days", days, ORIGIN_COMMAND, &status), &status);
    plan->replication = replication;
    return plan;
}

// What one replication showed. Hours.
struct queue {
    double rate, service, wait, stay, number;
    size_t deliveries;
};

// From the journal: when each order came in, and when the delivery that followed from it was at the door.
static void follow_orders(const struct world *world, struct queue *queue) {
    double stay_ms = 0, area_ms = 0;
    uint64_t orders = 0;
    for (uint64_t i = 1; i <= journal_count(world->journal); i++) {
        const struct journal_line *line = journal_at(world->journal, i);
        if (!strcmp(line->what, "grocery order")) {
            orders++;
            area_ms += (double)(world->end - line->when);  // until it is at the door
        }
        if (strcmp(line->what, "grocery delivery")) continue;
        const struct journal_line *from = journal_at(world->journal, line->cause);
        assert_string_equal(from->what, "grocery order");
        assert_int_equal(from->home, line->home);
        queue->deliveries++;
        stay_ms += (double)(line->when - from->when);
        area_ms -= (double)(world->end - line->when);
    }
    double hours = clock_hours(world->end);
    queue->rate = (double)orders / hours;
    queue->stay = stay_ms / (double)CLOCK_HOUR / (double)queue->deliveries;
    queue->number = area_ms / (double)CLOCK_HOUR / hours;
}

static double mean_wait_h(void) {
    struct fault fault = {0};
    struct run *run = run_read(run_file, RUN_TABLES, &fault);
    if (!run) fail_msg("%s", fault.message);
    double wait = measure_series(run, run_series_named(run, "grocery_wait"));
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
    follow_orders(world, &queue);
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

static void riders_keep_families_waiting_as_erlang_says(void **state) {
    (void)state;
    double waits[REPLICATIONS], rates = 0, services = 0;
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct queue queue = observe(r);
        waits[r] = queue.wait;
        rates += queue.rate / REPLICATIONS;
        services += queue.service / REPLICATIONS;
        assert_true(queue.deliveries > 18000);
        // Little's law: exact but for the orders that are still open at the end.
        assert_true(fabs(queue.number - queue.rate * queue.stay) < 0.01 * queue.number);
    }
    struct statistics_estimate seen = statistics_estimate(waits, REPLICATIONS, 0.99);
    double expected = erlang_wait_h(rates, services, RIDERS);
    print_message("%.2f orders/h of %.3f h by %d riders: wait %.4f +- %.4f h, Erlang C %.4f h\n", rates,
                  services, RIDERS, seen.mean, seen.half_width, expected);
    assert_true(fabs(services - 25.0 / 60) < 0.005);
    assert_true(seen.half_width < 0.2 * expected);
    assert_true(fabs(seen.mean - expected) < seen.half_width);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(riders_keep_families_waiting_as_erlang_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
