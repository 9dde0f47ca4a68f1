// SPDX-License-Identifier: GPL-3.0-or-later
// From the tables that a script declared to a checked plan.
#ifndef MARU_LUA_BUILD_H
#define MARU_LUA_BUILD_H

#include "lua/place.h"
#include "lua/script.h"
#include "sim/engine/plan.h"

// The scenario and one of its policies (NULL: none) put into the plan, which is fresh from plan_create and has
// its path, text and library. Checks everything, names file and line of what is wrong.
bool build_plan(struct script *script, const struct declaration *policy, struct plan *plan, struct status *status);

// A text of a declaration's table: "name", "title". Owned by the caller; "" when it is not given. NULL with a
// status when it is no text.
char *build_text(struct script *script, const struct declaration *declaration, const char *key,
                 struct status *status);

#endif
