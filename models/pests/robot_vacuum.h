// SPDX-License-Identifier: GPL-3.0-or-later
// What a robot vacuum tells the maker's software on it.
#ifndef MARU_MODELS_PESTS_ROBOT_VACUUM_H
#define MARU_MODELS_PESTS_ROBOT_VACUUM_H

#include "sim/engine/world.h"

extern const struct appliance_kind robot_vacuum_appliance;

// Told on the device (visit_tell). item.value: a pest_alarm.
extern const struct topic robot_vacuum_alarm;
struct pest_alarm {
    uint32_t before;    // alarms of this home before
    bool infested;      // the truth
    bool connected;     // the robot can send a picture
    double confidence;  // of the robot that there is an infestation, to a thousandth
};
// The lower half numbers the home's alarm, and is its truth.
static inline int64_t pest_alarm_pack(struct pest_alarm alarm) {
    int64_t how = (int64_t)(alarm.confidence * 1000 + 0.5) << 1 | alarm.connected;
    return how << 32 | (int64_t)(2 * alarm.before + alarm.infested);
}
static inline struct pest_alarm pest_alarm_of(int64_t value) {
    uint32_t low = (uint32_t)(value & UINT32_MAX);
    return (struct pest_alarm){low / 2, low & 1, value >> 32 & 1, (double)(value >> 33) / 1000};
}
// Told on the device: a robot made a mess. item.value: won it cost the family.
extern const struct topic robot_vacuum_disaster;

#endif
