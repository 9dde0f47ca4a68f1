// SPDX-License-Identifier: GPL-3.0-or-later
// Where a study looks: points in the cube of its axes, each axis from 0 (least) to 1 (most). What an axis means, and which
// value a place on it is, others know. A design is a pure function of its arguments: same bytes on any machine.
//
//   kind    points                                  asks for      a longer one begins with the shorter one
//   grid    every combination of levels, the last   their         -
//           axis moving fastest                     product
//   random  each by chance, alone                   1 or more     yes
//   lhs     a Latin hypercube: each axis is cut     1 or more     no: the cuts lie elsewhere
//           into as many strata as there are
//           points, and each holds exactly one
//   sobol   Saltelli's layout: of N base samples    N (k + 2),    yes
//           each k + 2 points, A, B, AB_1 ... AB_k,  N >= 2
//           where AB_i is A with axis i from B; A
//           and B together are a scrambled Sobol
//           point of 2k dimensions (sobol.h). Best
//           balanced where N is a power of 2
//   morris  R trajectories of k + 1 points: from a  R (k + 1),    yes
//           place by chance on p = 4 levels (0,     R >= 2
//           1/3, 2/3, 1) each axis once, in an order
//           by chance, by 2/3 up or down
//   oat     one at a time: the scenario's own       2k + 1
//           place, then each axis to least (0) and
//           to most (1)
//
// An axis with levels goes by the middle of the level that a place falls into; of morris, 0 is the first level, 1 the
// last, and every step of one axis is as long (1 level of 2, 1 of 3, 2 of 4, 3 of 5 and of 6).
#ifndef MARU_SIM_STUDY_DESIGN_H
#define MARU_SIM_STUDY_DESIGN_H

#include <stddef.h>
#include <stdint.h>

#include "sim/engine/status.h"
#include "sim/engine/words.h"

enum design_kind {
    DESIGN_GRID,
    DESIGN_LIST,
    DESIGN_RANDOM,
    DESIGN_LHS,
    DESIGN_SOBOL,
    DESIGN_MORRIS,
    DESIGN_OAT,
    DESIGN_KINDS
};
extern const char *const design_kind_names[];     // "grid", "list", ...; NULL-terminated
extern const char *const design_kind_meanings[];  // one sentence each, for help; NULL-terminated

// The kind of that name; DESIGN_KINDS when there is none, with the nearest in the hint.
enum design_kind design_kind_named(const char *name, char hint[WORDS_HINT_SIZE]);

enum { DESIGN_MOST_POINTS = 10000000 };  // more are a slip: refused

struct design_axis {
    size_t levels;    // 0: any number; else that many values
    double at_start;  // where the scenario itself stands, 0 to 1 (for oat)
};

struct design {
    enum design_kind kind;
    size_t axis_count, point_count;
    double *at;  // at[point][axis] in [0, 1]; of an axis with levels the middle of its level: (level + 0.5) / levels
};

// How many points the design will have when so many are asked: the nearest number of its kind that is not more, for grid
// always the product of the levels. 0 and a status when it cannot be made: fewer asked than it needs at least, a grid
// over an axis without levels, a list (which is read elsewhere), no axis, too many axes or points.
size_t design_points(enum design_kind kind, const struct design_axis *axes, size_t axis_count, size_t asked,
                     struct status *status);
// Owned by the caller; free with design_free. NULL with a status where design_points is 0.
struct design *design_make(enum design_kind kind, const struct design_axis *axes, size_t axis_count, size_t asked,
                           uint64_t seed, struct status *status);
void design_free(struct design *design);

#endif
