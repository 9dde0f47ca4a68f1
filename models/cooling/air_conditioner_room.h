// SPDX-License-Identifier: GPL-3.0-or-later
// What the thermometer of a home's air conditioner shows, for others of the same home: a copy of its room lives on from where the machine
// has left it, so that looking changes nothing.
#ifndef MARU_MODELS_COOLING_AIR_CONDITIONER_ROOM_H
#define MARU_MODELS_COOLING_AIR_CONDITIONER_ROOM_H

#include "sim/engine/home.h"

struct air_conditioner_seen {
    const struct appliance *appliance;
    double room_c;   // now
    double felt_k_h; // degree-hours above comfort while somebody was in its room, since the start
    bool connected;  // to the network
};

// Of the home's first machine, at visit->now; false: it has none.
bool air_conditioner_room_look(const struct visit *visit, struct air_conditioner_seen *seen);
// The upper end of comfort of the scenario's first air conditioner, degC; NaN: it has none.
double air_conditioner_room_limit_c(const struct world *world);

#endif
