// SPDX-License-Identifier: GPL-3.0-or-later
// The air conditioner of the home or of a room: what can be set. How it behaves is in air_conditioner.c.
#ifndef MARU_MODELS_COOLING_AIR_CONDITIONER_H
#define MARU_MODELS_COOLING_AIR_CONDITIONER_H

#include "models/cooling/presence_control.h"
#include "sim/engine/kind.h"

// Whose room it cools: who of the family is in it.
enum whose_room {
    WHOSE_HOME,    // one room for everybody who is at home
    WHOSE_LIVING,  // those who are up
    WHOSE_BEDROOM  // those who sleep, all in one room
};

struct air_conditioner_settings {
    double ownership;
    int room;
    // The room.
    double resistance_k_w, capacity_mj_k, spread;
    double appliances_w, person_w, solar_aperture_m2;
    // The machine.
    int compressor;
    double cooling_w, cop_35, least_load, set_point_c, hysteresis_k;
    // The family.
    double turn_on_c, wake_up_c, reaction_min;
    double forgets, relies, sleep_off, left_on, walk_past_h, worth_won;
    // Presence control.
    int placement;
    double decision_min, off_delay_min;
    int64_t on_detections;
    double camera_active, camera_asleep, camera_false;
    double motion_active, motion_asleep, motion_false;
    // What it costs and what it sends.
    double connected;
    double image_bytes, label_bytes, inference_gflop, inference_j, radio_nj_bit;
    // The notice that it was left on.
    double notice_after_min, notice_seen, notice_acted;
    bool remote_off_auto;
};

extern const struct appliance_kind air_conditioner_appliance;

#endif
