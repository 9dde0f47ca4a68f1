// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/cooled_room.h"

#include <stdint.h>

void cooled_room_begin(struct cooled_room *room, const struct cooled_room_setting *setting, unsigned persons,
                       time_ms now) {
    room->time_constant_h = room_time_constant_h(&room->room);
    room->hour_decay = exp(-1 / room->time_constant_h);
    room->air.temperature_c = room_equilibrium_c(&room->room, cooled_room_inputs(setting, persons, now), 0);
    room->updated = now;
}

static void pass_off(struct cooled_room *room, const struct cooled_room_setting *setting,
                     struct room_inputs inputs, bool somebody, struct cooled_room_step *step) {
    struct room_drift drift = cooled_room_drift(room, inputs);
    room->air.temperature_c = cooled_room_after_c(room, drift, step->hours);
    bool hot = fmax(drift.from_c, room->air.temperature_c) > setting->comfort_limit_c;
    if (hot && somebody) step->above_k_h = room_drift_above_k_h(drift, step->hours, setting->comfort_limit_c);
}

static void pass_running(struct cooled_room *room, const struct cooled_room_setting *setting,
                         struct room_inputs inputs, bool somebody, struct cooled_room_step *step) {
    struct room_work work = room_regulate(&room->room, &setting->thermostat, inputs, step->hours,
                                          setting->comfort_limit_c, &room->air);
    double electric_kw = room->room.cooling_w / room_cop(setting->cop_35, inputs.outdoor_c) / 1000;
    step->electric_kwh = work.load_h * electric_kw;
    if (somebody) step->above_k_h = work.above_k_h;
}

struct cooled_room_step cooled_room_pass(struct cooled_room *room, const struct cooled_room_setting *setting,
                                         unsigned persons, bool running, time_ms until) {
    time_ms hour_end = cooled_room_hour_after(room->updated), end = hour_end < until ? hour_end : until;
    struct room_inputs inputs = cooled_room_inputs(setting, persons, room->updated);
    struct cooled_room_step step = {.hours = clock_hours(end - room->updated)};
    if (running)
        pass_running(room, setting, inputs, persons > 0, &step);
    else
        pass_off(room, setting, inputs, persons > 0, &step);
    room->updated = end;
    return step;
}

time_ms cooled_room_cool_until(struct cooled_room *room, const struct cooled_room_setting *setting,
                               unsigned persons, time_ms now, double heat_c) {
    if (room->cool_until > now) return room->cool_until;
    size_t hour = room_weather_hot_hour(setting->weather, setting->gains, &room->room, persons,
                                        (size_t)clock_hour(now), heat_c);
    room->cool_until = hour == SIZE_MAX ? CLOCK_NEVER : (time_ms)hour * CLOCK_HOUR;
    return room->cool_until;
}
