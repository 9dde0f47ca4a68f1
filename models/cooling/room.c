// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/room.h"

const struct equation room_equation = {
    "temperature of a room",
    "C dT/dt = (T_out - T) / R + gain - u Q; gain = appliances_w + person_w persons + solar_aperture_m2 sun",
    "T, T_out C; R K/W, C J/K, Q W of the room; u load of the compressor, 0 to 1; persons in the room; T_out "
    "and sun, W/m2, of the hour",
    "one heat capacity (Madsen & Holst 1995, Energy and Buildings 22:67-79; Bacher & Madsen 2011, "
    "43:1511-1522); solved in closed form"};
const struct equation room_thermostat_equation = {
    "load of the compressor",
    "on_off: u = 1 from set_point_c + hysteresis_k down to set_point_c - hysteresis_k, else 0; inverter: u = "
    "1 above set_point_c, 0 below, there u = min(1, n), n = (T_out + R gain - set_point_c) / (R Q); where n "
    "< least_load: u = 1 down to the band, then on and off in it with u = least_load",
    "n load that holds the set point; band: set_point_c - hysteresis_k to set_point_c + hysteresis_k",
    "definition"};
const struct equation room_work_equation = {
    "electricity of cooling",
    "kWh = (Q / 1000) integral of u / COP over hours; COP = cop_35 (1 + 0.025 (35 - T_out))",
    "Q W at full load", "heat removed per work, falling by 2.5 % of the rating per K; assumption"};

double room_drift_integral_k_h(struct room_drift drift, double hours) {
    double faded = -expm1(-hours / drift.time_constant_h);
    return drift.towards_c * hours + (drift.from_c - drift.towards_c) * drift.time_constant_h * faded;
}

double room_drift_above_k_h(struct room_drift drift, double hours, double limit_c) {
    bool starts_above = drift.from_c > limit_c, tends_above = drift.towards_c > limit_c;
    if (!starts_above && !tends_above) return 0;
    if (starts_above && !tends_above) {  // only the part before the crossing counts
        hours = fmin(hours, room_drift_crossing_h(drift, limit_c));
    } else if (!starts_above) {  // only the part after it
        hours -= room_drift_crossing_h(drift, limit_c);
        drift.from_c = limit_c;
        if (hours <= 0) return 0;
    }
    return room_drift_integral_k_h(drift, hours) - limit_c * hours;
}

double room_drift_below_k_h(struct room_drift drift, double hours, double limit_c) {
    struct room_drift mirrored = {-drift.from_c, -drift.towards_c, drift.time_constant_h};
    return room_drift_above_k_h(mirrored, hours, -limit_c);
}

// One step's view of the room: what a phase of constant load needs.
struct regulation {
    const struct room *room;
    struct room_inputs inputs;
    double time_constant_h;
    double comfort_limit_c;
    double left_h;  // of the step
    struct room_state *state;
    struct room_work work;
};

static struct room_drift drift_at(const struct regulation *step, double load) {
    return (struct room_drift){step->state->temperature_c, room_equilibrium_c(step->room, step->inputs, load),
                               step->time_constant_h};
}

static void add_work(struct regulation *step, struct room_drift drift, double load, double hours,
                     double end_c) {
    step->work.load_h += load * hours;
    if (drift.from_c > step->comfort_limit_c || end_c > step->comfort_limit_c)
        step->work.above_k_h += room_drift_above_k_h(drift, hours, step->comfort_limit_c);
}

// Runs at `load` until the room is at target_c or the step is over.
static void run_towards(struct regulation *step, struct room_drift drift, double load, double target_c,
                        double crossing_h) {
    bool reached = crossing_h <= step->left_h;
    double hours = reached ? crossing_h : step->left_h;
    double end_c = reached ? target_c : room_drift_after_c(drift, hours);
    add_work(step, drift, load, hours, end_c);
    step->state->temperature_c = end_c;
    step->left_h = reached ? step->left_h - hours : 0;
}

