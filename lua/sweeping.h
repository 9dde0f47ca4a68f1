// SPDX-License-Identifier: GPL-3.0-or-later
// sweep { vary = { "maker.cost_share=0.4..0.8", "uncertain" }, design = "lhs", runs = 400, replications = 2 }
#ifndef MARU_LUA_SWEEPING_H
#define MARU_LUA_SWEEPING_H

#include "lua/asked.h"
#include "lua/script.h"

// Reads what the script says into `sweep`; without a word nothing. Texts are copied; free with sweeping_clear. False with a
// status. What the texts mean is not looked at here.
bool sweeping_read(struct script *script, struct scenario_sweep *sweep, struct status *status);
void sweeping_clear(struct scenario_sweep *sweep);

#endif
