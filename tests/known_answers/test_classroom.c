// SPDX-License-Identifier: GPL-3.0-or-later
// The air of a classroom against figures that can be worked out by hand, against a published measurement
// (Jeju 2018), and against a fine numerical integration.
#include "models/air/classroom.h"

#include "models/air/school_day.h"
#include "tests/support/check.h"

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

static const struct classroom room = {
    .volume_m3 = 180, .penetration = 0.8, .deposition_h = 0.2, .filter_passes = 0.4};
static const double primary_l_s = 23.1 * 0.0035 + 0.0055;

static struct classroom_air windows(double change_h) {
    return (struct classroom_air){.change_h = change_h};
}

// ---- Carbon dioxide ------------------------------------------------------------------------------------

// Jeju 2018 (ihalla.com): a sealed room with 30 pupils went from 400 to 1000 ppm in about 15 minutes, and to
// 2000 after about 40. Both say 40 ppm a minute, which is 4 mL/s of each pupil in 180 m3.
static void a_sealed_room_fills_as_measured_on_jeju(void **unused) {
    (void)unused;
    struct air_balance sealed = classroom_co2(&room, windows(0), 30 * 0.0040, 400);
    assert_near(sealed.source / 60, 40.0, 1e-9);
    assert_near(60 * air_balance_crossing_h(sealed, 400, 1000), 15, 1e-9);
    assert_near(60 * air_balance_crossing_h(sealed, 400, 2000), 40, 1e-9);
    assert_near(air_balance_after(sealed, 400, 0.5), 1600, 1e-9);
    assert_true(isinf(air_balance_steady(sealed)));
}

// However little comes in, what is not lost adds up without end; where nothing comes in either, there is
// nothing.
static void without_loss_any_source_adds_up(void **unused) {
    (void)unused;
    assert_true(air_balance_steady((struct air_balance){0.001, 0}) == INFINITY);
    assert_true(air_balance_steady((struct air_balance){0, 0}) == 0);
}

static void a_primary_class_tends_to_its_steady_state(void **unused) {
    (void)unused;
    struct air_balance shut = classroom_co2(&room, windows(0.5), primary_l_s, 400);
    assert_near(air_balance_steady(shut), 3854, 1);
    assert_near(60 * air_balance_crossing_h(shut, 400, 1000), 22.9, 0.05);
    assert_near(air_balance_after(shut, 400, 40.0 / 60), 1379, 0.5);
    struct air_balance open = classroom_co2(&room, windows(2), primary_l_s, 400);
    assert_near(air_balance_steady(open), 1264, 0.5);
    assert_near(60 * air_balance_crossing_h(open, 400, 1000), 35.6, 0.05);
    struct air_balance wide = classroom_co2(&room, windows(4), primary_l_s, 400);
    assert_near(air_balance_steady(wide), 832, 0.5);
    assert_true(isinf(air_balance_crossing_h(wide, 400, 1000)));
}

// The empty room loses half of what is above outdoors in ln 2 / a.
static void an_empty_room_has_a_half_life(void **unused) {
    (void)unused;
    struct air_balance empty = classroom_co2(&room, windows(2), 0, 400);
    assert_near(60 * air_balance_crossing_h(empty, 2400, 1400), 20.79, 0.005);
}

// The air change that holds 1000 ppm: n G / (V (1000 - 400 ppm)).
static void the_air_change_that_holds_the_limit(void **unused) {
    (void)unused;
    double secondary_l_s = 26.7 * 0.0045 + 0.0055;
    assert_near(air_balance_steady(classroom_co2(&room, windows(2.88), primary_l_s, 400)), 1000, 2);
    assert_near(air_balance_steady(classroom_co2(&room, windows(4.19), secondary_l_s, 400)), 1000, 2);
}

// ---- Fine dust -----------------------------------------------------------------------------------------

