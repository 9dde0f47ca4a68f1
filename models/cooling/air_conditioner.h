// SPDX-License-Identifier: GPL-3.0-or-later
// The air conditioner of the home or of a room.
#ifndef MARU_MODELS_COOLING_AIR_CONDITIONER_H
#define MARU_MODELS_COOLING_AIR_CONDITIONER_H

#include "sim/engine/kind.h"

extern const struct appliance_kind air_conditioner_appliance;

#endif
