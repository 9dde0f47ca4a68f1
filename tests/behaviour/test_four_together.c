// SPDX-License-Identifier: GPL-3.0-or-later
// Each of the four switches truly takes its part away: no recognition without ai, nothing leaves without iot,
// nobody comes to the door without o2o, nothing is rewarded without token. The same homes and luck in every
// combination.
#include "tests/support/recorded_world.h"

#define SCENARIO "scenarios/four_together.lua"
static const char *const small[] = {"homes.count=300", "days=150", "robot_vacuum.ownership=1", NULL};

static struct recorded_world all, no_ai, no_iot, no_o2o, no_token;

static double metric(const struct recorded_world *lived, const char *name) {
    return recorded_world_metric(lived, name);
}

// What left homes although nobody called a firm or ordered: flows of a family's own acts are named own_...
static uint64_t told_by_appliances(const struct recorded_world *lived) {
    const struct gate *gate = lived->made.world->gate;
    uint64_t sum = 0;
    for (uint16_t i = 0; i < gate_flow_count(gate); i++) {
        const struct gate_flow *flow = gate_flow_at(gate, i);
        if (strncmp(flow->purpose, "own_", 4) != 0) sum += flow->transfers;
    }
    return sum;
}

static void with_all_on_each_part_is_there(void **state) {
    (void)state;
    assert_true(metric(&all, "hanbit_alarms") > 0);
    assert_true(metric(&all, "microwave_looks") > 0);
    assert_true(metric(&all, "fault_diagnosis_signs") > 0);
    assert_true(told_by_appliances(&all) > 0);
    assert_true(metric(&all, "bugbye_leads") > 0);
    assert_true(metric(&all, "dongne_offers") > 0);
    assert_true(metric(&all, "token_programme_issued") > 0);
}

static void without_recognition_nothing_is_seen(void **state) {
    (void)state;
    assert_true(metric(&no_ai, "hanbit_alarms") == 0);
    assert_true(metric(&no_ai, "microwave_looks") == 0);
    assert_true(metric(&no_ai, "refrigerator_reports") == 0);
    assert_true(metric(&no_ai, "fault_diagnosis_signs") == 0);
    assert_true(metric(&no_ai, "bugbye_leads") == 0 && metric(&no_ai, "bugbye_calls") > 0);
}

static void without_connection_nothing_leaves(void **state) {
    (void)state;
    assert_int_equal(told_by_appliances(&no_iot), 0);
    assert_true(metric(&no_iot, "hanbit_alarms") > 0);  // the family is told by its own robot
    assert_true(metric(&no_iot, "bugbye_leads") == 0 && metric(&no_iot, "dongne_offers") == 0);
    assert_true(metric(&no_iot, "token_programme_issued") == 0);
}

static void without_services_nobody_comes_unless_called(void **state) {
    (void)state;
    assert_true(metric(&no_o2o, "bugbye_leads") == 0 && metric(&no_o2o, "dongne_offers") == 0);
    assert_true(metric(&no_o2o, "after_service_planned") == 0);
    assert_true(metric(&no_o2o, "bugbye_calls") > 0 && metric(&no_o2o, "dongne_orders") > 0);
    assert_true(told_by_appliances(&no_o2o) > 0);  // the maker still learns
}

static void without_rewards_nothing_is_paid_for_data(void **state) {
    (void)state;
    assert_true(metric(&no_token, "token_programme_issued") == 0);
    assert_int_equal(
        ledger_balance(no_token.made.world->ledger, ledger_mint(no_token.made.world->ledger), TOKEN), 0);
    assert_true(metric(&no_token, "dongne_offers") > 0);
}

static int live_all(void **state) {
    (void)state;
    all = recorded_world_live(SCENARIO, "ai_o2o_token_iot", 0, small);
    no_ai = recorded_world_live(SCENARIO, "o2o_token_iot", 0, small);
    no_iot = recorded_world_live(SCENARIO, "ai_o2o_token", 0, small);
    no_o2o = recorded_world_live(SCENARIO, "ai_token_iot", 0, small);
    no_token = recorded_world_live(SCENARIO, "ai_o2o_iot", 0, small);
    return 0;
}

static int drop_all(void **state) {
    (void)state;
    struct recorded_world *lived[] = {&all, &no_ai, &no_iot, &no_o2o, &no_token};
    for (size_t i = 0; i < sizeof lived / sizeof *lived; i++) recorded_world_drop(lived[i]);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_all_on_each_part_is_there),
        cmocka_unit_test(without_recognition_nothing_is_seen),
        cmocka_unit_test(without_connection_nothing_leaves),
        cmocka_unit_test(without_services_nobody_comes_unless_called),
        cmocka_unit_test(without_rewards_nothing_is_paid_for_data),
    };
    return cmocka_run_group_tests(tests, live_all, drop_all);
}
