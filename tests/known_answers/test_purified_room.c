// SPDX-License-Identifier: GPL-3.0-or-later
// A dwelling with a purifier against the closed answers of its mass balance.
#include "models/air/purified_room.h"
#include "tests/support/check.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steady_ratios_follow_the_clean_air_rate),
        cmocka_unit_test(switching_is_what_small_steps_converge_to),
        cmocka_unit_test(the_inside_tells_the_mean_outdoors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
