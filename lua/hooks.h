// SPDX-License-Identifier: GPL-3.0-or-later
// A policy's Lua functions as the engine calls them: named numbers in, a checked proposal out.
#ifndef MARU_LUA_HOOKS_H
#define MARU_LUA_HOOKS_H

#include "lua/script.h"
#include "sim/engine/plan.h"

struct hooks;

// Finds the functions of the policy, and of those that it combines, and connects them to the plan (plan->hooks). The plan must have been built from
// this policy; plan and script are borrowed and outlive the hooks. NULL with a status. Owned by the caller.
struct hooks *hooks_create(struct script *script, const struct declaration *policy, struct plan *plan,
                           struct status *status);
void hooks_free(struct hooks *hooks);

#endif
