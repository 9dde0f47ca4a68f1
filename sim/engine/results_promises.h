// SPDX-License-Identifier: GPL-3.0-or-later
// What was promised and what came of it, into the run file's group promises. Not there when nobody promises anything.
#ifndef MARU_SIM_ENGINE_RESULTS_PROMISES_H
#define MARU_SIM_ENGINE_RESULTS_PROMISES_H

#include "sim/engine/record.h"
#include "sim/engine/world.h"

void results_promises(const struct world *world, struct record *record);

#endif
