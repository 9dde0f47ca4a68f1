// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that answers for what its robots do on floors (floor_hazards.h). Robots whose maker has none know of obstacles
// only that they stop them.
#ifndef MARU_MODELS_PESTS_ROBOT_PROMISE_H
#define MARU_MODELS_PESTS_ROBOT_PROMISE_H

#include "models/pests/floor_hazards.h"
#include "sim/engine/world.h"

extern const struct party_kind robot_promise_party;

// Told on the device: a robot broke something of the family's, item.value won; and a robot was ruined.
extern const struct topic robot_promise_broken, robot_promise_ruined;

// What a robot needs to know; borrowed from the desk.
struct robot_floor {
    struct floor_hazards hazards;
    double spill_recall;  // share of spills that a robot recognises whose recogniser has no class for them
    double minute_won;    // of the family's time
    uint16_t party;
};
// Of that maker's desk; NULL: it has none.
const struct robot_floor *robot_promise_find(struct world *world, const struct party *maker);

#endif
