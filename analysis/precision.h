// SPDX-License-Identifier: GPL-3.0-or-later
// How well a comparison knows the differences that somebody wants to know, and how many replications to look at next while that is
// not well enough. A difference is known to `share` when half its 95 % interval is at most that share of the larger of the two
// policies' means, not of the difference itself: one that is near 0 would never be known so, and how the two compare is known as
// soon as the difference is, measured by what is compared.
#ifndef MARU_ANALYSIS_PRECISION_H
#define MARU_ANALYSIS_PRECISION_H

#include "analysis/comparison.h"

struct precision_goal {
    double share;                 // above 0, below 1
    const char *const *measures;  // as the table of means calls them, without their unit; borrowed
    size_t measure_count;         // 0: the money of every party
};

// The difference that is farthest from the goal.
struct precision {
    const struct comparison_row *row;  // borrowed from the comparison; NULL: there is none to know
    size_t policy;
    double share;  // half its interval against the larger mean; infinite when nothing is known of it
    size_t next;   // replications to look at next (statistics_next_look, of the difference that wants most); 0: all are known
};

// Measures that no run has are passed over.
struct precision precision_of(const struct precision_goal *goal, const struct comparison *comparison);

#endif
