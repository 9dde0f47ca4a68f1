// SPDX-License-Identifier: GPL-3.0-or-later
// A study: the runs of a scenario that together answer a question. What is asked is a design (points.h: what is overruled at
// each of its points), policies and replications; every point lives under every policy, and replication k has the same luck
// everywhere. Comparing, a factorial and a sweep only differ in the design.
//
// Runs are numbered replication by replication, then point by point, then policy by policy: the first pairs are whole early,
// and more replications are more runs at the end.
#ifndef MARU_SIM_STUDY_STUDY_H
#define MARU_SIM_STUDY_STUDY_H

#include "lua/scenario.h"
#include "sim/engine/identity.h"
#include "sim/study/overrule.h"
#include "sim/study/points.h"

struct study {
    struct scenario_file *file;         // borrowed
    const struct overruled *overruled;  // at all points; borrowed
    size_t overruled_count;
    const char **policies;  // the baseline first; names borrowed from the file, NULL: the file has none
    size_t policy_count, replications;
    struct points points;
    bool replace;                  // see plan.h
    char identity[IDENTITY_SIZE];  // of all this but the replications: with more of them it is the same study
};

// What a run is.
struct study_run {
    size_t replication, point, policy;
};

size_t study_run_count(const struct study *study);
struct study_run study_run_at(const struct study *study, size_t run);

// Whether the name is a lever that the plan's policy lacks and another one of the file has: where it is overruled, that
// means nothing to this plan.
bool study_is_lever_of_others(const struct study *study, struct plan *plan, const char *name);

// The plan of a run, checked. NULL with a status. Owned by the caller.
struct plan *study_plan(const struct study *study, size_t run, struct status *status);
// [points.axis_count]: the unit of each setting that varies; "1": it has none, or is a lever. The units are borrowed from the
// kinds, the array is the caller's.
const char **study_units(const struct study *study);
// Tries every point under every policy, so that a mistake shows before anything runs, and makes the identity.
// False with a status.
bool study_check(struct study *study, struct status *status);

// "ask_first-r12", "ask_first-p3-r12" where there are several points. Owned by the caller.
char *study_run_name(const struct study *study, size_t run);

void study_clear(struct study *study);

#endif
