// SPDX-License-Identifier: GPL-3.0-or-later
// What tests see of an air purifier.
#ifndef MARU_MODELS_AIR_AIR_PURIFIER_H
#define MARU_MODELS_AIR_AIR_PURIFIER_H

#include "sim/engine/kind.h"

extern const struct appliance_kind air_purifier_appliance;

#endif
