// SPDX-License-Identifier: GPL-3.0-or-later
// Appliances that homes get and lose during the run.
#include "sim/engine/party_act.h"
#include "sim/engine/world.h"

void party_offer(struct world *world, uint16_t appliance) {
    PROMISE(appliance < world->appliance_count && !world->processes,
            "offered before the homes are furnished");
    world->appliances[appliance].offered = true;
}

// The home's first process of the appliance that is, or is not, installed; UINT16_MAX: there is none.
static uint16_t find_process(const struct world *world, uint32_t home, uint16_t appliance, bool installed) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        if (first[i].appliance == appliance && first[i].installed == installed) return i;
    return UINT16_MAX;
}

bool party_install(struct world *world, uint32_t home, uint16_t appliance) {
    uint16_t process = find_process(world, home, appliance, false);
    if (process == UINT16_MAX) return false;
    home_install_process(world, home, process, world->until);
    return true;
}

bool party_remove(struct world *world, uint32_t home, uint16_t appliance) {
    uint16_t process = find_process(world, home, appliance, true);
    if (process == UINT16_MAX) return false;
    home_remove_process(world, home, process, world->until);
    return true;
}

unsigned world_owned(const struct world *world, uint32_t home, uint16_t appliance) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    unsigned owned = 0;
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        owned += first[i].appliance == appliance && first[i].installed;
    return owned;
}
