// SPDX-License-Identifier: GPL-3.0-or-later
// Of each data flow: who receives it, for how many days of how many persons something was known by it, and what the consents
// behind it are worth. Columns of the run file's exposures, and the group `receivers`.
#ifndef MARU_SIM_ENGINE_RESULTS_CONSENTS_H
#define MARU_SIM_ENGINE_RESULTS_CONSENTS_H

#include "sim/engine/clock.h"

struct results;
struct results_consents;
struct world;

void results_consents_open(const struct world *world, struct results_consents *consents);
void results_consents_day(const struct world *world, struct results_consents *consents, time_ms midnight);
void results_consents_tables(const struct world *world, struct results *results);
void results_consents_free(struct results_consents *consents);

#endif
