// SPDX-License-Identifier: GPL-3.0-or-later
// The run file's group `guesses`: what each onlooker could guess of the homes (guesses.h). No group when nobody looks on.
#ifndef MARU_SIM_ENGINE_RESULTS_GUESSES_H
#define MARU_SIM_ENGINE_RESULTS_GUESSES_H

#include "sim/engine/record.h"
#include "sim/engine/world.h"

void results_guesses(const struct world *world, struct record *record);

#endif
