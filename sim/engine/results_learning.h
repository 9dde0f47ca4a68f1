// SPDX-License-Identifier: GPL-3.0-or-later
// The run file's group `learning`: version by version what parties have learnt (technique.h). No group when nobody learns.
#ifndef MARU_SIM_ENGINE_RESULTS_LEARNING_H
#define MARU_SIM_ENGINE_RESULTS_LEARNING_H

#include "sim/engine/record.h"
#include "sim/engine/world.h"

void results_learning(const struct world *world, struct record *record);

#endif
