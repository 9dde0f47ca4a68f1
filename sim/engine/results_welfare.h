// SPDX-License-Identifier: GPL-3.0-or-later
// The third ledger in the run file, for results.c: group `welfare`, who is better off by what, by day and by home; group
// `worths`, each posting with the line of the journal that it follows from.
#ifndef MARU_SIM_ENGINE_RESULTS_WELFARE_H
#define MARU_SIM_ENGINE_RESULTS_WELFARE_H

#include "sim/engine/results_tables.h"

void results_welfare_open(struct world *world, struct results *results);
void results_welfare_day(struct world *world, struct results *results);
void results_welfare_totals(struct world *world, struct results *results);

#endif
