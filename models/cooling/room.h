// SPDX-License-Identifier: GPL-3.0-or-later
// The heat balance of a room with one heat capacity (room_equation), and the air conditioner's compressor in it
// (room_thermostat_equation).
//
// Between two changes of its inputs the temperature is an exponential towards an equilibrium, so every
// question has a closed answer: the temperature later, the moment it reaches a limit, the degree-hours
// above a limit, the compressor's work over an hour of switching. No small time steps anywhere.
//
// Pure functions. Temperatures in degrees C, durations in hours, powers in watts.
#ifndef MARU_MODELS_COOLING_ROOM_H
#define MARU_MODELS_COOLING_ROOM_H

#include <math.h>
#include <stdbool.h>

#include "sim/engine/submodel.h"

extern const struct equation room_equation, room_thermostat_equation, room_work_equation;

struct room {
    double resistance_k_w;  // R: K of difference per W that leaks in
    double capacity_j_k;    // C: J per K of warming
    double cooling_w;       // Q: heat removed per second at full load
};

// What acts on the room from outside; constant over a step.
struct room_inputs {
    double outdoor_c;
    double gain_w;  // people, appliances, sun
};

static inline double room_time_constant_h(const struct room *room) {
    return room->resistance_k_w * room->capacity_j_k / 3600.0;
}

// Where the temperature tends to when the compressor runs at `load`.
static inline double room_equilibrium_c(const struct room *room, struct room_inputs inputs, double load) {
    return inputs.outdoor_c + room->resistance_k_w * (inputs.gain_w - load * room->cooling_w);
}

// The load that holds `target_c`: below 0 the room cools by itself, above 1 the compressor is too weak.
static inline double room_load_to_hold(const struct room *room, struct room_inputs inputs, double target_c) {
    return (room_equilibrium_c(room, inputs, 0) - target_c) / (room->resistance_k_w * room->cooling_w);
}

// Coefficient of performance: heat removed per electric work, better the cooler it is outside (room_work_equation).
static inline double room_cop(double cop_35, double outdoor_c) {
    return cop_35 * (1.0 + 0.025 * (35.0 - outdoor_c));
}

// An exponential from one temperature towards another.
struct room_drift {
    double from_c, towards_c, time_constant_h;
};

static inline double room_drift_after_c(struct room_drift drift, double hours) {
    return drift.towards_c + (drift.from_c - drift.towards_c) * exp(-hours / drift.time_constant_h);
}

// Hours until it is at limit_c; 0 when it is there already, INFINITY when it never will be.
static inline double room_drift_crossing_h(struct room_drift drift, double limit_c) {
    if (drift.from_c == limit_c) return 0;
    double ratio = (drift.from_c - drift.towards_c) / (limit_c - drift.towards_c);
    // Only a limit strictly between start and equilibrium is ever reached.
    return ratio > 1 && isfinite(ratio) ? drift.time_constant_h * log(ratio) : INFINITY;
}

// The same, or INFINITY when it takes longer than `hours`. It never moves faster than at first: most of what is
// asked is told by that, without the logarithm (the margin is far above rounding, so the answer is the same).
static inline double room_drift_crossing_within_h(struct room_drift drift, double limit_c, double hours) {
    static const double MARGIN = 1 + 1e-6;
    double first_k = fabs(drift.towards_c - drift.from_c) * (hours * MARGIN);
    if (fabs(limit_c - drift.from_c) * drift.time_constant_h > first_k) return INFINITY;
    double crossing_h = room_drift_crossing_h(drift, limit_c);
    return crossing_h <= hours ? crossing_h : INFINITY;
}

// Integral of the temperature over the next `hours`, in degree-hours above 0 C.
double room_drift_integral_k_h(struct room_drift drift, double hours);

// Degree-hours above, or below, a limit over the next `hours`: split exactly where it is crossed.
double room_drift_above_k_h(struct room_drift drift, double hours, double limit_c);
double room_drift_below_k_h(struct room_drift drift, double hours, double limit_c);

// How the compressor follows the thermostat.
enum room_compressor {
    ROOM_ON_OFF,   // full load or none
    ROOM_INVERTER  // any load from the least one to 1, or none
};

struct room_thermostat {
    enum room_compressor compressor;
    double set_point_c;
    double hysteresis_k;  // > 0, half of the band
    double least_load;    // of an inverter, 0 < least_load <= 1
};

struct room_state {
    double temperature_c;
    bool compressor_on;
};

struct room_work {
    double load_h;     // integral of the load: hours at full load
    double above_k_h;  // degree-hours above the comfort limit
};

// The thermostat rules for `hours` under constant inputs: moves the state on and returns the work.
// Whole switching cycles are counted, not stepped through.
struct room_work room_regulate(const struct room *room, const struct room_thermostat *thermostat,
                               struct room_inputs inputs, double hours, double comfort_limit_c,
                               struct room_state *state);

#endif
