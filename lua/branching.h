// SPDX-License-Identifier: GPL-3.0-or-later
// branch { at = "2018-09-01", from = "a", policies = { "b", "c" } }
#ifndef MARU_LUA_BRANCHING_H
#define MARU_LUA_BRANCHING_H

#include "lua/asked.h"
#include "lua/script.h"

// Reads what the script says; `branch->line` is 0 when it says nothing. The policies' names are borrowed by the result; its
// array of policies is freed with branching_clear. False with a status.
bool branching_read(struct script *script, const struct scenario_policy *policies, size_t policy_count,
                    struct scenario_branch *branch, struct status *status);
void branching_clear(struct scenario_branch *branch);

// Does the policy come into force only at the branch?
bool branching_is_future(const struct scenario_branch *branch, const char *policy);

#endif
