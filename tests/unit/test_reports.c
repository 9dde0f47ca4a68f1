// SPDX-License-Identifier: GPL-3.0-or-later
// What appliances publish reaches whoever subscribed, once, with the bulk of its hour; and homes get and lose
// appliances during the run. The world of this test has one appliance, a bell, and two kinds of parties.
#include "sim/engine/home.h"
#include "sim/engine/loop.h"
#include "sim/engine/party_act.h"
#include "sim/engine/plan.h"
#include "sim/engine/world.h"
#include "tests/support/check.h"

enum { HOMES = 70 };  // more than a chunk holds
#define RING_EVERY (20 * CLOCK_MINUTE)

struct bell {
    int64_t rung;
};
static const struct topic bell_rings = {"bell rings"};

enum { RINGS, PUBLISHED, BELL_METRICS };
static const struct metric bell_metrics[BELL_METRICS] = {
    [RINGS] = {"rings", "1", "times it rang", false, NULL},
    [PUBLISHED] = {"published", "1", "parties told", false, NULL},
};

static unsigned bell_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    (void)world, (void)appliance;
    return home % 2 == 0;
}
static time_ms bell_install(struct visit *visit, void *state) {
    assert_int_equal(((struct bell *)state)->rung, 0);
    return visit->now + RING_EVERY;
}
static time_ms bell_act(struct visit *visit, void *state) {
    struct bell *bell = state;
    bell->rung++;
    visit->metrics[RINGS] += 1;
    visit->metrics[PUBLISHED] += visit_publish(
        visit, DATA_FOOD, FORM_LABEL,
        (struct item){
            .topic = &bell_rings, .bytes = 100, .value = (int64_t)visit->home_number * 1000 + bell->rung});
    return visit->now + RING_EVERY;
}
static const struct appliance_kind bell_appliance = {
    .kind = {.name = "bell", .summary = "rings three times an hour"},
    .metrics = bell_metrics,
    .metric_count = BELL_METRICS,
    .state_size = sizeof(struct bell),
    .count = bell_count,
    .install = bell_install,
    .act = bell_act,
};

static const struct party_kind shop_party;

// A party that keeps what it hears. One on the maker's cloud works for the shop.
struct hearer {
    uint16_t flow;
    uint64_t heard, from_home[HOMES];
    time_ms last_arrived;
};
static void listen(struct world *world, struct party *party) {
    struct hearer *listener = party->state;
    const struct party *shop = world_party_of_kind(world, &shop_party, NULL);
    uint16_t recipient = shop && party->kind->in_cloud ? shop->number : party->number;
    listener->flow = party_subscribe(world, (struct subscription){.data_class = DATA_FOOD,
                                                                  .party = party->number,
                                                                  .recipient = recipient,
                                                                  .purpose = party->kind->kind.name});
}
static void hear(struct world *world, struct party *party, const struct item *item) {
    struct hearer *listener = party->state;
    time_ms hour_end = (clock_hour(item->sent) + 1) * CLOCK_HOUR;
    assert_ptr_equal(item->topic, &bell_rings);
    assert_int_equal(item->flow, listener->flow);
    assert_int_equal(item->value / 1000, item->home);
    assert_true(item->arrived >= hour_end && item->arrived < hour_end + 2 * CLOCK_MINUTE);
    assert_true(item->arrived >= listener->last_arrived && world->now == item->arrived);
    listener->last_arrived = item->arrived;
    listener->heard++;
    listener->from_home[item->home]++;
}
static const struct party_kind shop_party = {
    .kind = {.name = "shop", .summary = "listens"},
    .state_size = sizeof(struct hearer),
    .prepare = listen,
    .receive = hear,
};
static const struct party_kind desk_party = {
    .kind = {.name = "desk", .summary = "listens in the cloud"},
    .state_size = sizeof(struct hearer),
    .in_cloud = true,
    .prepare = listen,
    .receive = hear,
};

// Gives every home without a bell one at noon of the first day, and takes every bell away at noon of the
// second.
enum { GIVE, TAKE };
static void offer_bells(struct world *world, struct party *party) {
    (void)party;
    party_offer(world, 0);
}
static void plan_noons(struct world *world, struct party *party) {
    struct timer noon = {.due = CLOCK_DAY / 2, .party = party->number, .what = GIVE};
    timers_set(world->timers, noon);
    noon.due += CLOCK_DAY;
    noon.what = TAKE;
    timers_set(world->timers, noon);
}
static void give_or_take(struct world *world, struct party *party, const struct timer *timer) {
    (void)party;
    for (uint32_t home = 0; home < world->home_count; home++) {
        bool owned = world_owned(world, home, 0);
        assert_int_equal(owned, timer->what == TAKE || home % 2 == 0);
        bool done = timer->what == GIVE ? party_install(world, home, 0) : party_remove(world, home, 0);
        assert_int_equal(done, timer->what == TAKE || !owned);
        assert_int_equal(world_owned(world, home, 0), timer->what == GIVE);
    }
}
static const struct party_kind bell_dealer_party = {
    .kind = {.name = "bell_dealer", .summary = "gives bells and takes them"},
    .prepare = offer_bells,
    .start = plan_noons,
    .wake = give_or_take,
};

static const struct catalogue bells = {
    .appliances = (const struct appliance_kind *const[]){&bell_appliance, NULL},
    .parties = (const struct party_kind *const[]){&shop_party, &desk_party, &bell_dealer_party, NULL},
    .sections = (const struct section_kind *const[]){&scenario_section, &homes_section, &network_section,
                                                     &friends_section, NULL},
    .hooks = (const struct hook *const[]){NULL},
};

