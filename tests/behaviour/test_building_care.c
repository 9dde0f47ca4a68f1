// SPDX-License-Identifier: GPL-3.0-or-later
// Who looks after a building's cockroaches, by what, and who pays and is paid: in plain words. The same
// families, and the same cockroaches from outside, throughout.
#include "models/pests/building_care.h"
#include "tests/support/recorded_world.h"

// Of doubles; cmocka's own looks at floats.
#define assert_close(one, other, apart) assert_true(fabs((one) - (other)) <= (apart))
#define SCENARIO                        "scenarios/building.lua"
#define TOWN                            "homes.count=400", "homes.districts=2", "days=185", "cockroaches.prevalence=0.2"
static const char *const settings[] = {TOWN, NULL};

static struct recorded_policies lives = {.path = SCENARIO, .settings = settings};

static double metric(const char *policy, const char *name) {
    return recorded_world_metric(recorded_policies_live(&lives, policy), name);
}

static int drop_lives(void **state) {
    (void)state;
    recorded_policies_drop(&lives);
    return 0;
}

// ---- What is known -------------------------------------------------------------------------------------

static void together_more_is_found_than_by_each_alone(void **state) {
    (void)state;
    static const char *const policies[] = {"nobody",   "every_flat", "alone",
                                           "together", "by_share",   "all_taken"};
    for (int p = 0; p < 6; p++)
        print_message(
            "%s: infested %.3f, error alone %.4f, together %.4f, missed %.3f, told %.3f, visited %.0f, "
            "ordered %.0f, in vain %.0f, days %.0f\n",
            policies[p], metric(policies[p], "manager_infested"), metric(policies[p], "manager_error_own"),
            metric(policies[p], "manager_error_pooled"), metric(policies[p], "manager_missed"),
            metric(policies[p], "manager_told"), metric(policies[p], "manager_visited"),
            metric(policies[p], "manager_ordered"), metric(policies[p], "manager_in_vain"),
            metric(policies[p], "infestation_days"));
    assert_true(metric("all_taken", "manager_missed_pooled") < metric("all_taken", "manager_missed_own"));
    assert_true(metric("all_taken", "manager_value_pooled") > metric("all_taken", "manager_value_own"));
    assert_true(metric("all_taken", "manager_told") > metric("together", "manager_told"));
    assert_true(metric("together", "manager_believed") > 0 && metric("alone", "manager_believed") == 0);
}

// Mean of the flats that told: of all, less those that did not.
static double error_of_tellers(const struct recorded_world *lived, const char *by) {
    char all[60], silent[60];
    snprintf(all, sizeof all, "manager_error_%s", by);
    snprintf(silent, sizeof silent, "manager_error_silent_%s", by);
    double looked = recorded_world_metric(lived, "manager_looked"),
           quiet = recorded_world_metric(lived, "manager_silent");
    return (recorded_world_metric(lived, all) * looked - recorded_world_metric(lived, silent) * quiet) /
           (looked - quiet);
}

// Where flats infest each other as often as it believes: of who told, and of who told nothing, which is what
// others' telling costs those.
static void what_others_tell_tells_of_a_flat(void **state) {
    (void)state;
    static const char *const ripe[] = {TOWN, "manager.believed_alone=0.05", "manager.believed_follows=0.06",
                                       "robot_vacuum.connected=1", NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "all_taken", 0, ripe);
    double own = error_of_tellers(&lived, "own"), pooled = error_of_tellers(&lived, "pooled");
    double before = recorded_world_metric(&lived, "manager_error_silent_prior"),
           silent = recorded_world_metric(&lived, "manager_error_silent_pooled");
    print_message(
        "error of those that told %.4f alone, %.4f together; of the others %.4f, and %.4f by what those "
        "told\n",
        own, pooled, before, silent);
    assert_true(pooled < 0.97 * own && silent < 0.99 * before);
    recorded_world_drop(&lived);
}

static void who_is_visited_is_rid_of_them(void **state) {
    (void)state;
    assert_true(metric("every_flat", "infestation_days") < metric("nobody", "infestation_days"));
    assert_true(metric("all_taken", "infestation_days") < metric("alone", "infestation_days"));
    assert_true(metric("alone", "infestation_days") < metric("nobody", "infestation_days"));
    assert_true(metric("nobody", "manager_visited") + metric("nobody", "manager_ordered") == 0);
    assert_true(metric("nobody", "manager_missed") == 1);
    assert_close(metric("every_flat", "manager_visited"), metric("every_flat", "manager_looked"), 1e-9);
    assert_true(metric("every_flat", "manager_missed") == 0);
}

// ---- What leaves the flats -----------------------------------------------------------------------------

static struct gate_flow flow_of(const char *policy, const char *purpose) {
    return scenario_world_flows(&recorded_policies_live(&lives, policy)->made, DATA_PEST_SIGHTING,
                                "building_care", purpose);
}

