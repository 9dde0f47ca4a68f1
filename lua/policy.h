// SPDX-License-Identifier: GPL-3.0-or-later
// policy { ... }: consent rules, levers of its own, settings it decides, and functions that answer hooks.
#ifndef MARU_LUA_POLICY_H
#define MARU_LUA_POLICY_H

#include "lua/values.h"

// Puts the policy's table at the index into the plan.
bool policy_put(struct values *values, const struct declaration *policy, int table);

#endif
