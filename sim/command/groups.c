// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/groups.h"

#include <stdlib.h>

// Those of one entry follow on one another.
struct groups groups_of(const struct world *world) {
    struct groups groups = {.all = status_allocate(world->party_count, sizeof *groups.all),
                            .of_party = status_allocate(world->party_count, sizeof *groups.of_party)};
    for (uint16_t party = 0; party < world->party_count; party++) {
        const struct plan_entry *entry = world->parties[party].entry;
        if (!groups.count || groups.all[groups.count - 1].entry != entry)
            groups.all[groups.count++] = (struct group){.entry = entry};
        groups.all[groups.count - 1].parties++;
        groups.of_party[party] = groups.count - 1;
    }
    return groups;
}

void groups_free(struct groups *groups) {
    free(groups->all);
    free(groups->of_party);
    *groups = (struct groups){0};
}
