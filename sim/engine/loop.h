// SPDX-License-Identifier: GPL-3.0-or-later
// The loop that the world lives by, from its making to its end.
#ifndef MARU_SIM_ENGINE_LOOP_H
#define MARU_SIM_ENGINE_LOOP_H

#include "sim/engine/world.h"

extern const char *const loop_phase_names[];  // "homes_live", ...; NULL-terminated

// Makes the world of a plan: parties, homes, appliances, network. results_path NULL: records nothing.
// NULL with a status when something cannot be made. The plan is borrowed for the world's lifetime.
struct world *world_create(const struct plan *plan, const char *results_path, int threads, struct status *status);
// Runs from start to end and closes the run file. False with a status on failure: then there is no file.
bool world_run(struct world *world, struct status *status);
void world_free(struct world *world);

#endif
