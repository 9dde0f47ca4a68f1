// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the school share: its settings, what it counts, and how it stands.
//   school_party.c     the day, the month's decision, the families
//   school_bills.c     who pays for what
//   school_reports.c   who is told
//   school_steering.c  the machine that learns when to air
#ifndef MARU_MODELS_AIR_SCHOOL_PARTS_H
#define MARU_MODELS_AIR_SCHOOL_PARTS_H

#include "models/air/airing_learner.h"
#include "models/air/school_audience.h"
#include "sim/engine/world.h"

enum { PAYERS = 4, CLASSROOMS_MOST = 200 };
enum air_by { AIR_BY_RULE, AIR_LEARNED };  // who opens windows and switches purifiers
enum payer { BY_SCHOOL, BY_PARENTS, BY_PUBLIC, BY_MAKER };

struct school_settings {
    int64_t count, district, classrooms, lessons, lunch_after;
    double pupils, pupils_spread, pupil_co2_l_s, teacher_co2_l_s, stays;
    double first_lesson_h, lesson_min, break_min, lunch_min;
    double summer_from, summer_to, winter_from, winter_to;
    double volume_m3, volume_spread, penetration, deposition_h, stirred_ug_h;
    double shut_h, shut_spread, open_h, wide_h, open_spread;
    double co2_limit_ppm, pm25_limit_ug_m3;
    int data_to, paid_by;
    double airs_in_breaks, acts_on_display;
    bool heeds_dust;
    int air_by;
    double learning_rate, later_counts, tries_first, tries_half, dust_won, co2_won, noise_won, heat_won, heated_below_c;
    double equipped, cadr_m3_h, purifier_w, purifier_used, purifies_above_ug_m3, rent_won_month,
        rent_cost_share, delivery_days;
    double mechanical_h, filter_passes, mechanical_w, mechanical_won_month, power_won_kwh;
    double decision_days, logit_base, logit_co2_hour, logit_dust_hour, logit_rent, presses_school, presses_parents,
        presses_public;
    double reluctance[PAYERS];
    double child_share, reads_report, report_worth_won;
    double infectious, quanta_h, susceptible, breathing_m3_h, days_off, day_off_won;
};

typedef struct school_settings S;

enum {
    ROOM_HOURS,
    PUPIL_HOURS,
    CO2,
    PM25,
    CO2_ABOVE,
    PM25_ABOVE,
    INFECTIONS,
    ABSENCE,
    ABSENCE_WON,
    EQUIPPED,
    RETURNED,
    AIRING,
    TOLD,
    READ,
    ENERGY,
    HEAT,
    AIR_COST,
    DECISIONS,
    EXPLORATION,
    TRIED_HOURS,
    TRIED_CO2,
    TRIED_PM25,
    PAID_SCHOOL,
    PAID_PARENTS,
    PAID_PUBLIC,
    PAID_MAKER,
    METRICS
};

struct school_state {
    struct school_class *classes;  // [classrooms]; of today
    double *pupils;                // [classrooms]
    double all_pupils;
    uint32_t *families;            // with a child in this school
    size_t family_count;
    uint16_t contact_flow;
    uint16_t rent, rent_cost, power, ventilation;
    bool equipped, ordered, airing_rule;
    double agreed;                         // reluctance at which it ordered, or has agreed to since
    double all_lesson_h, all_co2_above_h;  // since the start, of all rooms
    // Since the month began.
    double room_days, lesson_h, co2_above_h, pm25_above_h;  // of all rooms
    double energy_kwh;
    int64_t equipped_days, days;
    uint32_t readers;
    // Of the month before, on which the school decides.
    double known_co2_h, known_pm25_h;  // of a room
    double good_air;                   // share of its lessons; negative: there were none
    enum school_audience shown[SCHOOL_SHOWERS];
    struct airing_learner *learner;  // NULL: no room has done yet what it says
    double steered_h, steered_won;   // lessons in such rooms since the month began, and what their air cost
    int64_t versions;
};

#endif
