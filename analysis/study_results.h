// SPDX-License-Identifier: GPL-3.0-or-later
// A file of results of a study, read: the whole study's or a block's (sim/study/results.h writes them).
#ifndef MARU_ANALYSIS_STUDY_RESULTS_H
#define MARU_ANALYSIS_STUDY_RESULTS_H

#include "analysis/measure.h"

// What varies, run by run.
struct study_setting {
    char *name;       // as --set takes it
    char *unit;       // "1" or "": it has none
    double *numbers;  // NULL: it is no number
    char **texts;     // NULL: it is a number
    double least, most;  // of numbers: what was asked for
    char **words;        // of texts: what was asked for, in that order
    size_t word_count;
};

struct study_results {
    char *path, *identity, *scenario, *title;
    char *design;  // how the points lie: "lhs", "sobol", ...; "": nothing varies
    int64_t homes, missing;  // missing: runs of the study that it lacks
    // The runs.
    size_t run_count;
    int64_t *run, *point, *replication, *seed;
    char **policy;    // "" when the scenario has none
    int32_t *lived;   // 0: it did not come to its end
    char **message;   // why it did not; "" when it did
    size_t setting_count;
    struct study_setting *settings;
    // What they came to.
    size_t outcome_count;
    char **ids;                // measure_id
    struct measure *measures;  // their values are not used
    double *values;            // [run_count][outcome_count]; of a run that did not live, NaN
    // By day.
    size_t quantity_count, days;
    char **quantities;  // ids of the outcomes that have days
    int64_t *day;
    char *day_unit;
};

// Where a name stands among others; `count` when it does not. Results of one study list their outcomes alike: `guess` is looked
// at first.
size_t study_results_place(char *const *names, size_t count, const char *name, size_t guess);

// NULL and a fault when it is missing, is none, or was not finished. Free with study_results_free.
struct study_results *study_results_read(const char *path, struct fault *fault);
void study_results_free(struct study_results *results);

// Day by day, of all its runs: [run_count][quantity_count][days]. NULL and a fault. Owned by the caller.
double *study_results_by_day(const struct study_results *results, struct fault *fault);

#endif
