// SPDX-License-Identifier: GPL-3.0-or-later
// The run file's group `network`, for results.c: opened, written each midnight, and in all at the end.
#ifndef MARU_SIM_ENGINE_RESULTS_NETWORK_H
#define MARU_SIM_ENGINE_RESULTS_NETWORK_H

#include "sim/engine/results_tables.h"

void results_network_open(struct world *world, struct results *results);
void results_network_day(struct world *world, struct results *results);
void results_network_totals(struct world *world, struct results *results);

#endif
