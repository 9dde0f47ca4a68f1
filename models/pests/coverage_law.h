// SPDX-License-Identifier: GPL-3.0-or-later
// How long a way a cleaning robot goes to cover a share of a floor, and what it covers on a way that ends early.
//
//   at random   share = 1 - exp(-L w / A), so L = -ln(1 - share) A / w
//               (random search: Koopman 1956, Operations Research 4:503-531; of robots: Gage 1993, Proc. SPIE 2058)
//   in lanes    L = share (1 + overlap) A / w
// A floor of area A, a brush of width w, a way of length L. Where the robot knows its place it goes in lanes; on the
// rest, whose places it cannot tell apart, at random; each part to the same share. Its map grows from run to run: each
// run finds a constant share of what it has not found yet,
//   known after n runs = best (1 - exp(-n / n0))
// with the best that its way of finding its place allows.
//
// Pure functions. Lengths in metres, areas in square metres, shares between 0 and 1.
#ifndef MARU_MODELS_PESTS_COVERAGE_LAW_H
#define MARU_MODELS_PESTS_COVERAGE_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation coverage_way_equation, coverage_map_equation;

struct coverage_floor {
    double area_m2, swath_m;
    double overlap;  // of a lane with the next, as a share of its width
    double known;    // share of the floor whose places the robot knows
};

// The way to cover `share` < 1 of the floor.
double coverage_path_m(const struct coverage_floor *floor, double share);

// What a way of path_m covers: first the lanes, to the aimed `share`, then the rest at random, with no aim. The inverse
// of coverage_path_m up to its length.
double coverage_share(const struct coverage_floor *floor, double share, double path_m);

// n0 = 0: known at once (a place that is not remembered is not learnt either).
double coverage_known(double best, double runs, double runs_to_learn);

#endif
