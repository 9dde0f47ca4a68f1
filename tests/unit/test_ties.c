// SPDX-License-Identifier: GPL-3.0-or-later
// What happens at the same moment has an order: in a home that of its processes; among firms items first, by
// party and sequence, then timers as they were set; at midnight that of the parties. The world of this test
// does everything at noon, or spread over a few moments, and keeps a list of what was handled.
#include <stdatomic.h>

#include "sim/engine/home.h"
#include "sim/engine/party_act.h"
#include "tests/support/own_world.h"

enum { HOMES = 300, OFFICES = 3, PROCESSES = 4 };  // homes: enough for threads to share them
#define NOON (12 * CLOCK_HOUR)

// ---- What was handled ----------------------------------------------------------------------------------

enum handled_what { ITEM, TIMER, DAY_CLOSED };
struct handled {
    time_ms when;
    enum handled_what what;
    uint16_t office;
    int64_t value;
};
enum { HANDLED_MOST = 20000 };
static struct handled seen[HANDLED_MOST], expected[HANDLED_MOST];
static size_t seen_count, expected_count;

static void put(struct handled *list, size_t *count, struct handled handled) {
    assert_true(*count < HANDLED_MOST);
    list[(*count)++] = handled;
}
static void see(const struct world *world, enum handled_what what, const struct party *office,
                int64_t value) {
    put(seen, &seen_count, (struct handled){world->now, what, office->number, value});
}
static void expect(time_ms when, enum handled_what what, uint16_t office, int64_t value) {
    put(expected, &expected_count, (struct handled){when, what, office, value});
}

static void assert_as_expected(void) {
    for (size_t i = 0; i < seen_count && i < expected_count; i++) {
        const struct handled *a = &seen[i], *b = &expected[i];
        if (a->when == b->when && a->what == b->what && a->office == b->office && a->value == b->value)
            continue;
        fail_msg("handled as number %zu: at %lld what %d of office %d value %lld; expected: %lld %d %d %lld",
                 i, (long long)a->when, a->what, a->office, (long long)a->value, (long long)b->when, b->what,
                 b->office, (long long)b->value);
    }
    assert_int_equal(seen_count, expected_count);
}

// ---- In the homes: each process acts at its home's moment -----------------------------------------------

static int moments;                                // over so many seconds the homes are spread
static unsigned char acted[HOMES][2 * PROCESSES];  // the processes' numbers as they acted
static size_t acts[HOMES];
static atomic_int settled;

static time_ms moment_of(uint32_t home) {
    return NOON + (time_ms)(home % (uint32_t)moments) * 1000;
}

// Each process sends to the last office first; to each by telling and by a message that takes no time.
static const uint16_t receivers[] = {2, 1, 0};
enum { MESSAGES = 3 };
static uint16_t flows[OFFICES];
static bool is_told(int message) {
    return message != 1;
}
static int64_t value_of(uint32_t home, int process, int message) {
    return ((int64_t)home * PROCESSES + process) * MESSAGES + message;
}

static time_ms ticker_install(struct visit *visit, void *state) {
    (void)state;
    return moment_of(visit->home_number);
}

static void send_all(struct visit *visit, int process) {
    for (int message = 0; message < MESSAGES; message++)
        for (size_t i = 0; i < OFFICES; i++) {
            struct item item = {.to = receivers[i], .value = value_of(visit->home_number, process, message)};
            if (is_told(message)) {
                visit_tell(visit, item);
            } else {
                item.bytes = 1;
                visit_send(visit, visit_share(visit, flows[receivers[i]], FORM_LABEL, 1, 0), item);
            }
        }
}

// The third process wakes the first, and the last the second, at the moment that is.
static time_ms ticker_act(struct visit *visit, void *state) {
    bool *acted_before = state;
    uint32_t home = visit->home_number;
    unsigned process = (unsigned)(visit->process - visit->world->processes - visit->home->first_process);
    acted[home][acts[home]++] = (unsigned char)process;
    if (!*acted_before) send_all(visit, (int)process);
    if (!*acted_before && process >= 2) visit_wake(visit, (uint16_t)(process - 2), visit->now);
    *acted_before = true;
    return CLOCK_NEVER;
}
static void ticker_settle(struct visit *visit, void *state) {
    (void)visit, (void)state;
    atomic_fetch_add(&settled, 1);
}
static unsigned two(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)world, (void)appliance, (void)home;
    return 2;
}
static const struct appliance_kind ticker_appliance = {
    .kind = {.name = "ticker", .summary = "acts once a day"},
    .state_size = sizeof(bool),
    .count = two,
    .install = ticker_install,
    .act = ticker_act,
    .settle = ticker_settle};

// ---- The offices ------------------------------------------------------------------------------------------

// For whom timers are set before the start, and with which number, the same at each moment.
static const struct {
    uint16_t office;
    uint16_t number;
} timers[] = {{2, 1}, {0, 2}, {1, 3}, {2, 4}, {2, 5}, {0, 6}};
enum { TIMERS = sizeof timers / sizeof *timers, SETS_ANOTHER = 1, ANOTHER = 100, BY_AN_ITEM = 200 };

