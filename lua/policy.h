// SPDX-License-Identifier: GPL-3.0-or-later
// policy { ... }: consent rules, levers of its own, settings it decides, promises, and functions that answer hooks.
#ifndef MARU_LUA_POLICY_H
#define MARU_LUA_POLICY_H

#include "lua/values.h"

// Puts what the policy's table at the index says itself into the plan, its rules into values->rules, and notes in values->decisions
// what it decides besides. What it is combined from: combining.h.
bool policy_put(struct values *values, const struct declaration *policy, int table);

#endif
