// SPDX-License-Identifier: GPL-3.0-or-later
// What came out of two runs differently: money, tokens, what left the homes, key results.
#ifndef MARU_ANALYSIS_PAIR_OUTCOME_H
#define MARU_ANALYSIS_PAIR_OUTCOME_H

#include <stdio.h>

#include "analysis/run_pair.h"

// A table as wide as the screen, of the measures that differ, each with B less A. Whether there are any.
bool pair_outcome_print(const struct run_pair *pair, FILE *out);

#endif
