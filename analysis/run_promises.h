// SPDX-License-Identifier: GPL-3.0-or-later
// What was promised in a run, and what came of it; nothing in files of runs where nobody promised anything.
#ifndef MARU_ANALYSIS_RUN_PROMISES_H
#define MARU_ANALYSIS_RUN_PROMISES_H

#include "analysis/run_file.h"

struct run_promises {
    size_t count;
    char **name, **text, **policy;  // text: what was checked, in words; policy: "" of the scenario's own
    int64_t *held, *broken, *times;  // home-days, home-days, breaks
    int64_t *when_ms, *home, *flow;  // of the first break, flow: row of the exposures; -1: none
    int64_t *event;                  // line of the journal, counted from 1; 0: none
};

struct run_promises run_promises_read(struct run_file *file);
void run_promises_free(struct run_promises *promises);

#endif
