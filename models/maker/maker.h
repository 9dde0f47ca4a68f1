// SPDX-License-Identifier: GPL-3.0-or-later
// The party that makes the appliances. Others find it as a role: world_maker().
#ifndef MARU_MODELS_MAKER_MAKER_H
#define MARU_MODELS_MAKER_MAKER_H

#include "sim/engine/world.h"

extern const struct party_kind maker_party;

// A sighting of cockroaches that a robot sent to the maker, which the family let out when it was asked, or of which nobody asked it.
extern const struct topic maker_shared_sighting, maker_sold_sighting;

#endif
