// SPDX-License-Identifier: GPL-3.0-or-later
// What a run computed, in words, in its file: group `entries`, what stood in the scenario, and of which kind; group
// `submodels`, the equations of these kinds with their sources, what goes in and what comes out (submodel.h).
#ifndef MARU_SIM_ENGINE_RESULTS_SUBMODELS_H
#define MARU_SIM_ENGINE_RESULTS_SUBMODELS_H

struct record;
struct world;

void results_submodels(const struct world *world, struct record *record);

#endif
