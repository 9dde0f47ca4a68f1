// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the settings that vary move a difference most, said as far as the study's design allows it:
//   sobol   how much of its variance goes when a setting is known (alone), and how much stays when all others are
//           (with others), each with its bootstrap interval
//   morris  by how much it changes from the setting's least to its most, on average and without sign (mu*), and how much
//           that hangs on the others (sigma)
//   else    how far the setting's value moves its distribution (PAWN, 0 to 1), if that is more than chance would
// What these are: sensitivity.h.
#ifndef MARU_ANALYSIS_MOVERS_H
#define MARU_ANALYSIS_MOVERS_H

#include "analysis/sensitivity.h"
#include "analysis/study_points.h"

enum movers_method { MOVERS_BY_PAWN, MOVERS_BY_SOBOL, MOVERS_BY_MORRIS };
enum { MOVERS_MOST = 3 };

struct mover {
    size_t setting;
    double moves;  // what it is ranked by: the median of PAWN, the total index, mu*
    struct sensitivity_interval alone, with_others;  // sobol
    double mu, sigma;                                // morris
};

struct movers {
    struct mover at[MOVERS_MOST];  // the one that moves most first
    size_t count;
};

enum movers_method movers_method(const struct study_points *points);
// differences[point_count]; NaN: it has none there. Of PAWN at most one is found. A setting that explains less than 5 % of
// the variance even with others is none.
struct movers movers_of(const struct study_points *points, const double *differences);

#endif
