// SPDX-License-Identifier: GPL-3.0-or-later
// A cooled room in constant weather: temperatures, electricity and degree-hours against their formulas. The
// case is worked out by hand: R = 0.01 K/W, C = 2 MJ/K, 32 C outdoors, 300 W of heat, 2,500 W of cooling.
#include "models/cooling/cooled_room.h"
#include "tests/support/check.h"

enum { HOURS = 72 };
static float outdoor_c[HOURS], sun_w_m2[HOURS];

static struct cooled_room_setting constant_weather(struct weather *weather) {
    for (int hour = 0; hour < HOURS; hour++) outdoor_c[hour] = 32;
    weather->hours = HOURS;
    weather->temperature_c = outdoor_c;
    weather->solar_w_m2 = sun_w_m2;
    return (struct cooled_room_setting){
        .weather = weather,
        .gains = {.appliances_w = 300, .person_w = 0, .solar_aperture_m2 = 1},
        .thermostat = {ROOM_INVERTER, 26, 0.5, 0.2},
        .cop_35 = 3.5 / 1.075,  // 3.5 at 32 C
        .comfort_limit_c = 28,
    };
}

static struct cooled_room room_at(const struct cooled_room_setting *setting, double temperature_c) {
    struct cooled_room room = {.room = {0.01, 2e6, 2500}};
    cooled_room_begin(&room, setting, 1, 0);
    room.air.temperature_c = temperature_c;
    return room;
}

static void expect(double value, double expected, double tolerance) {
    if (fabs(value - expected) > tolerance) fail_msg("%.9f, expected %.9f", value, expected);
}

static void it_begins_in_balance_with_the_weather(void **state) {
    (void)state;
    struct weather weather = {0};
    struct cooled_room_setting setting = constant_weather(&weather);
    struct cooled_room room = {.room = {0.01, 2e6, 2500}};
    cooled_room_begin(&room, &setting, 1, 5 * CLOCK_HOUR);
    expect(room.air.temperature_c, 32 + 0.01 * 300, 1e-9);
    expect(room.time_constant_h, 5.5556, 1e-4);
    assert_int_equal(room.updated, 5 * CLOCK_HOUR);
}

// Uncooled from 26 C it drifts towards 35 C: T = 35 - 9 e^{-t/tau}.
static void uncooled_it_follows_the_exponential(void **state) {
    (void)state;
    struct weather weather = {0};
    struct cooled_room_setting setting = constant_weather(&weather);
    struct cooled_room room = room_at(&setting, 26);
    double felt_k_h = 0, tau_h = 2e6 * 0.01 / 3600;
    time_ms until = 7 * CLOCK_HOUR + 20 * CLOCK_MINUTE;
    while (room.updated < until) {
        struct cooled_room_step step = cooled_room_pass(&room, &setting, 1, false, until);
        assert_true(step.electric_kwh == 0);
        felt_k_h += step.above_k_h;
    }
    double hours = 7 + 1 / 3.0, crossing_h = tau_h * log(9.0 / 7.0);  // at 28 C
    expect(room.air.temperature_c, 35 - 9 * exp(-hours / tau_h), 1e-9);
    expect(felt_k_h, 7 * (hours - crossing_h) - 7 * tau_h * (1 - exp(-(hours - crossing_h) / tau_h)), 1e-9);
}

// Held at 26 C the duty is 0.36 and the mean electric power 257.14 W.
static void held_at_the_set_point_it_uses_the_duty_of_the_balance(void **state) {
    (void)state;
    struct weather weather = {0};
    struct cooled_room_setting setting = constant_weather(&weather);
    struct cooled_room room = room_at(&setting, 26);
    double kwh = 0;
    while (room.updated < 48 * CLOCK_HOUR)
        kwh += cooled_room_pass(&room, &setting, 1, true, 48 * CLOCK_HOUR).electric_kwh;
    expect(kwh, 48 * 0.36 * 2.5 / 3.5, 1e-9);
    expect(room.air.temperature_c, 26, 1e-9);
}