static void stop_on(const struct status *status) {
    if (status->code != STATUS_OK) fail_msg("%s", status->message);
}

// Runs a world of bells with the parties and settings ("name=value"), both NULL-terminated lists.
static struct world *run_bells(struct plan **plan, const char *const *parties, const char *const *settings,
                               enum consent_rule rule) {
    struct status status = {0};
    *plan = plan_create(&bells);
    (*plan)->rules = (struct plan_rules){status_allocate(1, sizeof(struct plan_rule)), 1};
    (*plan)->rules.all[0] = (struct plan_rule){.data_class = DATA_FOOD, .rule = rule};
    struct plan_entry *entry;
    plan_add(*plan, "bell", NULL, &status, &entry);
    for (; *parties; parties++) plan_add(*plan, *parties, NULL, &status, &entry);
    const char *const usual[] = {"homes.count=70",      "homes.districts=3", "days=2",
                                 "network=closed_form", "friends=none",      NULL};
    const char *const *const lists[] = {usual, settings};
    for (int i = 0; i < 2; i++)
        for (const char *const *setting = lists[i]; setting && *setting; setting++) {
            char name[100];
            const char *equals = strchr(*setting, '=');
            snprintf(name, sizeof name, "%.*s", (int)(equals - *setting), *setting);
            plan_set_typed(*plan, name, equals + 1, ORIGIN_COMMAND, &status);
        }
    stop_on(&status);
    struct world *world = world_create(*plan, NULL, 1, &status);
    stop_on(&status);
    world_run(world, &status);
    stop_on(&status);
    return world;
}

static const struct hearer *listener_of(const struct world *world, size_t party) {
    return world->parties[party].state;
}

static const char *const shop_and_desk[] = {"shop", "desk", NULL};
enum { RINGS_OF_A_BELL = 2 * 72 - 1, LAST_HOUR = 3 };  // in two days; of them still on their way at the end

static void test_reports_reach_every_subscriber_once(void **state) {
    (void)state;
    struct plan *plan;
    struct world *world = run_bells(&plan, shop_and_desk, NULL, RULE_NONE);
    for (size_t party = 0; party < 2; party++) {
        const struct hearer *listener = listener_of(world, party);
        for (uint32_t home = 0; home < HOMES; home++)
            assert_int_equal(listener->from_home[home], home % 2 ? 0 : RINGS_OF_A_BELL - LAST_HOUR);
        // Whoever works for another makes that other know.
        assert_int_equal(gate_flow_at(world->gate, listener->flow)->recipient,
                         world_party_of_kind(world, &shop_party, NULL)->number);
        assert_int_equal(gate_flow_at(world->gate, listener->flow)->transfers, HOMES / 2 * (RINGS_OF_A_BELL));
    }
    world_free(world);
    plan_free(plan);
}

static void test_nothing_is_published_that_the_gate_refuses(void **state) {
    (void)state;
    struct plan *plan;
    struct world *world = run_bells(&plan, shop_and_desk, NULL, RULE_OPT_IN);  // and nobody is asked
    for (size_t party = 0; party < 2; party++) {
        const struct hearer *listener = listener_of(world, party);
        assert_int_equal(listener->heard, 0);
        assert_int_equal(gate_flow_at(world->gate, listener->flow)->refused, HOMES / 2 * (RINGS_OF_A_BELL));
    }
    assert_int_equal(exchange_totals(world->exchange).reports_sent, 0);
    world_free(world);
    plan_free(plan);
}

// Servers that fail every hour: a report arrives, or is counted as lost, or is still on its way.
static void test_lost_reports_are_counted(void **state) {
    (void)state;
    const char *const failing[] = {"network.cloud_mtbf_h=1", "network.cloud_mttr_h=2", "network.attempts=1",
                                   NULL};
    const char *const desk[] = {"desk", NULL};
    struct plan *plan;
    struct world *world = run_bells(&plan, desk, failing, RULE_NONE);
    struct exchange_totals totals = exchange_totals(world->exchange);
    uint64_t under_way = HOMES / 2 * LAST_HOUR;
    assert_int_equal(totals.reports_sent, HOMES / 2 * (RINGS_OF_A_BELL));
    assert_in_range(totals.reports_lost, 1, totals.reports_sent - 1);
    assert_int_equal(listener_of(world, 0)->heard, totals.reports_sent - totals.reports_lost - under_way);
    world_free(world);
    plan_free(plan);
}

static void test_homes_get_and_lose_appliances(void **state) {
    (void)state;
    const char *const dealer_and_shop[] = {"bell_dealer", "shop", NULL};
    struct plan *plan;
    struct world *world = run_bells(&plan, dealer_and_shop, NULL, RULE_NONE);
    // Installed and removed at the end of the window that holds noon.
    time_ms from = CLOCK_DAY / 2 + world->window, until = from + CLOCK_DAY;
    uint64_t first = (uint64_t)((until - 1) / RING_EVERY),
             later = (uint64_t)((until - from - 1) / RING_EVERY);
    const struct hearer *listener = listener_of(world, 1);
    for (uint32_t home = 0; home < HOMES; home++)
        assert_int_equal(listener->from_home[home], home % 2 ? later : first);
    world_free(world);
    plan_free(plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reports_reach_every_subscriber_once),
        cmocka_unit_test(test_nothing_is_published_that_the_gate_refuses),
        cmocka_unit_test(test_lost_reports_are_counted),
        cmocka_unit_test(test_homes_get_and_lose_appliances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
