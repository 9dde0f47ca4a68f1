// SPDX-License-Identifier: GPL-3.0-or-later
// The heat in the rooms of old people who live alone, and what air conditioners say of all rooms.
#ifndef MARU_MODELS_COOLING_ROOM_HEAT_H
#define MARU_MODELS_COOLING_ROOM_HEAT_H

#include "sim/engine/world.h"

extern const struct appliance_kind room_heat_appliance;

// A machine's report of the day: its room's temperature, degC.
extern const struct topic room_heat_reading;
TOPICS_CARRY(room_c, double, &room_heat_reading);

#endif
