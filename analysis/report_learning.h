// SPDX-License-Identifier: GPL-3.0-or-later
// What parties have learnt: for each thing learnt a curve of its score under each policy, and what it took. For a page.
#ifndef MARU_ANALYSIS_REPORT_LEARNING_H
#define MARU_ANALYSIS_REPORT_LEARNING_H

#include "analysis/json.h"
#include "analysis/read_run.h"
#include "analysis/statistics.h"

// What it took up to the end, summed over versions; the samples of the last.
enum { LEARNT_SAMPLES, LEARNT_HOMES, LEARNT_VERSIONS, LEARNT_BYTES, LEARNT_FLOPS, LEARNT_ENERGY, LEARNT_COST, LEARNT_EFFORTS };

// A learner's subject. Techniques that take each other's place under several policies are one curve's.
struct report_learnt {
    char *learner, *subject, *measure;
    char **techniques;                                // [policies] "": none
    struct statistics_running *score;                 // [policies][days]
    struct statistics_running (*efforts)[LEARNT_EFFORTS];  // [policies]
};

// Begins with policy_count alone.
struct report_learning {
    size_t policy_count, days;
    struct report_learnt *all;
    size_t count;
};

void report_learning_add(struct report_learning *learning, size_t policy, const struct run *run);
void report_learning_clear(struct report_learning *learning);

// [{"learner", "subject", "measure", "lines": [{"policy", "technique", "mean": [by day], "low", "high", "end"}],
//   "efforts": [[samples, homes, versions, bytes, flops, energy, cost] of a policy, null: nothing learnt]}, ...]
// A day's score is that of the version then in use; low and high are the 95 % interval over replications, missing of one.
void report_learning_put(struct json *json, const struct report_learning *learning);

#endif
