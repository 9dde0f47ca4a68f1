// SPDX-License-Identifier: GPL-3.0-or-later
// Where in the space of what varies the runs of a study lie. Every axis goes from 0 to 1; points.h makes values of it. The same
// seed gives the same points on any machine.
#ifndef MARU_SIM_STUDY_DESIGN_H
#define MARU_SIM_STUDY_DESIGN_H

#include <stddef.h>
#include <stdint.h>

#include "sim/engine/status.h"

enum design_kind {
    DESIGN_GRID,    // every combination of levels
    DESIGN_LIST,    // points that somebody wrote down (points_read)
    DESIGN_RANDOM,  // independent and uniform
    DESIGN_LHS,     // Latin hypercube (McKay, Beckman & Conover 1979): each axis has one point in each of as many strata as points
    DESIGN_SOBOL,   // Saltelli's rows A, B, AB_1 ... AB_k for each point of a Sobol sequence (Saltelli et al. 2010)
    DESIGN_MORRIS,  // trajectories that move one axis at a time (Morris 1991)
    DESIGN_OAT,     // the scenario's own point, then each axis alone at its least and its most
    DESIGN_KINDS
};
extern const char *const design_kind_names[];     // NULL-terminated
extern const char *const design_kind_meanings[];  // half a sentence each

struct design_axis {
    size_t levels;    // 0: any number; else that many values
    double at_start;  // where the scenario itself stands, 0 to 1
};

struct design {
    enum design_kind kind;
    size_t axis_count, point_count;
    double *at;  // [point_count][axis_count]; of an axis with levels the middle of its level, (level + 0.5) / levels
};

// asked: how many points are wanted; a kind that needs other counts takes the nearest that is not more (sobol: a multiple of
// axes + 2, morris: of axes + 1; grid and oat take what they are). NULL with a status: too few are asked for, or an axis of a
// grid has no levels. Owned by the caller, free with design_free.
struct design *design_make(enum design_kind kind, const struct design_axis *axes, size_t axis_count, size_t asked,
                           uint64_t seed, struct status *status);
void design_free(struct design *design);

#endif
