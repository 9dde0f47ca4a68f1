// SPDX-License-Identifier: GPL-3.0-or-later
// What a robot vacuum tells the maker's software on it.
#ifndef MARU_MODELS_PESTS_ROBOT_VACUUM_H
#define MARU_MODELS_PESTS_ROBOT_VACUUM_H

#include "sim/engine/world.h"

extern const struct appliance_kind robot_vacuum_appliance;

// Told on the device (visit_tell): it saw cockroaches.
extern const struct topic robot_vacuum_alarm;
struct pest_alarm {
    double confidence;  // of the robot that there is an infestation
    uint32_t before;    // alarms of this home before
    bool infested;      // the truth
    bool connected;     // the robot can send a picture
    uint8_t rule;       // of the policy that raised it, 0: none (on_pest_signs)
};
TOPICS_CARRY(pest_alarm, struct pest_alarm, &robot_vacuum_alarm);
// Of each run of one that looks for cockroaches: told on the device to the software of a building's care, and reported to who
// subscribed to sightings. item.value: 1: it reported one, 0: it did not.
extern const struct topic robot_vacuum_run;
// Told on the device: a robot made a mess. item.value: won it cost the family.
extern const struct topic robot_vacuum_disaster;

// Whose robot the home has; the first maker where it has none.
const struct party *robot_vacuum_maker(struct world *world, uint32_t home);

#endif
