// SPDX-License-Identifier: GPL-3.0-or-later
// branch { at = "2018-09-01", from = "a", policies = { "b", "c" } }, and what follows on those:
// branch { at = "2018-12-01", from = "b", policies = { "d" } }
#ifndef MARU_LUA_BRANCHING_H
#define MARU_LUA_BRANCHING_H

#include "lua/asked.h"
#include "lua/script.h"

// Reads what the script says. The policies' names are borrowed by the result, which is freed with branching_clear. Each policy
// follows at most once, after a chain of others whose dates rise. False with a status.
bool branching_read(struct script *script, const struct scenario_policy *policies, size_t policy_count,
                    struct scenario_branches *branches, struct status *status);
void branching_clear(struct scenario_branches *branches);

// The branch at which the policy comes into force; NULL: it is lived from the start.
const struct scenario_branch *branching_into(const struct scenario_branches *branches, const char *policy);

#endif
