// SPDX-License-Identifier: GPL-3.0-or-later
// A school day of one classroom, from lesson to lesson: lessons with a full class, breaks with a part of it, lunch with
// nobody. Between two events (a bell, a full hour of the outdoor air, carbon dioxide at its limit) the room follows its
// balances in closed form (classroom.h). What is counted is counted in lessons.
//
// The conflict this is about: an open window takes carbon dioxide out and lets dust in; a purifier takes dust out and
// leaves carbon dioxide.
//
// A day begins two hours before the first lesson with the windows shut, carbon dioxide as outdoors, and dust at its
// steady ratio to the dust outdoors: a night with shut windows leaves less than 3 % of the evening's.
#ifndef MARU_MODELS_AIR_SCHOOL_DAY_H
#define MARU_MODELS_AIR_SCHOOL_DAY_H

#include <stdbool.h>

#include "models/air/classroom.h"

extern const struct equation school_day_heat_equation, school_day_fan_equation;

struct school_timetable {
    double first_lesson_h;  // of the clock
    double lesson_h, break_h, lunch_h;
    int lessons, lunch_after;  // after that lesson; 0: no lunch
};

// Who opens windows when; each in air changes per hour.
struct school_airing {
    double shut_h, open_h, wide_h;  // shut, one open, wide open
    bool in_breaks;   // wide open in breaks and at lunch
    bool on_co2;      // in a lesson one is opened when carbon dioxide reaches its limit, until the lesson ends
    bool heeds_dust;  // neither in an hour with more dust outdoors than the limit
};

enum school_period { SCHOOL_NIGHT, SCHOOL_LESSON, SCHOOL_BREAK, SCHOOL_LUNCH };
enum school_window { WINDOWS_SHUT, WINDOWS_OPEN, WINDOWS_WIDE, SCHOOL_WINDOWS };

// How it stands when a bell rings.
struct school_bell {
    enum school_period begins;
    double outdoor_ug_m3, outdoor_c, co2_ppm;
    const struct school_day *sums;  // of the room and day so far; borrowed until the return
};
// What is done until the next bell.
struct school_act {
    enum school_window windows;
    double purifiers;  // the part of their clean air at which they run, 0 ... 1
};
// Who is asked at each bell from the first lesson on, in place of habits and timers.
struct school_steward {
    struct school_act (*at_bell)(void *self, const struct school_bell *bell);
    void *self;  // borrowed for the day
};

struct school_class {
    struct classroom room;
    struct school_timetable timetable;
    struct school_airing airing;
    double breathed_l_s;         // carbon dioxide of class and teacher
    double stirred_ug_h;         // fine dust that the class stirs up
    double stays;                // share of the class that stays in breaks
    double co2_limit_ppm, pm25_limit_ug_m3;
    double mechanical_h;         // air changes by mechanical ventilation from the first lesson to the last
    double cadr_m3_h;            // of the purifiers, 0: none
    double purifies_above_ug_m3; // they run in hours with more dust outdoors; 0: in every hour
    const float *outdoor_c;      // [24], borrowed for the day; NULL: nobody asks for heat
    double heated_below_c;       // outdoors
    const struct school_steward *steward;  // NULL: nobody
};

// Sums over a room's lessons.
struct school_day {
    double lesson_h;
    double co2_ppm_h, pm25_ug_h_m3;         // integrals
    double co2_above_h, pm25_above_h;       // time above the limits
    double dose_h_m3_h;                     // integral of the germs of one infectious pupil who gives off 1 quantum/h
    double purifier_h, mechanical_h;        // hours that the machines ran, breaks included; of purifiers by power
    double noise_h;                         // hours of lessons with purifiers, by loudness
    double heat_kwh;                        // let out by opened windows, breaks included
};

// Adds the day to the sums. pm25_ug_m3: outdoors, [24], borrowed.
void school_day_live(const struct school_class *class, const float *pm25_ug_m3, double co2_ppm, struct school_day *sums);

#endif
