// SPDX-License-Identifier: GPL-3.0-or-later
// A wish as Lua: what is to stand in the scenario, and what in the policy.
#ifndef MARU_SIM_EXPLORE_WISH_LUA_H
#define MARU_SIM_EXPLORE_WISH_LUA_H

#include "sim/explore/wish.h"

// What is to be changed in the scenario's file. The plan is of this wish. Owned by the caller.
char *wish_lua(const struct wish *wish, struct plan *plan);

#endif
