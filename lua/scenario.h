// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario file: scenario{}, policy{} and compare{} written in Lua, and the plans made from it.
#ifndef MARU_LUA_SCENARIO_H
#define MARU_LUA_SCENARIO_H

#include "lua/asked.h"
#include "sim/engine/plan.h"

struct scenario_file;

// The folder of Maru's own Lua modules. Owned by the caller; NULL with a status.
char *scenario_find_library(struct status *status);

// Reads and runs the file, and makes and checks the plan of every policy in it, so that what is wrong is said
// now: file, line, what was given, what is allowed. NULL with a status. Owned by the caller. The catalogue is
// borrowed.
struct scenario_file *scenario_load(const char *path, const struct catalogue *catalogue, struct status *status);
// The same of a scenario that lies nowhere: its text, and what it reads besides, which is copied from and borrowed until
// scenario_free. `path` names it in messages, and the plan.
struct scenario_file *scenario_load_text(const char *path, const char *text, const struct supplies *supplies,
                                         const struct catalogue *catalogue, struct status *status);
// After all its plans are freed.
void scenario_free(struct scenario_file *file);

// In the file's order; none is allowed. Borrowed.
const struct scenario_policy *scenario_policies(const struct scenario_file *file, size_t *count);

// The policy's name as the file lends it. NULL with a status that names the nearest.
const char *scenario_policy_named(const struct scenario_file *file, const char *name, struct status *status);

// Whether any of the policies has a lever of this name.
bool scenario_has_lever(const struct scenario_file *file, const char *name);

// Names are borrowed from the file. Without compare{}: the first policy is the baseline of all others.
const struct scenario_compare *scenario_compare(const struct scenario_file *file);

// What each branch{} of the file says, in its order. Borrowed.
const struct scenario_branches *scenario_branches(const struct scenario_file *file);

// Does the policy come into force only at a branch?
bool scenario_is_future(const struct scenario_file *file, const char *policy);

// What the file's sweep{} says; its line is 0 when there is none. Borrowed.
const struct scenario_sweep *scenario_sweep(const struct scenario_file *file);

// The plan of one policy (NULL: the file's first, or none when it has none). Its hooks run in a Lua state of
// their own, so that what a policy's functions remember never passes from one run to another. NULL with a status.
// Owned by the caller, free with plan_free. Run plan_check again after changing it.
struct plan *scenario_plan(struct scenario_file *file, const char *policy, uint32_t replication,
                           struct status *status);

// What a world made from the latest plan complains about gets the line of the file it is about, as far as it can be told.
void scenario_locate(const struct scenario_file *file, struct status *status);

#endif
