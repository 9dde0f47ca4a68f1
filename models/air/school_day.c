// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/school_day.h"

#include <math.h>

const struct equation school_day_heat_equation = {
    "heat that opened windows let out", "kWh = 0.335e-3 V (a - shut) max(0, heated_below_c - T) hours",
    "V m3; a, shut air changes an hour as they are and with shut windows; T outdoors, C; breaks included",
    "heat capacity of a cubic metre of air, 0.335 Wh/K; what a class and its lamps give is in "
    "heated_below_c, "
    "as the base of degree days"};
const struct equation school_day_fan_equation = {
    "purifiers that run in part", "power = purifier_w l^3; loudness = l^1.5; clean air = cadr_m3_h l",
    "l part of the flow; loudness 1 at the whole of it",
    "fan laws: power as the third power of the flow, 50 log10 dB of it; 10 dB sound twice as loud"};

static const double BEFORE_H = 2;  // the room is followed from so long before the first lesson

struct walk {
    const struct school_class *class;
    const float *outdoor_ug_m3;
    double outdoor_ppm;
    struct school_day *sums;
    double now_h, co2_ppm, pm25_ug_m3, germs_m3;
    bool opened;  // in this lesson, because of carbon dioxide
    bool told;    // what to do, until the next bell
    struct school_act act;
};

static double dust_outdoors(const struct walk *walk) {
    return (double)walk->outdoor_ug_m3[(int)fmin(23, walk->now_h)];
}

static bool may_open(const struct walk *walk) {
    return !walk->class->airing.heeds_dust || dust_outdoors(walk) <= walk->class->pm25_limit_ug_m3;
}

static double window_change_h(const struct walk *walk, enum school_period period) {
    const struct school_airing *airing = &walk->class->airing;
    if (walk->told)
        return walk->act.windows == WINDOWS_WIDE   ? airing->wide_h
               : walk->act.windows == WINDOWS_OPEN ? airing->open_h
                                                   : airing->shut_h;
    bool between = period == SCHOOL_BREAK || period == SCHOOL_LUNCH;
    if (between && airing->in_breaks && may_open(walk)) return airing->wide_h;
    return period == SCHOOL_LESSON && walk->opened && may_open(walk) ? airing->open_h : airing->shut_h;
}

// The part of their clean air at which purifiers run.
static double purifier_level(const struct walk *walk, enum school_period period) {
    if (walk->class->cadr_m3_h <= 0 || period == SCHOOL_NIGHT) return 0;
    if (walk->told) return walk->act.purifiers;
    return dust_outdoors(walk) > walk->class->purifies_above_ug_m3;
}

static struct classroom_air air_of(const struct walk *walk, enum school_period period) {
    const struct school_class *class = walk->class;
    return (struct classroom_air){.change_h = window_change_h(walk, period),
                                  .mechanical_h = period == SCHOOL_NIGHT ? 0 : class->mechanical_h,
                                  .cadr_m3_h = class->cadr_m3_h * purifier_level(walk, period)};
}

static double share_there(const struct school_class *class, enum school_period period) {
    if (period == SCHOOL_LESSON) return 1;
    return period == SCHOOL_BREAK ? class->stays : 0;
}

// What the room follows for a while.
struct balances {
    struct air_balance co2, pm25, germs;
};

static struct balances balances_of(const struct walk *walk, enum school_period period,
                                   struct classroom_air air) {
    const struct school_class *class = walk->class;
    double there = share_there(class, period);
    return (struct balances){
        .co2 = classroom_co2(&class->room, air, there * class->breathed_l_s, walk->outdoor_ppm),
        .pm25 = classroom_pm25(&class->room, air, there * class->stirred_ug_h, dust_outdoors(walk)),
        .germs = classroom_germs(&class->room, air, there)};
}

static void count_lesson(struct walk *walk, const struct balances *of, double hours) {
    const struct school_class *class = walk->class;
    struct school_day *sums = walk->sums;
    sums->lesson_h += hours;
    sums->co2_ppm_h += air_balance_integral(of->co2, walk->co2_ppm, hours);
    sums->pm25_ug_h_m3 += air_balance_integral(of->pm25, walk->pm25_ug_m3, hours);
    sums->co2_above_h += air_balance_hours_above(of->co2, walk->co2_ppm, hours, class->co2_limit_ppm);
    sums->pm25_above_h += air_balance_hours_above(of->pm25, walk->pm25_ug_m3, hours, class->pm25_limit_ug_m3);
    sums->dose_h_m3_h += air_balance_integral(of->germs, walk->germs_m3, hours);
}

