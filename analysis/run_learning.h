// SPDX-License-Identifier: GPL-3.0-or-later
// What the parties of a run have learnt, version by version; nothing in files of runs where nobody learns.
#ifndef MARU_ANALYSIS_RUN_LEARNING_H
#define MARU_ANALYSIS_RUN_LEARNING_H

#include "analysis/run_file.h"

struct run_learning {
    size_t count;
    int64_t *when_ms, *version;
    char **learner, **technique, **subject, **measure;
    // NaN: not known. `energy` in J, `cost` in won; of making the version.
    double *samples, *homes, *score, *flops, *bytes, *energy, *cost;
};

struct run_learning run_learning_read(struct run_file *file);
void run_learning_free(struct run_learning *learning);

#endif
