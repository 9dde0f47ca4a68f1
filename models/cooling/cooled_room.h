// SPDX-License-Identifier: GPL-3.0-or-later
// A room with an air conditioner, as time passes: exact through hours of constant weather, one closed form per hour,
// whether the machine runs or not. What the machine does, and why, is its owner's.
//
// Rooms are apart: a shut door between a bedroom and the rest lets no heat through (an assumption that makes rooms
// independent of each other; in truth a cooled room next door helps a little).
#ifndef MARU_MODELS_COOLING_COOLED_ROOM_H
#define MARU_MODELS_COOLING_COOLED_ROOM_H

#include "models/cooling/room_weather.h"
#include "sim/engine/clock.h"

// What the rooms of one kind of machine have in common.
struct cooled_room_setting {
    const struct weather *weather;  // borrowed
    struct room_gains gains;
    struct room_thermostat thermostat;
    double cop_35;
    double comfort_limit_c;  // above it degree-hours count, when somebody is there
};

struct cooled_room {
    struct room room;
    double time_constant_h, hour_decay;  // hour_decay = exp(-1 h / time constant)
    struct room_state air;
    time_ms updated;     // the air is as of this moment
    time_ms cool_until;  // before it the room cannot get hot by itself
};

// In balance with the weather, from room->room on.
void cooled_room_begin(struct cooled_room *room, const struct cooled_room_setting *setting, unsigned persons,
                       time_ms now);

static inline struct room_inputs cooled_room_inputs(const struct cooled_room_setting *setting, unsigned persons,
                                                    time_ms when) {
    return room_weather_inputs(setting->weather, setting->gains, (size_t)clock_hour(when), persons);
}

// Where it drifts when nothing cools it, and the temperature after so many hours of a drift.
static inline struct room_drift cooled_room_drift(const struct cooled_room *room, struct room_inputs inputs) {
    return (struct room_drift){room->air.temperature_c, room_equilibrium_c(&room->room, inputs, 0),
                               room->time_constant_h};
}
static inline double cooled_room_after_c(const struct cooled_room *room, struct room_drift drift, double hours) {
    double decay = hours == 1 ? room->hour_decay : exp(-hours / room->time_constant_h);
    return drift.towards_c + (drift.from_c - drift.towards_c) * decay;
}

// One step: to the end of the clock hour, or to `until` if that is earlier (> room->updated).
struct cooled_room_step {
    double hours;
    double electric_kwh;  // 0 when the machine does not run
    double above_k_h;     // degree-hours above comfort that somebody felt; 0 when nobody is there. None are counted
                          // below: the thermostat stops at the lower edge of its band
};
struct cooled_room_step cooled_room_pass(struct cooled_room *room, const struct cooled_room_setting *setting,
                                         unsigned persons, bool running, time_ms until);

// Before this moment, found once, the weather cannot bring the room to `heat_c`, with `persons` in it.
time_ms cooled_room_cool_until(struct cooled_room *room, const struct cooled_room_setting *setting, unsigned persons,
                               time_ms now, double heat_c);

static inline time_ms cooled_room_hour_after(time_ms when) {
    return (clock_hour(when) + 1) * CLOCK_HOUR;
}

#endif
