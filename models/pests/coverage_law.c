// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/coverage_law.h"

#include <math.h>

const struct equation coverage_way_equation = {
    "the way to cover a share of the floor",
    "at random: share = 1 - exp(-L w / A); in lanes: L = share (1 + overlap) A / w",
    "L the way, m; w = swath_m; A the floor it can reach, m2; the floor that it knows is done in lanes, the "
    "rest at random",
    "Koopman 1956 (Operations Research 4:503-531); of robots Gage 1993 (Proc. SPIE 2058)"};
const struct equation coverage_map_equation = {"what a robot knows of the floor",
                                               "known(n) = best_map (1 - exp(-n / map_runs))",
                                               "n runs done so far", "assumption"};

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