static void purifiers_lower_the_ratio_to_the_dust_outdoors(void **unused) {
    (void)unused;
    static const double cadr[] = {0, 300, 600, 954};
    static const double shut[] = {0.571, 0.169, 0.099, 0.067}, open[] = {0.727, 0.414, 0.289, 0.213};
    for (int i = 0; i < 4; i++) {
        struct classroom_air air = {.change_h = 0.5, .cadr_m3_h = cadr[i]};
        assert_near(air_balance_steady(classroom_pm25(&room, air, 0, 1)), shut[i], 0.0005);
        air.change_h = 2;
        assert_near(air_balance_steady(classroom_pm25(&room, air, 0, 1)), open[i], 0.0005);
    }
}

// What the filter holds back stays out; what pupils stir up is in.
static void a_filter_and_a_source(void **unused) {
    (void)unused;
    struct classroom_air fans = {.mechanical_h = 3};
    assert_near(air_balance_steady(classroom_pm25(&room, fans, 0, 80)), 0.4 * 3 * 80 / 3.2, 1e-9);
    assert_near(air_balance_steady(classroom_pm25(&room, windows(0.5), 900, 0)), 900 / 180.0 / 0.7, 1e-9);
    assert_near(air_balance_steady(classroom_co2(&room, fans, primary_l_s, 400)),
                air_balance_steady(classroom_co2(&room, windows(3), primary_l_s, 400)), 1e-9);
}

// ---- Infection -----------------------------------------------------------------------------------------

static void infection_by_wells_and_riley(void **unused) {
    (void)unused;
    assert_near(classroom_infection(1, 25, 0.3, 1.0 / 360), 0.02062, 5e-6);
    assert_true(classroom_infection(0, 25, 0.3, 1) == 0);
    struct classroom_air air = {.change_h = 0.5, .mechanical_h = 1.5, .cadr_m3_h = 140};
    assert_near(classroom_clean_air_m3_h(&room, air), 500, 1e-9);
    // Germs in steady air are those of Wells and Riley; what one class-hour adds to none is less.
    struct air_balance germs = classroom_germs(&room, air, 1);
    assert_near(air_balance_steady(germs), 1.0 / 500, 1e-12);
    assert_near(air_balance_integral(germs, air_balance_steady(germs), 1), 1.0 / 500, 1e-12);
    assert_true(air_balance_integral(germs, 0, 1) < 1.0 / 500);
}

// ---- The closed forms against small steps --------------------------------------------------------------

struct stepped {
    double after, integral, above_h, excess;
};
// Runge and Kutta's fourth order for the value; sums by the midpoint.
static struct stepped integrate(struct air_balance b, double from, double hours, double limit) {
    enum { STEPS = 200000 };
    double step = hours / STEPS, x = from;
    struct stepped sum = {0};
    for (int i = 0; i < STEPS; i++) {
        double k1 = b.source - b.loss * x, k2 = b.source - b.loss * (x + k1 * step / 2);
        double k3 = b.source - b.loss * (x + k2 * step / 2), k4 = b.source - b.loss * (x + k3 * step);
        double middle = x + k1 * step / 4 + k2 * step / 4;
        sum.integral += middle * step;
        sum.above_h += middle > limit ? step : 0;
        sum.excess += middle > limit ? (middle - limit) * step : 0;
        x += (k1 + 2 * k2 + 2 * k3 + k4) * step / 6;
    }
    sum.after = x;
    return sum;
}

