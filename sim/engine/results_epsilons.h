// SPDX-License-Identifier: GPL-3.0-or-later
// What noised labels told of homes, by data flow and unit of privacy (accountant.h), into the run file's group epsilons. Not there
// when nothing is noised.
#ifndef MARU_SIM_ENGINE_RESULTS_EPSILONS_H
#define MARU_SIM_ENGINE_RESULTS_EPSILONS_H

#include "sim/engine/record.h"
#include "sim/engine/world.h"

void results_epsilons(const struct world *world, struct record *record);

#endif
