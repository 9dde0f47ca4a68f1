// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/coverage_technique.h"

#include <math.h>

// Metres of way per unit of share, were the whole floor done in that way.
static double floor_m(const struct coverage_floor *floor) {
    return floor->area_m2 / floor->swath_m;
}
static double lanes_m(const struct coverage_floor *floor, double share) {
    return floor->known * share * (1 + floor->overlap) * floor_m(floor);
}

double coverage_path_m(const struct coverage_floor *floor, double share) {
    double random_m = (1 - floor->known) * -log1p(-share) * floor_m(floor);
    return lanes_m(floor, share) + random_m;
}

double coverage_share(const struct coverage_floor *floor, double share, double path_m) {
    double in_lanes_m = fmin(path_m, lanes_m(floor, share)), unknown = 1 - floor->known;
    double covered = in_lanes_m / ((1 + floor->overlap) * floor_m(floor));
    if (unknown <= 0) return covered;
    return covered + unknown * -expm1(-(path_m - in_lanes_m) / (unknown * floor_m(floor)));
}

double coverage_known(double best, double runs, double runs_to_learn) {
    return runs_to_learn > 0 ? best * -expm1(-runs / runs_to_learn) : best;
}
