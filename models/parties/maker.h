// SPDX-License-Identifier: GPL-3.0-or-later
// The maker of the appliances: what its software on the devices can be told, and its data flows.
#ifndef MARU_MODELS_PARTIES_MAKER_H
#define MARU_MODELS_PARTIES_MAKER_H

#include "sim/engine/world.h"

extern const struct party_kind maker_party;

// Told on the device (visit_tell). item.value: how many times this home was alarmed before, times 2, plus 1 if
// there really is an infestation.
extern const struct topic maker_pest_alarm;
// Told on the device: a robot made a mess. item.value: won it cost the family.
extern const struct topic maker_disaster;

// The first maker of the scenario, or NULL.
struct party *maker_find(struct world *world);
// How long its tokens are good for. There is a maker.
time_ms maker_token_term(struct world *world);

#endif
