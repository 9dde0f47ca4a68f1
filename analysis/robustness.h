// SPDX-License-Identifier: GPL-3.0-or-later
// What a study of many points says of its policies: does a difference keep its sign wherever the settings lie that vary, and
// which of them decides? An interval over replications holds luck only; this holds what nobody knows.
#ifndef MARU_ANALYSIS_ROBUSTNESS_H
#define MARU_ANALYSIS_ROBUSTNESS_H

#include <stdio.h>

#include "analysis/sensitivity.h"
#include "analysis/study_results.h"

enum { ROBUSTNESS_LEAST_POINTS = 20 };  // with fewer nothing is said

// One outcome under one policy, against the first policy.
struct robustness_row {
    size_t outcome;  // place in the results
    struct sensitivity_sign sign;  // over the points; of each the mean over its replications, pair by pair
    size_t setting;  // that moves the difference most (PAWN's median over slices); SIZE_MAX: none more than one of all would by chance
    double moves;    // how far, 0 to 1
};

struct robustness {
    size_t policy_count, point_count;
    const char **policies;  // the first is the baseline; borrowed from the results
    struct robustness_row **rows;  // [policy_count][row_counts]: money, data, key results that differ somewhere
    size_t *row_counts;
};

// NULL when there is one policy, or fewer points than ROBUSTNESS_LEAST_POINTS. Borrows the results. Owned by the caller.
struct robustness *robustness_of(const struct study_results *results);
void robustness_free(struct robustness *robustness);

// A paragraph and a table for each policy.
void robustness_print(const struct robustness *robustness, const struct study_results *results, FILE *out);

#endif
