// SPDX-License-Identifier: GPL-3.0-or-later
// Run files put together: what each of them came to, in one table with a line for each run.
#ifndef MARU_ANALYSIS_GATHER_H
#define MARU_ANALYSIS_GATHER_H

#include "analysis/study_results.h"

// What a run is within its study. All borrowed.
struct gathered_run {
    int64_t number, point, replication;
    const char *policy;   // "" when the scenario has none
    const char *path;     // of its file; NULL: it came to no end
    const char *message;  // then: why
    int64_t seed;         // then: whose luck it had
};

// The results, without a path, an identity and a design; and what they were by day, as study_results_by_day. NULL and a fault: a
// file cannot be read, is of another policy or replication, or has other days than the others. Both are owned by the caller.
struct study_results *gather(const struct gathered_run *runs, size_t count, double **by_day, struct fault *fault);

#endif
