// SPDX-License-Identifier: GPL-3.0-or-later
// A room in the weather: what acts on it in an hour, and when the weather could make it hot at all.
#ifndef MARU_MODELS_COOLING_ROOM_WEATHER_H
#define MARU_MODELS_COOLING_ROOM_WEATHER_H

#include "models/cooling/room.h"
#include "models/environment/weather.h"

// Where a room's heat comes from, beside the wall.
struct room_gains {
    double appliances_w;
    double person_w;           // each
    double solar_aperture_m2;  // window area that would let all sunshine in
};

// Constant within the hour. Hours beyond the weather's end are taken to be like its last one.
static inline struct room_inputs room_weather_inputs(const struct weather *weather, struct room_gains gains,
                                                     size_t hour, unsigned persons) {
    if (hour >= weather->hours) hour = weather->hours - 1;
    double sun_w = gains.solar_aperture_m2 * (double)weather->solar_w_m2[hour];
    return (struct room_inputs){.outdoor_c = (double)weather->temperature_c[hour],
                                .gain_w = gains.appliances_w + gains.person_w * persons + sun_w};
}

// The first hour, from from_hour on, that could bring the room to limit_c: in those before it the
// temperature tends to less, so that a room that is below the limit stays below. SIZE_MAX: none.
size_t room_weather_hot_hour(const struct weather *weather, struct room_gains gains, const struct room *room,
                             unsigned persons, size_t from_hour, double limit_c);

#endif
