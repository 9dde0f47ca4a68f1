// SPDX-License-Identifier: GPL-3.0-or-later
// Winners and losers: the same families under two policies with the same luck, one run file beside the other.
#ifndef MARU_ANALYSIS_WINNERS_H
#define MARU_ANALYSIS_WINNERS_H

#include "analysis/comparison.h"

// Adds the homes of a pair of runs to the policy's. Runs that say nothing of welfare change nothing. False and a fault when a file cannot be read.
bool winners_add(struct comparison *comparison, size_t policy, const char *baseline_run, const char *run,
                 struct fault *fault);
// The same of two arrays [homes] of won, each home counting `weight`: one that differs by no more than half a won is the same.
void winners_count(const double *before, const double *after, size_t homes, double weight, struct comparison_winners *winners);

#endif