static void nothing_leaves_but_what_it_goes_by(void **state) {
    (void)state;
    static const char *const silent[] = {"nobody", "every_flat", "alone"};
    for (int p = 0; p < 3; p++) assert_int_equal(flow_of(silent[p], BUILDING_CARE_ROUNDS).transfers, 0);
    assert_int_equal(flow_of("alone", BUILDING_CARE_ORDER).transfers,
                     (uint64_t)metric("alone", "manager_ordered"));
    assert_int_equal(flow_of("every_flat", BUILDING_CARE_ORDER).transfers, 0);
    struct gate_flow asked = flow_of("together", BUILDING_CARE_ROUNDS),
                     taken = flow_of("all_taken", BUILDING_CARE_ROUNDS);
    assert_true(asked.transfers > 0 && asked.transfers_without_consent == 0 && asked.refused > 0);
    assert_true(taken.transfers_without_consent == taken.transfers && taken.transfers > asked.transfers);
    assert_int_equal(asked.images + taken.images, 0);
}

// Of a robot that has not run since yesterday nothing is known any more.
static void what_is_not_kept_is_not_gone_by(void **state) {
    (void)state;
    struct scenario_world made = scenario_world_plan(SCENARIO, "all_taken", 0, settings);
    for (size_t i = 0; i < made.plan->rules.count; i++) made.plan->rules.all[i].kept_days = 1;
    struct recorded_world lived = recorded_world_run(made);
    double told = recorded_world_metric(&lived, "manager_told");
    print_message("told %.3f, kept for a day %.3f\n", metric("all_taken", "manager_told"), told);
    assert_true(told > 0 && told < 0.8 * metric("all_taken", "manager_told"));
    recorded_world_drop(&lived);
}

static void more_families_tell_where_it_pays(void **state) {
    (void)state;
    static const char *const well_paid[] = {TOWN, "manager.paid_share=1", "manager.expects_won=20000", NULL};
    struct recorded_world lived = recorded_world_live(SCENARIO, "together", 0, well_paid);
    print_message("told: for nothing %.3f, for half %.3f, well paid %.3f\n",
                  metric("together", "manager_told"), metric("by_share", "manager_told"),
                  recorded_world_metric(&lived, "manager_told"));
    assert_true(metric("by_share", "manager_told") >= metric("together", "manager_told"));
    assert_true(recorded_world_metric(&lived, "manager_told") > metric("by_share", "manager_told"));
    recorded_world_drop(&lived);
}

// ---- Who is paid for telling ---------------------------------------------------------------------------

static double owed_to_all(const char *policy) {
    const struct run *run = recorded_policies_live(&lives, policy)->run;
    const struct run_column *owed = run_column_named(run, "manager_owed");
    assert_non_null(owed);
    double sum = 0;
    for (size_t home = 0; home < run->homes; home++)
        sum += isnan(owed->values[home]) ? 0 : owed->values[home];
    return sum;
}

static int64_t paid_shares(const char *policy) {
    return recorded_world_paid(recorded_policies_live(&lives, policy), "shares of sightings", NULL);
}

// What is paid, and what is still owed or owing, adds up to half of what telling was believed to add: each
// building's round to the nearest won.
static void who_told_is_paid_what_that_added(void **state) {
    (void)state;
    static const char *const policies[] = {"paid_alike", "by_share"};
    double rounds = 20 * 6;
    for (int p = 0; p < 2; p++) {
        double half = 1e6 * metric(policies[p], "manager_believed") / 2, owed = owed_to_all(policies[p]);
        int64_t paid = paid_shares(policies[p]);
        print_message("%s: %lld won paid, %.0f owed, of %.0f\n", policies[p], (long long)paid, owed, half);
        assert_true(paid > 0 && fabs((double)paid + owed - half) <= 0.5 * rounds);
        assert_close((double)paid, 1e6 * metric(policies[p], "manager_paid"), 1e-3);
        assert_true(p == 0 ? owed == 0 : owed < 0);
    }
    assert_int_equal(paid_shares("together"), 0);
    // Families that agreed are the same, and what they tell is worth the same, however it is paid.
    assert_close(metric("by_share", "manager_believed"), metric("paid_alike", "manager_believed"), 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(together_more_is_found_than_by_each_alone),
        cmocka_unit_test(what_others_tell_tells_of_a_flat),
        cmocka_unit_test(who_is_visited_is_rid_of_them),
        cmocka_unit_test(nothing_leaves_but_what_it_goes_by),
        cmocka_unit_test(what_is_not_kept_is_not_gone_by),
        cmocka_unit_test(more_families_tell_where_it_pays),
        cmocka_unit_test(who_told_is_paid_what_that_added),
    };
    return cmocka_run_group_tests(tests, NULL, drop_lives);
}
