// SPDX-License-Identifier: GPL-3.0-or-later
// What a study keeps of a run: its measures, and those of them that have days, day by day.
#ifndef MARU_ANALYSIS_OUTCOMES_H
#define MARU_ANALYSIS_OUTCOMES_H

#include "analysis/measure.h"

struct outcomes {
    struct measure_list measures;
    char **ids;         // [measures.count], measure_id
    size_t *daily;      // [daily_count]: places in measures of those that have days
    size_t daily_count, days;
    double *by_day;     // [daily_count][days]: won received less won paid, or the key result
    int64_t first_day;
    char *day_unit;     // "days since 2018-06-01 00:00:00"
    char *scenario, *title, *policy;
    int64_t seed, replication;
    size_t homes;
};

// Of the run file at the path; false and a fault when it cannot be read. Free with outcomes_clear in any case.
bool outcomes_read(const char *path, struct outcomes *outcomes, struct fault *fault);
void outcomes_clear(struct outcomes *outcomes);

#endif
