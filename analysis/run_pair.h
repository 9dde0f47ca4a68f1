// SPDX-License-Identifier: GPL-3.0-or-later
// Two run files side by side, A and B: what was asked of them, and what came out.
#ifndef MARU_ANALYSIS_RUN_PAIR_H
#define MARU_ANALYSIS_RUN_PAIR_H

#include "analysis/read_run.h"
#include "analysis/run_kinds.h"
#include "analysis/run_made.h"

struct run_side {
    struct run *run;
    struct run_made made;
    struct run_kinds kinds;
};

struct run_pair {
    struct run_side sides[2];
};

// The headings of columns of the two.
extern const char *const run_pair_names[2];

// False and a fault when one cannot be read. Clear in any case.
bool run_pair_read(const char *one, const char *other, struct run_pair *pair, struct fault *fault);
void run_pair_clear(struct run_pair *pair);

#endif
