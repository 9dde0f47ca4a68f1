// SPDX-License-Identifier: GPL-3.0-or-later
// Two air conditioners in one home, in plain words: each sees its own room. Same families, weather and luck
// throughout.
#include "tests/support/scenario_world.h"

enum { HOMES = 200, DAYS = 21 };

static struct scenario_world live(const char *policy, const char *more) {
    const char *const settings[] = {"homes.count=200",
                                    "homes.districts=2",
                                    "days=21",
                                    "start=2018-07-20",
                                    "bedroom_unit.ownership=0.9",
                                    "living_unit.connected=1",
                                    "bedroom_unit.connected=1",
                                    more,
                                    NULL};
    struct scenario_world made = scenario_world_make("scenarios/cool_rooms.lua", policy, 0, settings, 1);
    scenario_world_run(&made);
    return made;
}

static double take(const char *policy, const char *more, const char *unit, const char *column) {
    struct scenario_world made = live(policy, more);
    double sum = scenario_world_column(&made, unit, column);
    scenario_world_drop(&made);
    return sum;
}

// Over sleepers' heads: the motion sensor saves in the bedroom what the sleepers pay in heat.
static void in_the_bedroom_a_motion_sensor_misses_sleepers_and_a_camera_sees_them(void **state) {
    (void)state;
    struct scenario_world by_hand = live("no_sensor", NULL), motion = live("motion", NULL),
                          camera = live("on_device", NULL);
    double hand_k_h = scenario_world_column(&by_hand, "bedroom_unit", "discomfort");
    double motion_k_h = scenario_world_column(&motion, "bedroom_unit", "discomfort");
    double camera_k_h = scenario_world_column(&camera, "bedroom_unit", "discomfort");
    print_message("degree-hours of sleepers in the heat: by hand %.0f, motion sensor %.0f, camera %.0f\n",
                  hand_k_h, motion_k_h, camera_k_h);
    assert_true(motion_k_h > 1.5 * hand_k_h);
    assert_true(camera_k_h < hand_k_h);
    assert_true(scenario_world_column(&motion, "bedroom_unit", "energy") <
                scenario_world_column(&camera, "bedroom_unit", "energy"));
    // In the living room people are up, and the sensor sees most of them.
    assert_true(scenario_world_column(&motion, "living_unit", "discomfort") <
                1.5 * scenario_world_column(&camera, "living_unit", "discomfort"));
    scenario_world_drop(&by_hand);
    scenario_world_drop(&motion);
    scenario_world_drop(&camera);
}

static void a_camera_on_the_device_sends_no_picture_of_any_room(void **state) {
    (void)state;
    struct scenario_world made = live("on_device", NULL);
    for (uint16_t flow = 0; flow < gate_flow_count(made.world->gate); flow++)
        assert_true(gate_flow_at(made.world->gate, flow)->images == 0);
    scenario_world_drop(&made);
}

// One question, one answer for both rooms.
static void a_family_is_asked_once_however_many_units_it_has(void **state) {
    (void)state;
    struct scenario_world made = live("cloud", NULL);
    uint32_t asked = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(made.world->gate); flow++)
        for (uint32_t home = 0; home < HOMES; home++) {
            unsigned times = gate_entry_at(made.world->gate, home, flow)->asked;
            assert_true(times <= 1);
            asked += times;
        }
    assert_true(asked > HOMES);  // for pictures and for presence
    assert_true(scenario_world_flows(&made, DATA_IMAGE, "maker", NULL).images > 0);
    assert_true(scenario_world_flows(&made, DATA_IMAGE, "maker", NULL).transfers_without_consent == 0);
    scenario_world_drop(&made);
}

// A living room's unit does not run for sleepers next door, and one for the whole home does.
static void the_living_room_is_not_cooled_for_sleepers(void **state) {
    (void)state;
    double living_kwh = take("no_sensor", NULL, "living_unit", "energy");
    double home_kwh = take("no_sensor", "living_unit.room=home", "living_unit", "energy");
    print_message("one summer month: a living room's unit %.0f kWh, the same unit for everybody %.0f kWh\n",
                  living_kwh / HOMES, home_kwh / HOMES);
    assert_true(living_kwh < home_kwh);
}

static void an_empty_bedroom_is_noticed_by_whoever_walks_past(void **state) {
    (void)state;
    double soon_kwh = take("no_sensor", "bedroom_unit.walk_past_h=0.2", "bedroom_unit", "empty_energy");
    double late_kwh = take("no_sensor", "bedroom_unit.walk_past_h=24", "bedroom_unit", "empty_energy");
    assert_true(soon_kwh > 0);  // when nobody is at home, nobody walks past
    assert_true(late_kwh > 1.2 * soon_kwh);
}

// Neither unit keeps the other from looking ahead: some dozen moments a day, the people's included.
static void two_units_act_only_when_something_changes(void **state) {
    (void)state;
    struct scenario_world made = live("on_device", NULL);
    double events = (double)world_events(made.world) / HOMES / DAYS;
    print_message("%.0f events a home-day\n", events);
    assert_true(events > 5 && events < 150);
    scenario_world_drop(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_the_bedroom_a_motion_sensor_misses_sleepers_and_a_camera_sees_them),
        cmocka_unit_test(a_camera_on_the_device_sends_no_picture_of_any_room),
        cmocka_unit_test(a_family_is_asked_once_however_many_units_it_has),
        cmocka_unit_test(the_living_room_is_not_cooled_for_sleepers),
        cmocka_unit_test(an_empty_bedroom_is_noticed_by_whoever_walks_past),
        cmocka_unit_test(two_units_act_only_when_something_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
