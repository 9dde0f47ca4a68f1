// SPDX-License-Identifier: GPL-3.0-or-later
// Makes and unmakes the models' own world, above all its systems.
#ifndef MARU_MODELS_POPULATE_H
#define MARU_MODELS_POPULATE_H

#include "sim/engine/world.h"

// Called by the engine when a world is made and unmade.
bool populate_world(struct world *world, struct status *status);
void populate_undo(struct world *world);

#endif
