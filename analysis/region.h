// SPDX-License-Identifier: GPL-3.0-or-later
// Where the means of two things that are measured together lie: an ellipse, by Hotelling's T^2 (Johnson & Wichern, "Applied
// Multivariate Statistical Analysis", 6th ed., section 5.4). As an interval does for one mean, it holds the pair at its level
// over many studies; two intervals side by side do not.
#ifndef MARU_ANALYSIS_REGION_H
#define MARU_ANALYSIS_REGION_H

#include <stdbool.h>
#include <stddef.h>

// Its edge: mean + (along[0] cos a, along[1] cos a + up sin a), a from 0 to 2 pi.
struct region {
    double mean[2];
    double along[2], up;
};

// Of `count` pairs, from 3 on; false with fewer, for which there is none: the means alone are given. Squared reach:
// 2 (count - 1) / (count (count - 2)) F(level; 2, count - 2).
bool region_of(const double *one, const double *other, size_t count, double level, struct region *region);

#endif
