// SPDX-License-Identifier: GPL-3.0-or-later
// The air of a classroom, one fully mixed zone: carbon dioxide, fine dust, germs, and the chance of an infection
// (classroom_co2_equation, classroom_pm25_equation, classroom_infection_equation). In steady air the dose is I q p t / Q
// (Wells-Riley; Riley, Murphy & Riley 1978; I infectors, q quanta an hour, p breathing, Q clean air); a lesson in a room with
// shut windows is over long before that, so the germs have a balance of their own.
//
// A purifier (CADR, m3 of clean air an hour) takes dust and germs away and leaves the carbon dioxide where it is. A
// mechanical ventilation brings in outdoor air through a filter.
#ifndef MARU_MODELS_AIR_CLASSROOM_H
#define MARU_MODELS_AIR_CLASSROOM_H

#include "models/air/air_balance.h"
#include "sim/engine/submodel.h"

extern const struct equation classroom_co2_equation, classroom_pm25_equation, classroom_infection_equation;

struct classroom {
    double volume_m3;
    double penetration;   // share of dust that comes in with the air of windows and leaks
    double deposition_h;  // dust that settles, 1/h
    double filter_passes; // share of dust that the mechanical ventilation's filter lets through
};

// What moves its air, constant for a while.
struct classroom_air {
    double change_h;      // by windows and leaks, 1/h
    double mechanical_h;  // by mechanical ventilation, 1/h
    double cadr_m3_h;     // of the purifiers that are on
};

// ppm; breathed_l_s: carbon dioxide of all persons, L/s.
struct air_balance classroom_co2(const struct classroom *room, struct classroom_air air, double breathed_l_s,
                                 double outdoor_ppm);
// ug/m3; source_ug_h: dust made in the room, ug/h.
struct air_balance classroom_pm25(const struct classroom *room, struct classroom_air air, double source_ug_h,
                                  double outdoor_ug_m3);
// Air free of germs, m3/h: what comes from outside and what the purifiers have cleaned.
double classroom_clean_air_m3_h(const struct classroom *room, struct classroom_air air);
// Germs in the air for an emission of 1 quantum/h, quanta/m3: multiply by the infectors' quanta an hour.
struct air_balance classroom_germs(const struct classroom *room, struct classroom_air air, double infectors);
// The chance that one susceptible person is infected. hours_per_m3_h: integral of the germs above; t / Q in steady air.
double classroom_infection(double infectors, double quanta_h, double breathing_m3_h, double hours_per_m3_h);

#endif
