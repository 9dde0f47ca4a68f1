// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/classroom.h"

#include <math.h>

#define MIXED_ZONE                                                                                     \
    "one mixed zone, as in Batterman 2017 (Int. J. Environ. Res. Public Health 14(2):145); solved in " \
    "closed form"
const struct equation classroom_co2_equation = {
    "carbon dioxide of a classroom",
    "dC/dt = 3.6e6 there (n pupil_co2_l_s + teacher_co2_l_s) / V - (a + m) (C - air.co2_ppm)",
    "C ppm; n pupils, V m3 of the room; a, m air changes by windows and by machine, 1/h; there: 1 in a "
    "lesson, stays in a break, 0 at lunch",
    MIXED_ZONE};
const struct equation classroom_pm25_equation = {"fine dust of a classroom",
                                                 "dI/dt = (penetration a + filter_passes m) O + there n "
                                                 "stirred_ug_h / V - (a + m + deposition_h + purifier / V) I",
                                                 "I indoors, O outdoors, ug/m3; purifier = cadr_m3_h while "
                                                 "it runs, else 0; a, m, n, V, there: see its carbon dioxide",
                                                 MIXED_ZONE};
const struct equation classroom_infection_equation = {
    "infections of a class and day",
    "dN/dt = there / V - (a + m + purifier / V) N; P = 1 - exp(-quanta_h breathing_m3_h D); infections = n "
    "infectious (n - 1) susceptible P",
    "N germs for 1 quantum an hour, h/m3; D integral of N over the lessons; a, m, n, V, there, purifier: see "
    "the other balances",
    "Gammaitoni & Nucci 1997; the mean number; two infectious in one class are neglected"};
#undef MIXED_ZONE

struct air_balance classroom_co2(const struct classroom *room, struct classroom_air air, double breathed_l_s,
                                 double outdoor_ppm) {
    static const double m3_h_of_l_s = 3.6, ppm = 1e6;
    double change_h = air.change_h + air.mechanical_h;
    return (struct air_balance){
        .source = breathed_l_s * m3_h_of_l_s / room->volume_m3 * ppm + change_h * outdoor_ppm,
        .loss = change_h};
}

struct air_balance classroom_pm25(const struct classroom *room, struct classroom_air air, double source_ug_h,
                                  double outdoor_ug_m3) {
    double enters_h = room->penetration * air.change_h + room->filter_passes * air.mechanical_h;
    return (struct air_balance){
        .source = enters_h * outdoor_ug_m3 + source_ug_h / room->volume_m3,
        .loss = air.change_h + air.mechanical_h + room->deposition_h + air.cadr_m3_h / room->volume_m3};
}

double classroom_clean_air_m3_h(const struct classroom *room, struct classroom_air air) {
    return (air.change_h + air.mechanical_h) * room->volume_m3 + air.cadr_m3_h;
}

struct air_balance classroom_germs(const struct classroom *room, struct classroom_air air, double infectors) {
    return (struct air_balance){.source = infectors / room->volume_m3,
                                .loss = classroom_clean_air_m3_h(room, air) / room->volume_m3};
}

double classroom_infection(double infectors, double quanta_h, double breathing_m3_h, double hours_per_m3_h) {
    return -expm1(-infectors * quanta_h * breathing_m3_h * hours_per_m3_h);
}
