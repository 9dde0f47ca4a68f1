// SPDX-License-Identifier: GPL-3.0-or-later
// The loop that the world lives by, from its making to its end.
#ifndef MARU_SIM_ENGINE_LOOP_H
#define MARU_SIM_ENGINE_LOOP_H

#include "sim/engine/make.h"
#include "sim/engine/world.h"

extern const char *const loop_phase_names[];  // "homes_live", ...; NULL-terminated

// Runs from start to end and closes the run file. False with a status on failure: then there is no file.
bool world_run(struct world *world, struct status *status);

#endif
