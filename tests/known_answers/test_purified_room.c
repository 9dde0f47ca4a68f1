// SPDX-License-Identifier: GPL-3.0-or-later
// A dwelling with a purifier against the closed answers of its mass balance; then homes whose air is worked
// out again, three hours by three hours, from the dust outdoors and the settings.
#include "models/air/purified_room.h"

#include "models/air/air_purifier.h"
#include "models/air/data_holder.h"
#include "models/air/outdoor_air.h"
#include "tests/support/recorded_world.h"

static struct purified_room room_with(double air_change, double cadr) {
    return (struct purified_room){.enters = 0.8 * air_change,
                                  .settles = air_change + 0.2,
                                  .cleans = cadr / 180,
                                  .on_ug = 15,
                                  .off_ug = 8,
                                  .limit_ug = 35};
}

// I/O = P a / (a + k + CADR/V) with P = 0.8, k = 0.2 per hour, V = 180 m3.
static void steady_ratios_follow_the_clean_air_rate(void **unused) {
    (void)unused;
    static const double cadr[] = {0, 300, 600, 954}, half[] = {0.571, 0.169, 0.099, 0.067},
                        two[] = {0.727, 0.414, 0.289, 0.213};
    for (int i = 0; i < 4; i++) {
        struct purified_room shut = room_with(0.5, cadr[i]), airy = room_with(2, cadr[i]);
        assert_true(fabs(purified_room_ratio(&shut, true) - half[i]) < 5e-4);
        assert_true(fabs(purified_room_ratio(&airy, true) - two[i]) < 5.1e-4);
    }
}

// Against small steps, with the fan going on and off between 15 and 8 ug/m3 in bad outdoor air.
static void switching_is_what_small_steps_converge_to(void **unused) {
    (void)unused;
    struct purified_room room = room_with(0.5, 300);
    struct purified_air air = {30, false};
    struct purified_spell spell = {0};
    purified_room_pass(&room, &air, 40, 12, &spell);
    double ug = 30, ug_h = 0, run = 0, step = 1e-5;
    bool running = false;
    for (long i = 0; i < 1200000; i++) {
        if (running ? ug <= room.off_ug : ug >= room.on_ug) running = !running;
        ug_h += ug * step;
        run += running * step;
        ug += step * (room.enters * 40 - (room.settles + running * room.cleans) * ug);
    }
    print_message("ug h %.4f (steps %.4f), running %.4f h (%.4f)\n", spell.ug_h, ug_h, spell.run_hours, run);
    assert_true(spell.run_hours > 1 && spell.run_hours < 11);
    assert_true(fabs(spell.ug_h - ug_h) < 0.01 && fabs(spell.run_hours - run) < 0.01);
    assert_true(spell.hours_above == 0);
}

// The balance read backwards gives the mean outdoors exactly, whatever the fan did.
static void the_inside_tells_the_mean_outdoors(void **unused) {
    (void)unused;
    struct purified_room room = room_with(0.5, 300);
    struct purified_air air = {50, true};
    struct purified_spell spell = {0};
    purified_room_pass(&room, &air, 20, 3, &spell);
    purified_room_pass(&room, &air, 90, 3, &spell);
    assert_true(fabs(purified_room_outdoor(&room, 50, air.ug_m3, &spell, 6) - 55) < 1e-9);
    assert_true(spell.hours_above > 0 && spell.hours_above < 6);
}

// ---- Homes ----

// Dwellings all alike, nobody cooking, sensors true unless they are said to err: a = 0.5 and k = 0.2 per
// hour, P = 0.8, 150 m3.
enum { DAYS = 10, STEPS = DAYS * 8, DISTRICTS = 2 };
static struct recorded_world live_with(const char *on, const char *off, const char *other) {
    const char *const settings[] = {"days=10",
                                    "homes.count=30",
                                    "homes.districts=2",
                                    "air_purifier.connected=1",
                                    "air_purifier.air_change_spread=0",
                                    "air_purifier.cooks=0",
                                    "air_purifier.maker_bias=0",
                                    "air_purifier.unit_bias=0",
                                    "air_purifier.noise=0",
                                    on,
                                    off,
                                    other,
                                    NULL};
    return recorded_world_live("scenarios/joint_analysis.lua", "alone", 0, settings);
}

static double outdoors_in(const struct world *world, int district, int step) {
    const struct outdoor_air *air = world->model->air;
    double sum = 0;
    for (int hour = 3 * step; hour < 3 * (step + 1); hour++) sum += (double)air->pm25_ug_m3[hour];
    return sum / 3 * air->district_factors[district];
}

