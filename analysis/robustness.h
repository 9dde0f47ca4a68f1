// SPDX-License-Identifier: GPL-3.0-or-later
// What a study of many points says of its policies: does a difference keep its sign wherever the settings lie that vary, which
// of them decides, and where does it flip? An interval over replications holds luck only; this holds what nobody knows.
#ifndef MARU_ANALYSIS_ROBUSTNESS_H
#define MARU_ANALYSIS_ROBUSTNESS_H

#include "analysis/flip.h"
#include "analysis/movers.h"

enum { ROBUSTNESS_LEAST_POINTS = 20 };  // with fewer nothing is said

// One outcome under one policy, against the first policy.
struct robustness_row {
    size_t outcome;                // place in the results
    struct sensitivity_sign sign;  // over the points; of each the mean over its replications, pair by pair
    struct movers movers;
    struct prim *flip;  // the points at which it has another sign; NULL: no box holds them better than chance
};

struct robustness {
    struct study_points *points;
    // [policy][row_counts]: money, data, key results that differ somewhere; of the first policy none, unless it is the
    // only one: then what it came to itself, as far as that differs from 0.
    struct robustness_row **rows;
    size_t *row_counts;
};

// NULL when there are fewer points than ROBUSTNESS_LEAST_POINTS, or nothing varies. Borrows the results. Owned by the caller.
struct robustness *robustness_of(const struct study_results *results);
void robustness_free(struct robustness *robustness);

#endif
