// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of a policy, read from its table:
//   on_sighting = {
//       { name = "often", when = { alarms_before = { at_least = 2 }, ["home.trust"] = { above = 0.3 } },
//         answer = { ask = true, reward_tokens = "levers.reward" }, priority = 1 },
//       { name = "at_night", when = { hour = { below = 7 } }, answer = { ask = false } },
//   }
#ifndef MARU_LUA_RULES_H
#define MARU_LUA_RULES_H

#include "lua/place.h"
#include "models/methods/rules_technique.h"

// The table on top of the stack; pops nothing. Part of a protected call. NULL with a status that names file, line and rule.
// Texts are copied; owned by the caller, to be freed with rules_free.
struct rules *rules_read(lua_State *L, struct place place, const struct hook *hook, const struct plan *plan,
                         struct status *status);
void rules_free(struct rules *rules);

#endif
