// SPDX-License-Identifier: GPL-3.0-or-later
// The room's heat balance against figures that can be worked out by hand: a room with R = 0.01 K/W,
// C = 2 MJ/K, 32 C outdoors, 300 W of gains and a 2.5 kW air conditioner.
#include "models/cooling/room.h"
#include "models/cooling/room_weather.h"
#include "tests/support/check.h"

static const struct room living_room = {.resistance_k_w = 0.01, .capacity_j_k = 2e6, .cooling_w = 2500};
static const struct room_inputs hot_day = {.outdoor_c = 32, .gain_w = 300};

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.12g is not %.12g", value, expected);
}

static struct room_drift drift_from(double from_c, double load) {
    return (struct room_drift){from_c, room_equilibrium_c(&living_room, hot_day, load),
                               room_time_constant_h(&living_room)};
}

static void known_room(void **unused) {
    (void)unused;
    assert_near(room_time_constant_h(&living_room), 5.5556, 5e-5);
    assert_near(room_equilibrium_c(&living_room, hot_day, 1), 10, 1e-12);
    assert_near(room_drift_crossing_h(drift_from(30, 1), 26) * 60, 74.381, 5e-4);
    assert_near(room_load_to_hold(&living_room, hot_day, 26), 0.36, 1e-12);
    assert_near(0.36 * living_room.cooling_w / room_cop(3.5, 35), 257.1, 0.05);
    assert_near(room_cop(3.5, 32), 3.5 * 1.075, 1e-12);
}

static void hysteresis_cycle(void **unused) {
    (void)unused;
    double on_h = room_drift_crossing_h(drift_from(26.5, 1), 25.5);
    double off_h = room_drift_crossing_h(drift_from(25.5, 0), 26.5);
    assert_near(on_h * 60, 20.84, 5e-3);
    assert_near(off_h * 60, 37.08, 5e-3);
    assert_near(on_h / (on_h + off_h), 0.3598, 5e-5);
}

static void unreachable_limits_are_never_reached(void **unused) {
    (void)unused;
    assert_true(isinf(room_drift_crossing_h(drift_from(30, 1), 31)));   // moving away from it
    assert_true(isinf(room_drift_crossing_h(drift_from(30, 1), 9.9)));  // beyond the equilibrium
    assert_true(isinf(room_drift_crossing_h(drift_from(30, 1), 10)));   // the equilibrium itself
    assert_near(room_drift_crossing_h(drift_from(30, 1), 30), 0, 0);
}

// For every start and limit, towards warm and cold: the hours themselves up to the last digit of how long is
// asked for, and never when it is one digit less.
static void a_crossing_within_some_hours_is_the_crossing(void **unused) {
    (void)unused;
    int found = 0;
    for (double from_c = 9; from_c < 36; from_c += 0.25)
        for (double limit_c = 9.125; limit_c < 36; limit_c += 0.25)
            for (int load = 0; load <= 1; load++) {
                struct room_drift drift = drift_from(from_c, load);
                double hours = room_drift_crossing_h(drift, limit_c);
                if (isinf(hours)) {
                    assert_true(isinf(room_drift_crossing_within_h(drift, limit_c, 1e9)));
                    continue;
                }
                found++;
                assert_true(room_drift_crossing_within_h(drift, limit_c, hours) == hours);
                assert_true(isinf(room_drift_crossing_within_h(drift, limit_c, nextafter(hours, 0))));
            }
    assert_true(found > 1000);
    assert_near(room_drift_crossing_within_h(drift_from(30, 1), 30, 0), 0, 0);
}

// Degree-hours by a fine midpoint rule.
static double above_by_steps(struct room_drift drift, double hours, double limit_c) {
    enum { STEPS = 200000 };
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
        double excess = room_drift_after_c(drift, hours * (i + 0.5) / STEPS) - limit_c;
        if (excess > 0) sum += excess * hours / STEPS;
    }
    return sum;
}

static void degree_hours_are_split_at_the_crossing(void **unused) {
    (void)unused;
    struct room_drift cooling = drift_from(30, 1), warming = drift_from(24, 0);
    double limits[] = {23, 25, 27, 28.5, 31, 36};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        assert_near(room_drift_above_k_h(cooling, 2, limits[i]), above_by_steps(cooling, 2, limits[i]), 1e-7);
        assert_near(room_drift_above_k_h(warming, 8, limits[i]), above_by_steps(warming, 8, limits[i]), 1e-7);
        double both =
            room_drift_above_k_h(warming, 8, limits[i]) - room_drift_below_k_h(warming, 8, limits[i]);
        assert_near(both, room_drift_integral_k_h(warming, 8) - 8 * limits[i], 1e-9);
    }
}

static const struct room_thermostat on_off = {ROOM_ON_OFF, 26, 0.5, 1};
static const struct room_thermostat inverter = {ROOM_INVERTER, 26, 0.5, 0.2};

static void inverter_holds_the_set_point(void **unused) {
    (void)unused;
    struct room_state state = {30, false};
    struct room_work work = room_regulate(&living_room, &inverter, hot_day, 3, 28, &state);
    double pull_down_h = room_drift_crossing_h(drift_from(30, 1), 26);
    assert_near(state.temperature_c, 26, 0);
    assert_near(work.load_h, pull_down_h + 0.36 * (3 - pull_down_h), 1e-12);
    assert_near(work.above_k_h, above_by_steps(drift_from(30, 1), pull_down_h, 28), 1e-7);
}

