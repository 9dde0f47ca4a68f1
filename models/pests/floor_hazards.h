// SPDX-License-Identifier: GPL-3.0-or-later
// What else lies on floors, beside a pet's mess, and what a robot does at each of it (floor_hazards_equation): what it
// recognises it goes around, or mops up; what it misses stops it, breaks, is swallowed, or is smeared and gets into the robot.
#ifndef MARU_MODELS_PESTS_FLOOR_HAZARDS_H
#define MARU_MODELS_PESTS_FLOOR_HAZARDS_H

#include <stdbool.h>

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation floor_hazards_equation;

// Clothing winds itself around the brush, small toys are pushed or swallowed, cables are torn, what was spilt is smeared.
enum floor_hazard { HAZARD_CLOTHING, HAZARD_TOY, HAZARD_CABLE, HAZARD_SPILL, FLOOR_HAZARDS };

// Of each; chances are of one that is missed.
struct floor_hazards {
    double met_per_run[FLOOR_HAZARDS];
    double stops[FLOOR_HAZARDS];       // that it stops the robot
    double help_min[FLOOR_HAZARDS];    // of the family's time: freeing the robot where it stopped, wiping what it smeared
    double breaks[FLOOR_HAZARDS], breaks_won[FLOOR_HAZARDS];  // that something of the family's is broken, and what that costs
    double ruins[FLOOR_HAZARDS];       // that the robot is ruined
    double spilt_min;                  // of wiping what the robot went around
};

struct floor_meeting {
    bool met, missed, stops, breaks, ruins;
    double help_min;  // of the family's time
    bool mopped;
};
// On one run. miss: chance that it is not recognised. mops: the robot mops what is spilt, where it sees it. Takes three draws.
struct floor_meeting floor_hazards_meet(const struct floor_hazards *hazards, enum floor_hazard hazard, double miss, bool mops,
                                        struct random_sequence *luck);

#endif