static void closed_forms_are_what_small_steps_come_to(void **unused) {
    (void)unused;
    const struct {
        struct air_balance balance;
        double from, limit;
    } cases[] = {
        {{1929, 0.5}, 400, 1000},   // rises through the limit
        {{816, 2}, 2400, 1000},     // falls through it
        {{2400, 0}, 400, 1000},     // a straight line
        {{2400, 1e-7}, 400, 1000},  // almost one
        {{816, 2}, 2400, 200},      // stays above
        {{816, 2}, 500, 1000},      // stays below
        {{2000, 2}, 1000, 1000},    // rests at the limit, which is not above it
        {{2000, 1}, 1000, 1000},    // leaves it upwards
        {{500, 1}, 1000, 1000},     // leaves it downwards
        {{0, 0}, 700, 600},         // nothing happens
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct air_balance b = cases[i].balance;
        double from = cases[i].from, limit = cases[i].limit, hours = 2;
        struct stepped sum = integrate(b, from, hours, limit);
        assert_near(air_balance_after(b, from, hours), sum.after, 1e-6 * sum.after);
        assert_near(air_balance_integral(b, from, hours), sum.integral, 1e-6 * sum.integral);
        assert_near(air_balance_hours_above(b, from, hours, limit), sum.above_h, 3e-5);
        assert_near(air_balance_excess(b, from, hours, limit), sum.excess, 1e-5 * sum.excess + 1e-9);
    }
}

// ---- A day of lessons ----------------------------------------------------------------------------------

static struct school_class class_of_23(void) {
    return (struct school_class){.room = room,
                                 .timetable = {9, 40.0 / 60, 10.0 / 60, 50.0 / 60, 6, 4},
                                 .airing = {.shut_h = 0.3, .open_h = 1.5, .wide_h = 5, .heeds_dust = true},
                                 .breathed_l_s = primary_l_s,
                                 .stays = 0.5,
                                 .co2_limit_ppm = 1000,
                                 .pm25_limit_ug_m3 = 35};
}

static struct school_day live(const struct school_class *class, float dust_ug_m3) {
    float outdoors[24];
    for (int hour = 0; hour < 24; hour++) outdoors[hour] = dust_ug_m3;
    struct school_day sums = {0};
    school_day_live(class, outdoors, 400, &sums);
    assert_near(sums.lesson_h, 4, 1e-9);
    return sums;
}

// One lesson in constant air is the room's balance and nothing else.
static void a_day_of_one_lesson_is_the_balance(void **unused) {
    (void)unused;
    struct school_class class = class_of_23();
    class.timetable.lessons = 1;
    class.timetable.lesson_h = 4;
    struct air_balance co2 = classroom_co2(&room, windows(0.3), primary_l_s, 400);
    struct school_day day = live(&class, 20);
    assert_near(day.co2_ppm_h, air_balance_integral(co2, 400, 4), 1e-6);
    assert_near(day.co2_above_h, 4 - air_balance_crossing_h(co2, 400, 1000), 1e-9);
    assert_near(day.pm25_ug_h_m3, 4 * 20 * 0.8 * 0.3 / 0.5, 1e-6);
    // Germs build up from none: t / Q less what the beginning lacks.
    double steady_share = 1 - (1 - exp(-0.3 * 4)) / (0.3 * 4);
    assert_near(day.dose_h_m3_h, 4 / (0.3 * 180) * steady_share, 1e-12);
    assert_true(day.purifier_h == 0 && day.mechanical_h == 0);
}

// The conflict: a purifier takes the dust and leaves carbon dioxide, an open window does the opposite.
static void purifiers_and_windows_are_no_substitutes(void **unused) {
    (void)unused;
    struct school_class class = class_of_23();
    class.airing.heeds_dust = false;
    struct school_day shut = live(&class, 50);
    class.cadr_m3_h = 954;
    struct school_day purified = live(&class, 50);
    class.cadr_m3_h = 0;
    class.airing.on_co2 = class.airing.in_breaks = true;
    struct school_day opened = live(&class, 50);
    assert_near(purified.co2_ppm_h, shut.co2_ppm_h, 1e-6);
    assert_true(purified.pm25_ug_h_m3 < 0.3 * shut.pm25_ug_h_m3);
    assert_true(opened.co2_ppm_h < 0.75 * shut.co2_ppm_h);
    assert_true(opened.pm25_ug_h_m3 > 1.1 * shut.pm25_ug_h_m3);
    assert_true(opened.dose_h_m3_h < shut.dose_h_m3_h && purified.dose_h_m3_h < shut.dose_h_m3_h);
}

