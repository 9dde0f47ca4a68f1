// SPDX-License-Identifier: GPL-3.0-or-later
// Fine dust in a dwelling with an air purifier that switches itself: the mass balance of a mixed room (air_balance.h,
// purified_room_equation). The fan starts when the dust rises to one limit and stops when it falls to another, so while the
// outdoor air is constant the room runs through a chain of exponentials whose switching moments have closed forms; what
// cooking gives off comes as a jump.
// Pure functions; hours, ug/m3.
#ifndef MARU_MODELS_AIR_PURIFIED_ROOM_H
#define MARU_MODELS_AIR_PURIFIED_ROOM_H

#include <stdbool.h>

#include "sim/engine/submodel.h"

extern const struct equation purified_room_equation, purified_room_outdoor_equation;

struct purified_room {
    double enters;           // P a, 1/h
    double settles;          // a + k, 1/h
    double cleans;           // CADR/V, 1/h
    double on_ug, off_ug;    // true dust at which the fan starts and stops; on_ug > off_ug
    double limit_ug;         // hours above it are counted
};

struct purified_air {
    double ug_m3;
    bool running;
};

// What an interval amounted to.
struct purified_spell {
    double ug_h;          // integral of the dust
    double run_ug_h;      // ... while the fan ran
    double outdoor_ug_h;  // integral of the dust outdoors
    double run_hours;
    double hours_above;   // the limit
};

// Indoors over outdoors once steady: P a / (a + k + CADR/V).
double purified_room_ratio(const struct purified_room *room, bool running);
// Passes `hours` under constant outdoor air; adds to *spell.
void purified_room_pass(const struct purified_room *room, struct purified_air *air, double outdoor_ug, double hours,
                        struct purified_spell *spell);
// What the mean outdoors was, worked out from the inside: the balance integrated over a time (purified_room_outdoor_equation),
// exact when the room is known and nothing else gave off dust.
double purified_room_outdoor(const struct purified_room *room, double begin_ug, double end_ug,
                             const struct purified_spell *spell, double hours);

#endif
