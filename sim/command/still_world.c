// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/still_world.h"

#include "sim/engine/make.h"

struct world *still_world_create(struct plan *plan, struct status *status) {
    if (!plan) return NULL;
    plan_set_typed(plan, "network.model", "closed_form", ORIGIN_COMMAND, status);
    return world_create(plan, NULL, 1, status);
}