// x' = P a C - loss x from what an idle purifier comes to, in steps of three hours of constant dust outdoors:
// the mean of the run and the end.
struct dust {
    double mean, end;
};
static struct dust dust_with(const struct world *world, int district, double cleans) {
    double loss = 0.5 + 0.2 + cleans, x = 0.8 * 0.5 / 0.7 * outdoors_in(world, district, 0), integral = 0;
    for (int step = 0; step < STEPS; step++) {
        double steady = 0.8 * 0.5 / loss * outdoors_in(world, district, step), fades = exp(-3 * loss);
        integral += 3 * steady + (x - steady) * (1 - fades) / loss;
        x = steady + (x - steady) * fades;
    }
    return (struct dust){integral / (3 * STEPS), x};
}

static void assert_close(double value, double expected) {
    if (!(fabs(value - expected) <= 1e-5 * fabs(expected))) fail_msg("%.9g is not %.9g", value, expected);
}

// Homes without anybody have no purifier.
static double check_dust(const struct recorded_world *lived, double cleans) {
    double homes = 0, mean = 0, end = 0;
    for (uint32_t home = 0; home < lived->made.world->home_count; home++) {
        if (lived->made.world->homes[home].members == 0) continue;
        struct dust dust = dust_with(lived->made.world, lived->made.world->homes[home].district, cleans);
        homes++, mean += dust.mean, end += dust.end;
    }
    assert_close(recorded_world_metric(lived, "air_purifier_indoors"), mean / homes);
    assert_close(scenario_world_column(&lived->made, "air_purifier", "dust"), end);
    return homes * 24 * DAYS;
}

static void idle_purifiers_leave_what_comes_in(void **unused) {
    (void)unused;
    struct recorded_world lived = live_with("air_purifier.on_ug=200", "air_purifier.off_ug=150", NULL);
    double hours = check_dust(&lived, 0);
    assert_true(recorded_world_metric(&lived, "air_purifier_running") == 0);
    assert_close(recorded_world_metric(&lived, "air_purifier_energy"), hours * 1 / 1000);
    recorded_world_drop(&lived);
}

// Each meal of 2 mg puts 2,000 ug into 150 m3, and what is not there any more at the end has gone at 0.7 an
// hour: so much more dust is breathed than where nobody cooks.
static void what_is_cooked_is_breathed_until_it_has_gone(void **unused) {
    (void)unused;
    static const char *const settings[] = {"days=10",
                                           "homes.count=30",
                                           "homes.districts=2",
                                           "air_purifier.air_change_spread=0",
                                           "air_purifier.on_ug=200",
                                           "air_purifier.off_ug=150",
                                           "air_purifier.unit_bias=0",
                                           "air_purifier.maker_bias=0",
                                           "air_purifier.cooking_mg=2",
                                           "air_purifier.cooking_spread=0",
                                           NULL};
    struct recorded_world lived = recorded_world_live("scenarios/joint_analysis.lua", "alone", 0, settings);
    double homes = 0, mean = 0, end = 0, meals = recorded_world_metric(&lived, "air_purifier_cooking");
    for (uint32_t home = 0; home < lived.made.world->home_count; home++) {
        if (lived.made.world->homes[home].members == 0) continue;
        struct dust dust = dust_with(lived.made.world, lived.made.world->homes[home].district, 0);
        homes++, mean += dust.mean, end += dust.end;
    }
    double gone = meals * 2000 / 150 - (scenario_world_column(&lived.made, "air_purifier", "dust") - end);
    assert_true(meals > 100 && recorded_world_metric(&lived, "air_purifier_running") == 0);
    assert_close(recorded_world_metric(&lived, "air_purifier_indoors"),
                 mean / homes + gone / 0.7 / (homes * 24 * DAYS));
    recorded_world_drop(&lived);
}

// 300 m3/h through 150 m3 clean twice an hour.
static void purifiers_that_never_stop_clean_all_the_time(void **unused) {
    (void)unused;
    struct recorded_world lived =
        live_with("air_purifier.on_ug=2", "air_purifier.off_ug=1", "air.spread=0.1");
    double hours = check_dust(&lived, 2);
    assert_close(recorded_world_metric(&lived, "air_purifier_running"), 1);
    assert_close(recorded_world_metric(&lived, "air_purifier_energy"), hours * 40 / 1000);
    recorded_world_drop(&lived);
}

static const struct process *purifier_of(const struct world *world, uint32_t home) {
    const struct process *process = &world->processes[world->homes[home].first_process];
    while (world->appliances[process->appliance].kind != &air_purifier_appliance) process++;
    return process;
}

static double column_of(const struct recorded_world *lived, uint32_t home, size_t column) {
    const struct world *world = lived->made.world;
    return air_purifier_appliance.columns[column].value(world, home,
                                                        process_state(world, purifier_of(world, home)));
}

