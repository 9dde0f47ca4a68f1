// SPDX-License-Identifier: GPL-3.0-or-later
// Where a difference has the other sign: a box of settings that holds many of the points at which it has, and few others
// (scenario discovery by PRIM, prim.h), said as a sentence.
#ifndef MARU_ANALYSIS_FLIP_H
#define MARU_ANALYSIS_FLIP_H

#include "analysis/prim.h"
#include "analysis/study_points.h"

// Fewer points than these on the other side are no pattern; a box that chance finds as good more often than this is none.
enum { FLIP_LEAST_POINTS = 8 };
#define FLIP_MOST_BY_CHANCE 0.05

// sign: -1, 0 or 1, which the differences [point_count] have at most points. NULL: no such box. Free with prim_free.
struct prim *flip_find(const struct study_points *points, const double *differences, int sign);

// "maker.x below 0.25 and cloud = cloud: 9 of 10 points there (9 of 10 that flip)". Owned by the caller.
char *flip_text(const struct study_points *points, const struct prim *flip);

#endif
