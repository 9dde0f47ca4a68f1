// SPDX-License-Identifier: GPL-3.0-or-later
// compare { baseline = "a", policies = { "b", "c" }, replications = 20 }
#ifndef MARU_LUA_COMPARING_H
#define MARU_LUA_COMPARING_H

#include "lua/script.h"
#include "lua/asked.h"

// Reads what the script says, or the default, into `comparison`. The policies' names are borrowed by the result;
// its array of policies is owned by the receiver. False with a status.
bool comparing_read(struct script *script, const struct scenario_policy *policies, size_t policy_count,
                  struct scenario_compare *comparison, struct status *status);

#endif
