// SPDX-License-Identifier: GPL-3.0-or-later
// A study seen by its points: where each lies, and what each policy came to there.
#ifndef MARU_ANALYSIS_STUDY_POINTS_H
#define MARU_ANALYSIS_STUDY_POINTS_H

#include "analysis/study_results.h"

struct study_points {
    const struct study_results *results;  // borrowed
    size_t policy_count, point_count, luck_count;
    const char **policies;  // in the order of the runs, the baseline first; borrowed from the results
    // [point_count][setting_count]: 0 at the setting's least, 1 at its most; its words stand at equal distances.
    double *at;
    size_t *run_of;  // [policies][points][lucks]; SIZE_MAX: no run
};

// Owned by the caller; free with study_points_free.
struct study_points *study_points_of(const struct study_results *results);
void study_points_free(struct study_points *points);

// What the outcome came to under a policy less what it came to under the baseline, pair by pair, the mean over the lucks;
// under the baseline what it came to itself. NaN where nothing is left.
double study_points_outcome(const struct study_points *points, size_t policy, size_t point, size_t outcome);

// What a setting is at a place between 0 and 1: a number, a word. Owned by the caller.
char *study_points_value(const struct study_points *points, size_t setting, double at);

#endif
