// SPDX-License-Identifier: GPL-3.0-or-later
// Who looks after old people alone in the heat, and by what: in plain words. The same people in the same
// weather throughout.
#include "models/cooling/heat_watch.h"
#include "models/cooling/old_alone.h"
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/heat_watch.lua"
#define SUMMER   "homes.count=2000", "homes.districts=10", "days=60", "start=2018-07-01", "office.visits_day=15"
static const char *const settings[] = {SUMMER, NULL};

static struct recorded_policies lives = {.path = SCENARIO, .settings = settings};

static double metric(const char *policy, const char *name) {
    return recorded_world_metric(recorded_policies_live(&lives, policy), name);
}

static int drop_lives(void **state) {
    (void)state;
    recorded_policies_drop(&lives);
    return 0;
}

static double metric_with(const char *policy, const char *one, const char *other, const char *name) {
    const char *const with[] = {SUMMER, one, other, NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, policy, 0, with);
    double value = recorded_world_metric(&lived, name);
    recorded_world_drop(&lived);
    return value;
}

// ---- Who is found ----------------------------------------------------------------------------------------

static void together_they_find_more_than_each_alone(void **state) {
    (void)state;
    static const char *const policies[] = {"register", "rooms", "joined", "all_taken"};
    for (int p = 0; p < 4; p++)
        print_message(
            "%s: %.0f at risk, %.0f visits, recall %.3f, precision %.3f, in time %.3f, net %.2f million "
            "won\n",
            policies[p], metric(policies[p], "office_at_risk"), metric(policies[p], "office_visits"),
            metric(policies[p], "office_recall"), metric(policies[p], "office_precision"),
            metric(policies[p], "office_in_time"), metric(policies[p], "office_net"));
    assert_true(metric("joined", "office_recall") > metric("rooms", "office_recall"));
    assert_true(metric("all_taken", "office_recall") > metric("register", "office_recall"));
    assert_true(metric("all_taken", "office_precision") > metric("register", "office_precision"));
    // Most of the hottest rooms are not those of old people alone.
    assert_true(metric("rooms", "office_precision") < 0.5 * metric("joined", "office_precision"));
}

// What it does not have, it would not have found by: with both, the register's own list is that of the office
// with the register.
static void each_alone_is_lived_beside_both(void **state) {
    (void)state;
    assert_float_equal(metric("joined", "office_recall_register"), metric("register", "office_recall"),
                       1e-12);
    assert_float_equal(metric("joined", "office_value_register"), metric("register", "office_net"), 1e-9);
    assert_float_equal(metric("joined", "office_recall_rooms"), metric("rooms", "office_recall"), 1e-12);
    assert_float_equal(metric("joined", "office_recall_both"), metric("joined", "office_recall"), 1e-12);
    assert_float_equal(metric("joined", "office_value_both"), metric("joined", "office_net"), 1e-9);
}

static void the_danger_is_the_same_whoever_looks(void **state) {
    (void)state;
    double at_risk = metric("nobody", "office_at_risk");
    assert_true(at_risk > 50);
    assert_true(metric("joined", "office_at_risk") == at_risk &&
                metric("rooms", "office_at_risk") == at_risk);
    assert_true(metric("nobody", "office_visits") == 0 && metric("nobody", "office_recall") == 0);
}

// ---- What each holder brings -----------------------------------------------------------------------------

static void the_shares_add_up_to_what_both_earn(void **state) {
    (void)state;
    static const char *const policies[] = {"joined", "all_asked", "all_taken", "register", "rooms"};
    for (int p = 0; p < 5; p++) {
        double both = metric(policies[p], "office_value_both");
        double shares =
            metric(policies[p], "office_share_register") + metric(policies[p], "office_share_rooms");
        print_message("%s: %.3f million won, of which the register %.3f\n", policies[p], both,
                      metric(policies[p], "office_share_register"));
        assert_float_equal(shares, both, 1e-9);
        assert_float_equal(2 * metric(policies[p], "office_share_brand"),
                           metric(policies[p], "office_share_rooms"), 1e-9);
    }
    assert_float_equal(metric("register", "office_share_rooms"), 0, 1e-9);
    assert_float_equal(metric("rooms", "office_share_register"), 0, 1e-9);
}

// ---- What leaves the homes -------------------------------------------------------------------------------

static uint64_t transfers(const char *policy, const char *purpose, bool without_consent) {
    const struct gate *gate = recorded_policies_live(&lives, policy)->made.world->gate;
    for (uint16_t i = 0; i < gate_flow_count(gate); i++) {
        const struct gate_flow *flow = gate_flow_at(gate, i);
        if (!strcmp(flow->purpose, purpose))
            return without_consent ? flow->transfers_without_consent : flow->transfers;
    }
    return 0;
}