// One piece of a day in air of 400 ppm and 20 ug/m3; what is breathed in it counts in lessons.
struct followed {
    double co2, dust, germs;
};
static void follow(struct followed *at, struct school_day *day, double hours, double change_h, double there) {
    struct air_balance co2 = classroom_co2(&room, windows(change_h), there * primary_l_s, 400),
                       dust = classroom_pm25(&room, windows(change_h), 0, 20),
                       germs = classroom_germs(&room, windows(change_h), there);
    if (there == 1) {
        day->co2_ppm_h += air_balance_integral(co2, at->co2, hours);
        day->pm25_ug_h_m3 += air_balance_integral(dust, at->dust, hours);
        day->dose_h_m3_h += air_balance_integral(germs, at->germs, hours);
    }
    *at = (struct followed){air_balance_after(co2, at->co2, hours), air_balance_after(dust, at->dust, hours),
                            air_balance_after(germs, at->germs, hours)};
}

// Windows are wide open in breaks, with half of the class in the room, and over lunch, with nobody; shut in
// lessons.
static void a_class_that_airs_in_breaks_airs_over_lunch_too(void **unused) {
    (void)unused;
    struct school_class class = class_of_23();
    class.airing.in_breaks = true;
    struct school_day expected = {0}, day = live(&class, 20);
    struct followed at = {400, 0.8 * 0.3 / 0.5 * 20, 0};
    for (int lesson = 1; lesson <= 6; lesson++) {
        follow(&at, &expected, 40.0 / 60, 0.3, 1);
        follow(&at, &expected, (lesson == 4 ? 50 : 10) / 60.0, 5, lesson == 4 ? 0 : 0.5);
    }
    assert_near(day.co2_ppm_h, expected.co2_ppm_h, 1e-6);
    assert_near(day.pm25_ug_h_m3, expected.pm25_ug_h_m3, 1e-6);
    assert_near(day.dose_h_m3_h, expected.dose_h_m3_h, 1e-12);
}

// Who heeds the dust keeps the windows shut on a dusty day, and open on another.
static void dust_outdoors_keeps_the_windows_shut(void **unused) {
    (void)unused;
    struct school_class class = class_of_23();
    struct school_day never = live(&class, 50);
    class.airing.on_co2 = class.airing.in_breaks = true;
    assert_near(live(&class, 50).co2_ppm_h, never.co2_ppm_h, 1e-9);
    assert_true(live(&class, 34).co2_ppm_h < 0.75 * never.co2_ppm_h);
}

// From the first bell to the last: 6 lessons, 4 breaks and a lunch are 5.5 hours.
static void machines_run_from_the_first_bell_to_the_last(void **unused) {
    (void)unused;
    struct school_class class = class_of_23();
    class.cadr_m3_h = 600, class.mechanical_h = 2, class.purifies_above_ug_m3 = 15;
    struct school_day day = live(&class, 20);
    assert_near(day.purifier_h, 5.5, 1e-9);
    assert_near(day.mechanical_h, 5.5, 1e-9);
    assert_true(live(&class, 10).purifier_h == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_room_fills_as_measured_on_jeju),
        cmocka_unit_test(without_loss_any_source_adds_up),
        cmocka_unit_test(a_primary_class_tends_to_its_steady_state),
        cmocka_unit_test(an_empty_room_has_a_half_life),
        cmocka_unit_test(the_air_change_that_holds_the_limit),
        cmocka_unit_test(purifiers_lower_the_ratio_to_the_dust_outdoors),
        cmocka_unit_test(a_filter_and_a_source),
        cmocka_unit_test(infection_by_wells_and_riley),
        cmocka_unit_test(closed_forms_are_what_small_steps_come_to),
        cmocka_unit_test(a_day_of_one_lesson_is_the_balance),
        cmocka_unit_test(purifiers_and_windows_are_no_substitutes),
        cmocka_unit_test(a_class_that_airs_in_breaks_airs_over_lunch_too),
        cmocka_unit_test(dust_outdoors_keeps_the_windows_shut),
        cmocka_unit_test(machines_run_from_the_first_bell_to_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
