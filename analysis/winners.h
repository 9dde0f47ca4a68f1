// SPDX-License-Identifier: GPL-3.0-or-later
// Winners and losers: the same families under two policies with the same luck, one run file beside the other.
#ifndef MARU_ANALYSIS_WINNERS_H
#define MARU_ANALYSIS_WINNERS_H

#include "analysis/comparison.h"

// Adds the homes of a pair of runs to the policy's; a home whose welfare differs by less than half a won is the same. Runs that
// say nothing of welfare change nothing. False and a fault when a file cannot be read.
bool winners_add(struct comparison *comparison, size_t policy, const char *baseline_run, const char *run,
                 struct fault *fault);

#endif