static void nothing_leaves_but_what_it_looks_by(void **state) {
    (void)state;
    assert_int_equal(
        transfers("nobody", HEAT_WATCH_REGISTER, false) + transfers("nobody", HEAT_WATCH_ROOMS, false), 0);
    assert_int_equal(transfers("register", HEAT_WATCH_ROOMS, false), 0);
    assert_int_equal(transfers("rooms", HEAT_WATCH_REGISTER, false), 0);
    assert_int_equal(
        transfers("all_asked", HEAT_WATCH_REGISTER, true) + transfers("all_asked", HEAT_WATCH_ROOMS, true),
        0);
    assert_true(transfers("joined", HEAT_WATCH_REGISTER, true) > 0 &&
                transfers("joined", HEAT_WATCH_ROOMS, true) == 0);
    assert_true(transfers("all_taken", HEAT_WATCH_ROOMS, true) >
                transfers("joined", HEAT_WATCH_ROOMS, false));
    // Two months of a register of some 140 names.
    assert_true(transfers("register", HEAT_WATCH_REGISTER, false) < 2 * 300);
}

// ---- Whether it pays -------------------------------------------------------------------------------------

static void an_office_whose_visits_spare_too_little_stops(void **state) {
    (void)state;
    double usual = metric("joined", "office_visits");
    double little = metric_with("joined", "office.harm_won=200", NULL, "office_visits");
    double never = metric_with("joined", "office.harm_won=200", "office.tries=0", "office_visits");
    print_message("visits: %.0f, at a tenth of the harm %.0f, and without trials %.0f\n", usual, little,
                  never);
    assert_true(little < 0.4 * usual && never < little);
}

static void visits_that_help_nobody_are_not_worth_it(void **state) {
    (void)state;
    assert_true(metric_with("joined", "office.helps=0", NULL, "office_avoided") == 0);
    assert_true(metric_with("joined", "office.helps=0", NULL, "office_net") < 0);
    assert_true(metric_with("joined", "room_heat.old_alone=0", NULL, "office_at_risk") == 0);
}

// ---- The heat --------------------------------------------------------------------------------------------

static void who_waits_longer_or_has_no_machine_feels_more(void **state) {
    (void)state;
    double soon =
        metric_with("nobody", "room_heat.waits_k=0", "air_conditioner.ownership=1", "room_heat_heat");
    double waits =
        metric_with("nobody", "room_heat.waits_k=6", "air_conditioner.ownership=1", "room_heat_heat");
    double without =
        metric_with("nobody", "room_heat.waits_k=0", "air_conditioner.ownership=0", "room_heat_heat");
    print_message("%.0f K h who switch on as others do, %.0f who wait, %.0f without a machine\n", soon, waits,
                  without);
    assert_true(waits > 1.5 * soon && without > 1.5 * soon);
}

// By the third ledger nobody but old people alone is harmed, by as much as the rooms say less what visits
// spared.
static void harm_is_what_is_felt_and_not_spared(void **state) {
    (void)state;
    const struct recorded_world *lived = recorded_policies_live(&lives, "joined");
    const struct world *world = lived->made.world;
    size_t source = 0;
    while (strcmp(welfare_source_at(world->welfare, source)->name, "heat of the old")) source++;
    double harm = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        double won = (double)welfare_of_home(world->welfare, home, source) / WELFARE_WON;
        assert_true(won <= 1e-6 && (won == 0 || old_alone_of(world, home)->lives));
        harm -= won;
    }
    double felt = metric("joined", "room_heat_heat"), spared = metric("joined", "office_spared");
    assert_true(spared > 0 && fabs(harm - 2000 * (felt - spared)) < 1e-3 * harm);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(together_they_find_more_than_each_alone),
        cmocka_unit_test(each_alone_is_lived_beside_both),
        cmocka_unit_test(the_danger_is_the_same_whoever_looks),
        cmocka_unit_test(the_shares_add_up_to_what_both_earn),
        cmocka_unit_test(nothing_leaves_but_what_it_looks_by),
        cmocka_unit_test(an_office_whose_visits_spare_too_little_stops),
        cmocka_unit_test(visits_that_help_nobody_are_not_worth_it),
        cmocka_unit_test(who_waits_longer_or_has_no_machine_feels_more),
        cmocka_unit_test(harm_is_what_is_felt_and_not_spared),
    };
    return cmocka_run_group_tests(tests, NULL, drop_lives);
}
