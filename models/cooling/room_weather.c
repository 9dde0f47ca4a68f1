// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/room_weather.h"

#include <stdint.h>

size_t room_weather_hot_hour(const struct weather *weather, struct room_gains gains, const struct room *room,
                             unsigned persons, size_t from_hour, double limit_c) {
    for (size_t hour = from_hour; hour < weather->hours; hour++) {
        struct room_inputs inputs = room_weather_inputs(weather, gains, hour, persons);
        if (room_equilibrium_c(room, inputs, 0) >= limit_c) return hour;
    }
    return SIZE_MAX;
}
