// SPDX-License-Identifier: GPL-3.0-or-later
// What an air conditioner remembers, and what those of all homes share. Included by air_conditioner.c only.
#ifndef MARU_MODELS_COOLING_AIR_CONDITIONER_STATE_H
#define MARU_MODELS_COOLING_AIR_CONDITIONER_STATE_H

#include "models/cooling/cooled_room.h"
#include "models/cooling/presence_control.h"

enum operation {
    STOPPED,  // by hand; nothing watches
    COOLING,  // keeps the set point; presence control may pause it
    PAUSED,   // by presence control, which watches for somebody to come
    LEFT_ON   // by hand, during a trip: presence control may not stop it
};

// The family as the machine meets it.
struct company {
    uint8_t active, asleep;  // in its room
    uint8_t up;              // anywhere at home
    bool on_trip;
};

struct air_conditioner {
    struct cooled_room room;
    time_ms due;  // of the next moment at which there is something to see to, as far as it has looked ahead
    // What is going to happen, CLOCK_NEVER: nothing.
    time_ms patience_ends;  // somebody in the heat switches on
    time_ms remote_off;     // somebody who was told switches off
    time_ms walk_past;      // somebody at home sees that the empty room is cooled
    struct presence_control control;
    // Since the start.
    double energy_kwh, empty_kwh, discomfort_k_h;
    struct company family;  // when last looked at
    uint32_t present_ms;    // somebody in its room, as far as counted
    // The machine.
    uint8_t operation;  // enum operation
    bool out_of_season; // and so it does not listen
    bool watching;      // PAUSED in a hot room: a detection counts
    bool told;          // the family, that it was left on
};

// What happens by chance; each has a stream of draws of its own.
enum air_conditioner_luck { FORGETS, RELIES, LEAVES_ON, SLEEPS, SEES_NOTICE, ACTS_ON_NOTICE, WALKS_PAST, LUCKS };
static const char *const luck_meanings[LUCKS] = {"forgets",     "relies",         "left on",   "sleep",
                                                 "sees notice", "acts on notice", "walks past"};

// What all homes share.
struct air_conditioner_shared {
    struct cooled_room_setting room;
    struct presence_sensor sensor;
    int64_t off_misses, notice_misses;  // so many in a row
    double heat_c;                      // below it nobody minds, asleep or awake
    uint32_t luck[LUCKS];               // numbers of the streams
};

#endif
