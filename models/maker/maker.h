// SPDX-License-Identifier: GPL-3.0-or-later
// The party that makes the appliances. Others find it as a role: world_maker().
#ifndef MARU_MODELS_MAKER_MAKER_H
#define MARU_MODELS_MAKER_MAKER_H

#include "sim/engine/world.h"

extern const struct party_kind maker_party;

#endif