static void weak_unit_runs_flat_out_and_strong_one_switches(void **unused) {
    (void)unused;
    struct room weak = living_room, strong = living_room;
    weak.cooling_w = 500;     // 36 % of 2500 W is 900 W: too weak
    strong.cooling_w = 6500;  // 900 W is below the least load of 20 % = 1300 W
    struct room_state state = {26, false};
    struct room_work work = room_regulate(&weak, &inverter, hot_day, 4, 28, &state);
    assert_near(work.load_h, 4, 1e-12);
    assert_true(state.temperature_c > 26);
    state = (struct room_state){26, true};
    work = room_regulate(&strong, &inverter, hot_day, 1000, 28, &state);
    assert_near(work.load_h / 1000, 900.0 / 6500, 1e-3);  // in the long run the heat that comes in goes out
    assert_true(fabs(state.temperature_c - 26) <= 0.5);
}

static void a_cool_evening_needs_no_compressor(void **unused) {
    (void)unused;
    struct room_inputs evening = {.outdoor_c = 18, .gain_w = 300};
    struct room_state state = {26.2, true};  // from 26.2 to 25.5 C towards -4 C, then never again
    assert_near(room_regulate(&living_room, &on_off, evening, 10, 28, &state).load_h, 0.1303, 5e-5);
    assert_false(state.compressor_on);
    assert_true(state.temperature_c < 25.5);
}

// The same hours in one step and in many must agree: skipping whole cycles changes nothing.
static void one_long_step_equals_many_short_ones(void **unused) {
    (void)unused;
    const struct room_thermostat *thermostats[] = {&on_off, &inverter};
    struct room strong = living_room;
    strong.cooling_w = 6500;
    for (int i = 0; i < 2; i++) {
        struct room_state once = {29.3, false}, often = once;
        struct room_work whole = room_regulate(&strong, thermostats[i], hot_day, 24, 26.1, &once),
                         sum = {0, 0};
        for (int step = 0; step < 24 * 60; step++) {
            struct room_work part = room_regulate(&strong, thermostats[i], hot_day, 1 / 60.0, 26.1, &often);
            sum.load_h += part.load_h;
            sum.above_k_h += part.above_k_h;
        }
        assert_near(sum.load_h, whole.load_h, 1e-9);
        assert_near(sum.above_k_h, whole.above_k_h, 1e-9);
        assert_near(often.temperature_c, once.temperature_c, 1e-9);
        assert_int_equal(often.compressor_on, once.compressor_on);
    }
}

// Energy balance over any step: what came in, minus what was pumped out, warmed the room.
static void heat_is_conserved(void **unused) {
    (void)unused;
    struct room_state state = {31, false};
    struct room_work work = room_regulate(&living_room, &on_off, hot_day, 5, -273, &state);
    double mean_c = work.above_k_h / 5 - 273;
    double in_w = (hot_day.outdoor_c - mean_c) / living_room.resistance_k_w + hot_day.gain_w;
    double stored_j = living_room.capacity_j_k * (state.temperature_c - 31);
    double pumped_j = work.load_h * 3600 * living_room.cooling_w;
    assert_near(in_w * 5 * 3600 - pumped_j, stored_j, 1.0);
}

// A cold day, then a warm one: the room cannot get hot before the warm noon, and does not.
static void weather_that_cannot_heat_the_room_does_not(void **unused) {
    (void)unused;
    float outdoor_c[48], solar_w_m2[48];
    for (int hour = 0; hour < 48; hour++) {
        outdoor_c[hour] = hour < 24 ? 20 : 27;
        solar_w_m2[hour] = hour % 24 == 12 ? 500 : 0;
    }
    struct weather weather = {48, outdoor_c, solar_w_m2};
    struct room_gains gains = {.appliances_w = 100, .person_w = 75, .solar_aperture_m2 = 1};
    struct room_inputs noon = room_weather_inputs(&weather, gains, 36, 2);
    assert_near(noon.outdoor_c, 27, 0);
    assert_near(noon.gain_w, 100 + 150 + 500, 1e-9);
    assert_near(room_weather_inputs(&weather, gains, 99, 2).outdoor_c, 27, 0);  // beyond the end
    assert_int_equal(room_weather_hot_hour(&weather, gains, &living_room, 2, 0, 31), 36);
    assert_true(room_weather_hot_hour(&weather, gains, &living_room, 2, 37, 31) == SIZE_MAX);
    double room_c = 25;
    for (size_t hour = 0; hour < 36; hour++) {
        struct room_inputs inputs = room_weather_inputs(&weather, gains, hour, 2);
        double towards_c = room_equilibrium_c(&living_room, inputs, 0);
        room_c =
            room_drift_after_c((struct room_drift){room_c, towards_c, room_time_constant_h(&living_room)}, 1);
        assert_true(room_c < 31);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_room),
        cmocka_unit_test(hysteresis_cycle),
        cmocka_unit_test(unreachable_limits_are_never_reached),
        cmocka_unit_test(a_crossing_within_some_hours_is_the_crossing),
        cmocka_unit_test(degree_hours_are_split_at_the_crossing),
        cmocka_unit_test(inverter_holds_the_set_point),
        cmocka_unit_test(weak_unit_runs_flat_out_and_strong_one_switches),
        cmocka_unit_test(a_cool_evening_needs_no_compressor),
        cmocka_unit_test(one_long_step_equals_many_short_ones),
        cmocka_unit_test(heat_is_conserved),
        cmocka_unit_test(weather_that_cannot_heat_the_room_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
