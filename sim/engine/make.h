// SPDX-License-Identifier: GPL-3.0-or-later
// Making and unmaking a world.
#ifndef MARU_SIM_ENGINE_MAKE_H
#define MARU_SIM_ENGINE_MAKE_H

#include "sim/engine/world.h"

// Makes the world of a plan: parties, homes, appliances, network. results_path NULL: records nothing.
// NULL with a status when something cannot be made. The plan is borrowed for the world's lifetime.
struct world *world_create(const struct plan *plan, const char *results_path, int threads, struct status *status);
void world_free(struct world *world);

#endif
