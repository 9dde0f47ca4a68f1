// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario file: scenario{}, policy{} and compare{} written in Lua, and the plans made from it.
#ifndef MARU_LUA_SCENARIO_H
#define MARU_LUA_SCENARIO_H

#include "sim/engine/plan.h"

struct scenario_file;

// Reads and runs the file, and makes and checks the plan of every policy in it, so that what is wrong is said
// now: file, line, what was given, what is allowed. NULL with a status. Owned by the caller. The catalogue is
// borrowed.
struct scenario_file *scenario_load(const char *path, const struct catalogue *catalogue, struct status *status);
// After all its plans are freed.
void scenario_free(struct scenario_file *file);

struct scenario_policy {
    char *name, *title;  // title: "" when none is given
};
// In the file's order; none is allowed. Borrowed.
const struct scenario_policy *scenario_policies(const struct scenario_file *file, size_t *count);

// Of a full factorial: its switches, and the values that are looked at. See analysis/factorial.h.
struct scenario_term {
    char *measure;  // "money: hanbit"
    double weight;
};
struct scenario_sum {
    char *name;
    struct scenario_term *terms;
    size_t term_count;
};
struct scenario_factors {
    char **names;
    size_t count;  // 0: no factorial
    struct scenario_sum *sums;
    size_t sum_count;
};

// compare{}: names are borrowed from the file. Without compare{}: the first policy is the baseline of all others.
struct scenario_compare {
    const char *baseline;         // NULL: the file has no policies
    const char *const *policies;  // without the baseline
    size_t count;
    int64_t replications;
    // With factors, bit j of a policy's place (the baseline's is 0) says whether factor j is on.
    struct scenario_factors factors;
};
const struct scenario_compare *scenario_compare(const struct scenario_file *file);

// The plan of one policy (NULL: the file's first, or none when it has none). Its hooks run in a Lua state of
// their own, so that what a policy's functions remember never passes from one run to another. NULL with a status.
// Owned by the caller, free with plan_free. Run plan_check again after changing it.
struct plan *scenario_plan(struct scenario_file *file, const char *policy, uint32_t replication,
                           struct status *status);

#endif
