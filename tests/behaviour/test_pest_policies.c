// SPDX-License-Identifier: GPL-3.0-or-later
// What the three policies of the pest scenario do to the families, in plain words.
#include "models/maker/maker.h"
#include "models/pests/pest_control.h"
#include "tests/support/scenario_world.h"

static const char *const settings[] = {"homes.count=3000", "homes.districts=10", "days=60",
                                       "cockroaches.prevalence=0.3", NULL};

static struct scenario_world live(const char *policy) {
    struct scenario_world made = scenario_world_make("scenarios/pest_leads.lua", policy, 0, settings, 1);
    scenario_world_run(&made);
    return made;
}

static struct gate_flow to_maker(const struct scenario_world *made) {
    return scenario_world_flows(made, DATA_PEST_SIGHTING, "maker", "pest_service");
}
static struct gate_flow to_firms(const struct scenario_world *made) {
    return scenario_world_flows(made, DATA_PEST_SIGHTING, "pest_control", "pest_service");
}

static int64_t paid(const struct scenario_world *made, const char *reason) {
    int64_t sum = 0;
    for (size_t i = 0; i < ledger_flow_count(made->world->ledger); i++) {
        const struct ledger_flow *flow = ledger_flow_at(made->world->ledger, i);
        if (!strcmp(flow->reason, reason)) sum += flow->amount;
    }
    return sum;
}

static uint64_t lines(const struct scenario_world *made, const char *what) {
    uint64_t count = 0;
    for (uint64_t i = 1; i <= journal_count(made->world->journal); i++)
        count += !strcmp(journal_at(made->world->journal, i)->what, what);
    return count;
}

static double mean_trust(const struct scenario_world *made) {
    double sum = 0;
    for (uint32_t i = 0; i < made->world->home_count; i++) sum += (double)made->world->homes[i].trust;
    return sum / made->world->home_count;
}

// Selling: every alarm leaves without consent, to the maker and to each firm that buys it, and only to those.
static void test_selling_sends_every_alarm_and_asks_nobody(void **state) {
    (void)state;
    struct scenario_world made = live("sell_sightings");
    uint64_t alarms = lines(&made, "pest alarm on the device");
    assert_true(alarms > 50);
    assert_int_equal(to_maker(&made).transfers, alarms);
    assert_int_equal(to_maker(&made).transfers_without_consent, alarms);
    assert_int_equal(to_firms(&made).transfers_without_consent, to_firms(&made).transfers);
    assert_int_equal(to_firms(&made).transfers, lines(&made, "shared lead"));
    assert_true(to_firms(&made).transfers > 0 && to_firms(&made).transfers < 2 * alarms);
    assert_int_equal(ledger_tokens(made.world->ledger).issued, 0);
    assert_int_equal(lines(&made, "consent granted"), 0);
    scenario_world_drop(&made);
}

// Asking: nothing leaves without consent; every consent is rewarded, and makes one exclusive lead where a
// firm wants it.
static void test_asking_sends_only_what_families_share(void **state) {
    (void)state;
    struct scenario_world made = live("ask_first");
    uint64_t granted = lines(&made, "consent granted");
    assert_true(granted > 5 && granted < lines(&made, "pest alarm on the device"));
    assert_int_equal(to_maker(&made).transfers, granted);
    assert_int_equal(to_maker(&made).transfers_without_consent, 0);
    assert_int_equal(to_firms(&made).transfers_without_consent, 0);
    assert_true(to_firms(&made).transfers > 0 && to_firms(&made).transfers <= granted);
    assert_int_equal(ledger_tokens(made.world->ledger).issued, 1000 * (int64_t)granted);
    scenario_world_drop(&made);
}

static void test_keeping_sends_nothing_to_the_maker(void **state) {
    (void)state;
    struct scenario_world made = live("keep_at_home");
    assert_true(lines(&made, "pest alarm on the device") > 50);
    assert_int_equal(to_maker(&made).transfers, 0);
    assert_int_equal(to_firms(&made).transfers, 0);
    assert_int_equal(paid(&made, "lead fee"), 0);
    // Who wants help calls by itself, and that is its own consent.
    struct gate_flow calls = scenario_world_flows(&made, DATA_PEST_SIGHTING, "pest_control", "own_call");
    assert_true(calls.transfers > 0);
    assert_int_equal(calls.transfers_without_consent, 0);
    scenario_world_drop(&made);
}

// Unwanted calls cost trust, also among friends who were never called.
static void test_selling_costs_trust_and_word_gets_around(void **state) {
    (void)state;
    struct scenario_world sold = live("sell_sightings"), asked = live("ask_first");
    assert_true(mean_trust(&sold) < mean_trust(&asked));
    uint32_t only_heard = 0;
    const double before = 6.0 / 8.0;
    for (uint32_t home = 0; home < sold.world->home_count; home++) {
        bool robbed = false;
        for (uint16_t flow = 0; flow < gate_flow_count(sold.world->gate); flow++)
            robbed |= gate_entry_at(sold.world->gate, home, flow)->transfers > 0;
        only_heard += !robbed && (double)sold.world->homes[home].trust < before - 0.001;
    }
    assert_true(only_heard > 0);
    scenario_world_drop(&sold);
    scenario_world_drop(&asked);
}

// Money: a lead fee per lead a firm bought, a visit's price per visit that found something.
static void test_every_won_has_its_reason(void **state) {
    (void)state;
    struct scenario_world made = live("ask_first");
    assert_int_equal(paid(&made, "lead fee"), 15000 * (int64_t)lines(&made, "exclusive lead"));
    int64_t visits = (int64_t)lines(&made, "visit");
    int64_t found = paid(&made, "pest visit") / 150000, not_found = paid(&made, "pest call-out") / 30000;
    assert_int_equal(found + not_found, visits);
    assert_true(visits > 0);
    scenario_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_selling_sends_every_alarm_and_asks_nobody),
        cmocka_unit_test(test_asking_sends_only_what_families_share),
        cmocka_unit_test(test_keeping_sends_nothing_to_the_maker),
        cmocka_unit_test(test_selling_costs_trust_and_word_gets_around),
        cmocka_unit_test(test_every_won_has_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