static void office_prepare(struct world *world, struct party *office) {
    flows[office->number] = party_flow(world, DATA_FOOD, office, "news");
}
static void office_start(struct world *world, struct party *office) {
    if (office->number != 0) return;
    for (int moment = moments - 1; moment >= 0;
         moment--)  // the later moments first: only the time counts there
        for (int i = 0; i < TIMERS; i++)
            party_wake(world, &world->parties[timers[i].office],
                       (struct timer){.due = moment_of((uint32_t)moment), .what = timers[i].number});
}
static void office_hear(struct world *world, struct party *office, const struct item *item) {
    see(world, ITEM, office, item->value);
    assert_int_equal(item->arrived, world->now);
    if (office->number == 1 && item->value == value_of((uint32_t)((world->now - NOON) / 1000), 0, 0))
        party_wake(world, office, (struct timer){.due = world->now, .what = BY_AN_ITEM});
}
static void office_wake(struct world *world, struct party *office, const struct timer *timer) {
    see(world, TIMER, office, timer->what);
    if (timer->what == SETS_ANOTHER)
        party_wake(world, &world->parties[0], (struct timer){.due = world->now, .what = ANOTHER});
}
static void office_midnight(struct world *world, struct party *office) {
    assert_int_equal(settled, HOMES * PROCESSES);  // all homes come before all offices
    see(world, DAY_CLOSED, office, 0);
}
static const struct party_kind office_party = {.kind = {.name = "office", .summary = "keeps a list"},
                                               .prepare = office_prepare,
                                               .start = office_start,
                                               .receive = office_hear,
                                               .on_device = office_hear,
                                               .wake = office_wake,
                                               .midnight = office_midnight};

static const struct catalogue catalogue = {
    .appliances = (const struct appliance_kind *const[]){&ticker_appliance, NULL},
    .parties = (const struct party_kind *const[]){&office_party, NULL},
    .sections = own_world_sections,
    .hooks = own_world_hooks,
};

// ---- The order -------------------------------------------------------------------------------------------

static void expect_items(int moment) {
    for (uint16_t office = 0; office < OFFICES; office++)
        for (uint32_t home = (uint32_t)moment; home < HOMES; home += (uint32_t)moments)
            for (int process = 0; process < PROCESSES; process++)
                for (int message = 0; message < MESSAGES; message++)
                    expect(moment_of(home), ITEM, office, value_of(home, process, message));
}

// Those that were set before, then the item's, then what the first of them set.
static void expect_timers(time_ms when) {
    for (int i = 0; i < TIMERS; i++) expect(when, TIMER, timers[i].office, timers[i].number);
    expect(when, TIMER, 1, BY_AN_ITEM);
    expect(when, TIMER, 0, ANOTHER);
}

static void expect_day(void) {
    expected_count = 0;
    for (int moment = 0; moment < moments; moment++) {
        expect_items(moment);
        expect_timers(moment_of((uint32_t)moment));
    }
    for (uint16_t office = 0; office < OFFICES; office++) expect(CLOCK_DAY, DAY_CLOSED, office, 0);
}

static void assert_homes_in_order(void) {
    static const unsigned char order[] = {0, 1, 2, 0, 3, 1};
    for (uint32_t home = 0; home < HOMES; home++) {
        assert_int_equal(acts[home], sizeof order);
        assert_memory_equal(acted[home], order, sizeof order);
    }
}

static void live_a_day(int spread, int threads) {
    static const char *const entries[][2] = {{"ticker", "first"}, {"ticker", "second"}, {"office", "a"},
                                             {"office", "b"},     {"office", "c"},      {NULL, NULL}};
    static const char *const settings[] = {"homes.count=300",
                                           "homes.districts=3",
                                           "days=1",
                                           "friends=none",
                                           "network=closed_form",
                                           "network.uplink_latency_ms=0",
                                           "network.backbone_latency_ms=0",
                                           "network.firm_latency_ms=0",
                                           NULL};
    moments = spread;
    seen_count = 0;
    settled = 0;
    memset(acts, 0, sizeof acts);
    struct own_world made = own_world_make(&catalogue, entries, settings, NULL, threads);
    own_world_run(&made);
    own_world_drop(&made);
    expect_day();
    assert_as_expected();
    assert_homes_in_order();
}

static void everything_at_one_moment_has_an_order(void **state) {
    (void)state;
    live_a_day(1, 1);
}
static void several_moments_of_one_window_too(void **state) {
    (void)state;
    live_a_day(7, 1);
}
static void threads_do_not_change_it(void **state) {
    (void)state;
    live_a_day(1, 4);
    live_a_day(7, 3);
}

static void wake_in_the_past(void *argument) {
    struct own_world *made = argument;
    made->world->now = NOON;
    party_wake(made->world, &made->world->parties[0], (struct timer){.due = NOON - 1});
}

static void nobody_is_woken_in_the_past(void **state) {
    (void)state;
    static const char *const entries[][2] = {{"office", "a"}, {"office", "b"}, {"office", "c"}, {NULL, NULL}};
    static const char *const settings[] = {"homes.count=1", "friends=none", "network=closed_form", NULL};
    moments = 1;
    struct own_world made = own_world_make(&catalogue, entries, settings, NULL, 1);
    assert_true(check_breaks_promise(wake_in_the_past, &made));
    own_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_at_one_moment_has_an_order),
        cmocka_unit_test(several_moments_of_one_window_too),
        cmocka_unit_test(threads_do_not_change_it),
        cmocka_unit_test(nobody_is_woken_in_the_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