static void run_until(struct regulation *step, double load, double target_c) {
    struct room_drift drift = drift_at(step, load);
    run_towards(step, drift, load, target_c, room_drift_crossing_within_h(drift, target_c, step->left_h));
}

// At the band's upper edge with the compressor just on: as many whole cycles as fit pass at once, then a last
// one as far as the time goes.
static void run_cycles(struct regulation *step, double load, double low_c, double high_c) {
    struct room_drift down = drift_at(step, load), up = drift_at(step, 0);
    up.from_c = low_c;
    double on_h = room_drift_crossing_h(down, low_c), off_h = room_drift_crossing_h(up, high_c);
    double cycles = floor(step->left_h / (on_h + off_h));  // 0 when one edge is never reached
    if (cycles >= 1) {
        struct room_work before = step->work;
        add_work(step, down, load, on_h, low_c);
        add_work(step, up, 0, off_h, high_c);
        step->work.load_h = before.load_h + cycles * (step->work.load_h - before.load_h);
        step->work.above_k_h = before.above_k_h + cycles * (step->work.above_k_h - before.above_k_h);
        step->left_h = fmax(0, step->left_h - cycles * (on_h + off_h));
    }
    if (step->left_h > 0) run_towards(step, down, load, low_c, on_h);
    if (step->left_h <= 0) return;
    step->state->compressor_on = false;
    run_towards(step, up, 0, high_c, off_h);
}

// On at `load` from set point + hysteresis down to set point - hysteresis, off on the way back.
static void switch_on_off(struct regulation *step, const struct room_thermostat *thermostat, double load) {
    double low_c = thermostat->set_point_c - thermostat->hysteresis_k;
    double high_c = thermostat->set_point_c + thermostat->hysteresis_k;
    while (step->left_h > 0) {
        struct room_state *state = step->state;
        if (state->temperature_c >= high_c) state->compressor_on = true;
        if (state->temperature_c <= low_c) state->compressor_on = false;
        if (state->compressor_on && state->temperature_c == high_c)
            run_cycles(step, load, low_c, high_c);
        else if (state->compressor_on)
            run_until(step, load, low_c);
        else
            run_until(step, 0, high_c);
    }
}

// Full load down to the set point, none up to it, and there exactly what is needed.
static void hold_set_point(struct regulation *step, double set_point_c, double load_needed) {
    struct room_state *state = step->state;
    if (state->temperature_c < set_point_c)
        run_until(step, 0, set_point_c);
    else if (state->temperature_c > set_point_c)
        run_until(step, 1, set_point_c);
    state->compressor_on = state->temperature_c >= set_point_c;
    if (step->left_h > 0) {
        if (load_needed >= 1)
            run_until(step, 1, -INFINITY);  // too weak: the room warms in spite of it
        else {
            struct room_drift held = {set_point_c, set_point_c, step->time_constant_h};
            add_work(step, held, load_needed, step->left_h, set_point_c);
            step->left_h = 0;
        }
    }
}

struct room_work room_regulate(const struct room *room, const struct room_thermostat *thermostat,
                               struct room_inputs inputs, double hours, double comfort_limit_c,
                               struct room_state *state) {
    struct regulation step = {.room = room,
                              .inputs = inputs,
                              .time_constant_h = room_time_constant_h(room),
                              .comfort_limit_c = comfort_limit_c,
                              .left_h = hours,
                              .state = state};
    double needed = room_load_to_hold(room, inputs, thermostat->set_point_c);
    if (thermostat->compressor == ROOM_ON_OFF) {
        switch_on_off(&step, thermostat, 1);
    } else if (needed >= thermostat->least_load) {
        hold_set_point(&step, thermostat->set_point_c, needed);
    } else {
        // Too little to do for a steady run: down to the band at full load, then switching at the least load.
        double high_c = thermostat->set_point_c + thermostat->hysteresis_k;
        if (state->temperature_c > high_c) run_until(&step, 1, high_c);
        switch_on_off(&step, thermostat, thermostat->least_load);
    }
    return step.work;
}
