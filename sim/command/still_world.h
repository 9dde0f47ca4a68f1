// SPDX-License-Identifier: GPL-3.0-or-later
// A world to be looked at, which is not going to live.
#ifndef MARU_SIM_COMMAND_STILL_WORLD_H
#define MARU_SIM_COMMAND_STILL_WORLD_H

#include "sim/engine/plan.h"
#include "sim/engine/status.h"

struct world;

// Without SimGrid, which a process can have once: the plan's network becomes the closed form. The plan outlives the world; free
// it with world_free. NULL with a status when it cannot be made; a plan of NULL gives NULL.
struct world *still_world_create(struct plan *plan, struct status *status);

#endif
