// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/air/classroom.h"

#include <math.h>

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