static double temperature_c(const struct walk *walk) {
    return (double)walk->class->outdoor_c[(int)fmin(23, walk->now_h)];
}

static void count_machines(struct walk *walk, enum school_period period, struct classroom_air air,
                           double hours) {
    static const double kwh_m3_k = 0.335e-3;
    const struct school_class *class = walk->class;
    struct school_day *sums = walk->sums;
    double level = purifier_level(walk, period);
    sums->purifier_h += hours * level * level * level;
    sums->noise_h += period == SCHOOL_LESSON ? hours * level * sqrt(level) : 0;
    sums->mechanical_h += air.mechanical_h > 0 ? hours : 0;
    if (!class->outdoor_c) return;
    double colder_k = fmax(0, class->heated_below_c - temperature_c(walk));
    sums->heat_kwh +=
        kwh_m3_k * class->room.volume_m3 * (air.change_h - class->airing.shut_h) * colder_k * hours;
}

static bool watches_co2(const struct walk *walk, enum school_period period) {
    return period == SCHOOL_LESSON && walk->class->airing.on_co2 && !walk->told && !walk->opened &&
           may_open(walk);
}

// When somebody opens a window: at once, or when carbon dioxide has come up to its limit.
static double opening_h(const struct walk *walk, struct air_balance co2) {
    double limit = walk->class->co2_limit_ppm;
    return walk->now_h + (walk->co2_ppm >= limit ? 0 : air_balance_crossing_h(co2, walk->co2_ppm, limit));
}

// One piece with nothing changing, up to `until_h` or the next event, whichever comes first.
static void pass_piece(struct walk *walk, enum school_period period, double until_h) {
    struct classroom_air air = air_of(walk, period);
    struct balances of = balances_of(walk, period, air);
    double full_h = floor(walk->now_h) + 1, end_h = fmin(until_h, full_h);
    double opens_h = watches_co2(walk, period) ? opening_h(walk, of.co2) : INFINITY;
    walk->opened |= opens_h < end_h;
    end_h = fmin(end_h, opens_h);
    double hours = end_h - walk->now_h;
    if (period == SCHOOL_LESSON) count_lesson(walk, &of, hours);
    count_machines(walk, period, air, hours);
    walk->co2_ppm = air_balance_after(of.co2, walk->co2_ppm, hours);
    walk->pm25_ug_m3 = air_balance_after(of.pm25, walk->pm25_ug_m3, hours);
    walk->germs_m3 = air_balance_after(of.germs, walk->germs_m3, hours);
    walk->now_h = end_h;
}

static void ring(struct walk *walk, enum school_period begins) {
    const struct school_steward *steward = walk->class->steward;
    struct school_bell bell = {begins, dust_outdoors(walk),
                               walk->class->outdoor_c ? temperature_c(walk) : walk->class->heated_below_c,
                               walk->co2_ppm, walk->sums};
    walk->act = steward->at_bell(steward->self, &bell);
    walk->told = true;
}

static void pass(struct walk *walk, enum school_period period, double hours) {
    double until_h = walk->now_h + hours;
    walk->opened = false;
    if (walk->class->steward && period != SCHOOL_NIGHT) ring(walk, period);
    while (walk->now_h < until_h) pass_piece(walk, period, until_h);
}

void school_day_live(const struct school_class *class, const float *pm25_ug_m3, double co2_ppm,
                     struct school_day *sums) {
    const struct school_timetable *timetable = &class->timetable;
    struct walk walk = {.class = class,
                        .outdoor_ug_m3 = pm25_ug_m3,
                        .outdoor_ppm = co2_ppm,
                        .sums = sums,
                        .now_h = timetable->first_lesson_h - BEFORE_H,
                        .co2_ppm = co2_ppm};
    struct classroom_air night = air_of(&walk, SCHOOL_NIGHT);
    walk.pm25_ug_m3 = air_balance_steady(classroom_pm25(&class->room, night, 0, dust_outdoors(&walk)));
    pass(&walk, SCHOOL_NIGHT, BEFORE_H);
    for (int lesson = 1; lesson <= timetable->lessons; lesson++) {
        pass(&walk, SCHOOL_LESSON, timetable->lesson_h);
        if (lesson == timetable->lessons) break;
        bool lunch = lesson == timetable->lunch_after;
        pass(&walk, lunch ? SCHOOL_LUNCH : SCHOOL_BREAK, lunch ? timetable->lunch_h : timetable->break_h);
    }
}