// A sensor that reads r ug/m3 for 1 switches at 15 / r and 8 / r.
static void erring_sensors_switch_at_other_dust(void **unused) {
    (void)unused;
    struct recorded_world lived =
        live_with("air_purifier.on_ug=15", "air_purifier.off_ug=8", "air_purifier.unit_bias=0.4");
    double hours = 0, running = 0;
    for (uint32_t home = 0; home < lived.made.world->home_count; home++) {
        if (lived.made.world->homes[home].members == 0) continue;
        int district = lived.made.world->homes[home].district;
        double reads = column_of(&lived, home, 1);
        struct purified_room room = {0.8 * 0.5, 0.5 + 0.2, 2, 15 / reads, 8 / reads, 35};
        struct purified_air air = {0.8 * 0.5 / 0.7 * outdoors_in(lived.made.world, district, 0), false};
        struct purified_spell spell = {0};
        for (int step = 0; step < STEPS; step++)
            purified_room_pass(&room, &air, outdoors_in(lived.made.world, district, step), 3, &spell);
        assert_true(fabs(column_of(&lived, home, 0) - air.ug_m3) < 1e-3);
        hours += 24 * DAYS, running += spell.run_hours;
    }
    assert_true(fabs(recorded_world_metric(&lived, "air_purifier_running") - running / hours) < 1e-4);
    recorded_world_drop(&lived);
}

// Made to end at noon, a run leaves each purifier waiting for the evening: 18:01 to 18:58, by its family's
// minute, which the first morning kept; made to end at night, for that minute of the morning.
static void purifiers_look_after_six_and_after_six(void **unused) {
    (void)unused;
    static const int ends[] = {1, 12, 20};
    time_ms minute[3] = {0};
    for (int i = 0; i < 3; i++) {
        struct scenario_world made = scenario_world_make(
            "scenarios/joint_analysis.lua", "alone", 0,
            (const char *const[]){"days=2", "homes.count=1", "homes.districts=1", NULL}, 1);
        made.world->end = ends[i] * CLOCK_HOUR;
        scenario_world_run(&made);
        minute[i] = purifier_of(made.world, 0)->due;
        scenario_world_drop(&made);
    }
    time_ms after = minute[0] - 6 * CLOCK_HOUR;
    assert_true(after >= CLOCK_MINUTE && after <= 58 * CLOCK_MINUTE && after % CLOCK_MINUTE == 0);
    assert_int_equal(minute[1], 18 * CLOCK_HOUR + after);
    assert_int_equal(minute[2], 30 * CLOCK_HOUR + after);
}

// Each morning one label of 200 bytes and no picture; a true sensor in an ordinary dwelling finds the mean of
// the nights, midnight to six.
static void a_true_sensor_tells_the_dust_of_the_nights(void **unused) {
    (void)unused;
    struct recorded_world lived = live_with("air_purifier.on_ug=15", "air_purifier.off_ug=8", NULL);
    struct world *world = lived.made.world;
    double nights[DISTRICTS] = {0};
    for (int step = 0; step < STEPS; step++)
        for (int d = 0; d < DISTRICTS; d++)
            nights[d] += step % 8 < 2 ? outdoors_in(world, d, step) / (2 * DAYS) : 0;
    int64_t knowing = 0;
    for (const struct party *p = NULL; (p = world_party_of_kind(world, &data_holder_party, p));)
        for (uint32_t home = 0; home < world->home_count; home++) {
            double mean;
            if (!data_holder_knows(world, p, home, &mean)) continue;
            assert_close(mean, nights[world->homes[home].district]);
            knowing++;
        }
    struct gate_flow flow = scenario_world_flows(&lived.made, DATA_AIR_QUALITY, "data_holder", NULL);
    assert_true(knowing > 5);
    assert_int_equal(flow.transfers, DAYS * knowing);
    assert_true(recorded_world_metric(&lived, "air_purifier_reports") == (double)flow.transfers);
    assert_int_equal(flow.bytes, 200 * flow.transfers);
    assert_int_equal(flow.images, 0);
    recorded_world_drop(&lived);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steady_ratios_follow_the_clean_air_rate),
        cmocka_unit_test(switching_is_what_small_steps_converge_to),
        cmocka_unit_test(the_inside_tells_the_mean_outdoors),
        cmocka_unit_test(idle_purifiers_leave_what_comes_in),
        cmocka_unit_test(what_is_cooked_is_breathed_until_it_has_gone),
        cmocka_unit_test(purifiers_that_never_stop_clean_all_the_time),
        cmocka_unit_test(erring_sensors_switch_at_other_dust),
        cmocka_unit_test(purifiers_look_after_six_and_after_six),
        cmocka_unit_test(a_true_sensor_tells_the_dust_of_the_nights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