// Nobody is too cold by it, in whatever weather: it stops at the lower edge of its band, on a mild day, too.
static void it_never_cools_below_its_band(void **state) {
    (void)state;
    struct weather weather = {0};
    struct cooled_room_setting setting = constant_weather(&weather);
    for (int compressor = ROOM_ON_OFF; compressor <= ROOM_INVERTER; compressor++) {
        setting.thermostat.compressor = (enum room_compressor)compressor;
        for (int hour = 0; hour < HOURS; hour++) outdoor_c[hour] = (float)(24 + hour % 12);
        struct cooled_room room = room_at(&setting, 31);
        double coldest_c = INFINITY, kwh = 0;
        for (time_ms until = 0; room.updated < HOURS * CLOCK_HOUR; until += 3 * CLOCK_MINUTE)
            while (room.updated < until) {
                kwh += cooled_room_pass(&room, &setting, 1, true, until).electric_kwh;
                coldest_c = fmin(coldest_c, room.air.temperature_c);
            }
        assert_true(kwh > 1);
        assert_true(coldest_c >= 25.5 - 1e-9 && coldest_c < 27);
    }
}

static void heat_counts_only_when_somebody_is_there(void **state) {
    (void)state;
    struct weather weather = {0};
    struct cooled_room_setting setting = constant_weather(&weather);
    struct cooled_room empty = room_at(&setting, 31), lived_in = empty;
    assert_true(cooled_room_pass(&empty, &setting, 0, false, CLOCK_HOUR).above_k_h == 0);
    assert_true(cooled_room_pass(&lived_in, &setting, 2, false, CLOCK_HOUR).above_k_h > 3);
}

// Stopping on the way, at whatever moment, changes nothing.
static void pieces_add_up(void **state) {
    (void)state;
    struct weather weather = {0};
    struct cooled_room_setting setting = constant_weather(&weather);
    struct cooled_room whole = room_at(&setting, 31), cut = whole;
    double whole_kwh = 0, cut_kwh = 0;
    while (whole.updated < CLOCK_DAY)
        whole_kwh += cooled_room_pass(&whole, &setting, 1, true, CLOCK_DAY).electric_kwh;
    for (time_ms until = 0; cut.updated < CLOCK_DAY;) {
        until += 7 * CLOCK_MINUTE + 13;
        if (until > CLOCK_DAY) until = CLOCK_DAY;
        while (cut.updated < until) cut_kwh += cooled_room_pass(&cut, &setting, 1, true, until).electric_kwh;
    }
    expect(cut_kwh, whole_kwh, 1e-9);
    expect(cut.air.temperature_c, whole.air.temperature_c, 1e-9);
}

// The weather brings heat from the 30th hour on, and not before; what was found once stands.
static void the_first_hot_hour_is_found(void **state) {
    (void)state;
    struct weather weather = {0};
    struct cooled_room_setting setting = constant_weather(&weather);
    for (int hour = 0; hour < 30; hour++) outdoor_c[hour] = 20;
    struct cooled_room room = room_at(&setting, 22);
    assert_int_equal(cooled_room_cool_until(&room, &setting, 1, CLOCK_HOUR, 28), 30 * CLOCK_HOUR);
    assert_int_equal(cooled_room_cool_until(&room, &setting, 1, 9 * CLOCK_HOUR, 28), 30 * CLOCK_HOUR);
    assert_int_equal(cooled_room_cool_until(&room, &setting, 1, 30 * CLOCK_HOUR + 1, 28), 30 * CLOCK_HOUR);
    struct cooled_room cold = room_at(&setting, 22);
    assert_int_equal(cooled_room_cool_until(&cold, &setting, 1, 0, 40), CLOCK_NEVER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_begins_in_balance_with_the_weather),
        cmocka_unit_test(uncooled_it_follows_the_exponential),
        cmocka_unit_test(held_at_the_set_point_it_uses_the_duty_of_the_balance),
        cmocka_unit_test(it_never_cools_below_its_band),
        cmocka_unit_test(heat_counts_only_when_somebody_is_there),
        cmocka_unit_test(pieces_add_up),
        cmocka_unit_test(the_first_hot_hour_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
