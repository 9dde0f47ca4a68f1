// SPDX-License-Identifier: GPL-3.0-or-later
// Parties as a scenario names them: ten schools of one entry are one group.
#ifndef MARU_SIM_COMMAND_GROUPS_H
#define MARU_SIM_COMMAND_GROUPS_H

#include "sim/engine/world.h"

struct group {
    const struct plan_entry *entry;  // borrowed from the plan
    uint16_t parties;                // how many
};

struct groups {
    struct group *all;  // in the order of the parties
    uint16_t count;
    uint16_t *of_party;  // [parties]
};

// Owned by the caller, and freed with groups_free.
struct groups groups_of(const struct world *world);
void groups_free(struct groups *groups);

#endif
