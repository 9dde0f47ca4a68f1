// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the air conditioner share: its settings, what it remembers, what those of all homes have in common, and
// how it is in its room.
//   air_conditioner_appliance.c   the machine, presence control, the family's hands, the season
//   air_conditioner_outlook.c     when something will happen, as far ahead as nobody comes or goes
#ifndef MARU_MODELS_COOLING_AIR_CONDITIONER_PARTS_H
#define MARU_MODELS_COOLING_AIR_CONDITIONER_PARTS_H

#include "models/cooling/cooled_room.h"
#include "models/cooling/presence_control.h"
#include "models/cooling/set_back.h"
#include "sim/engine/home.h"

// Whose room it cools: who of the family is in it.
enum whose_room {
    WHOSE_HOME,    // one room for everybody who is at home
    WHOSE_LIVING,  // those who are up
    WHOSE_BEDROOM  // those who sleep, all in one room
};

// What it does while presence control notices nobody.
enum absence {
    ABSENCE_OFF,
    ABSENCE_SET_BACK,  // kept some degrees warmer
    ABSENCE_LEARNED    // set_back.h
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
    double forgets, relies, sleep_off, left_on, walk_past_h, heat_won, worth_won;
    // Presence control.
    int placement;
    double decision_min, off_delay_min;
    int64_t on_detections;
    int absence;
    double set_back_k, learning_rate, tries_first, tries_half, kwh_won;
    double camera_active, camera_asleep, camera_false;
    double motion_active, motion_asleep, motion_false;
    int64_t air_samples;
    double air_room_m3, air_change_h, air_spread, air_noise_ppm;
    // What it costs and what it sends.
    double connected;
    double image_bytes, label_bytes, inference_gflop, inference_j, radio_nj_bit;
    // The notice that it was left on.
    double notice_after_min, notice_seen, notice_acted;
    bool remote_off_auto;
};

typedef struct air_conditioner_settings S;

enum operation {
    STOPPED,  // by hand; nothing watches
    COOLING,  // keeps the set point; presence control may pause it
    PAUSED,   // by presence control, which watches for somebody to come
    KEPT,     // the same, but set back instead of switched off
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
    time_ms left_on_since;
    time_ms walk_past;      // somebody at home sees that the empty room is cooled
    time_ms decides;        // what a machine that learns did is judged
    struct presence_control control;
    // Since the start.
    double energy_kwh, empty_kwh, discomfort_k_h;
    double suffered_k_h;    // of the discomfort: posted as lost
    struct company family;  // when last looked at
    uint32_t present_ms;    // somebody in its room, as far as counted
    float waits_k;          // so much hotter than others the family lets it get (old_alone.h); 0: not at all
    // The machine.
    uint8_t operation;  // enum operation
    bool out_of_season; // and so it does not listen
    bool watching;      // PAUSED in a hot room: a detection counts
    bool told;          // the family, that it was left on
};

// What happens by chance; each has a stream of draws of its own.
enum air_conditioner_luck { FORGETS, RELIES, LEAVES_ON, SLEEPS, SEES_NOTICE, ACTS_ON_NOTICE, WALKS_PAST, TRIES, LUCKS };
static const char *const luck_meanings[LUCKS] = {"forgets",     "relies",         "left on",    "sleep",
                                                 "sees notice", "acts on notice", "walks past", "tries"};

// What all homes share.
struct air_conditioner_shared {
    struct cooled_room_setting room, kept;  // kept: as room, set back
    struct presence_sensor sensor;
    int64_t off_misses, notice_misses;  // so many in a row
    double heat_c;                      // below it nobody minds, asleep or awake
    uint32_t luck[LUCKS];               // numbers of the streams
    struct set_back_learner learners[];  // [homes] where they learn, else none
};

static inline const struct air_conditioner_shared *shared_of(const struct visit *visit) {
    return visit->shared;
}
static inline const struct presence_sensor *sensor_of(const struct visit *visit) {
    return &shared_of(visit)->sensor;
}

// ---- How it is in the room ---------------------------------------------------------------------------------------------

#define HEAT_TOLERANCE_K 1e-9  // a crossing computed to the millisecond counts as reached

static inline unsigned persons_in(const struct air_conditioner *ac) {
    return (unsigned)ac->family.active + ac->family.asleep;
}
static inline bool is_running(const struct air_conditioner *ac) {
    return ac->operation == COOLING || ac->operation == LEFT_ON || ac->operation == KEPT;
}
// Presence control notices nobody.
static inline bool is_alone(const struct air_conditioner *ac) {
    return ac->operation == PAUSED || ac->operation == KEPT;
}
static inline const struct cooled_room_setting *thermostat_of(const struct visit *visit, const struct air_conditioner *ac) {
    return ac->operation == KEPT ? &shared_of(visit)->kept : &shared_of(visit)->room;
}

static inline struct room_inputs inputs_at(const struct visit *visit, const struct air_conditioner *ac, time_ms when) {
    return cooled_room_inputs(&shared_of(visit)->room, persons_in(ac), when);
}

static inline bool at_least(double temperature_c, double limit_c) {
    return temperature_c >= limit_c - HEAT_TOLERANCE_K;
}

// Too hot, at a temperature, for somebody who could switch on.
static inline bool suffers(const S *s, const struct air_conditioner *ac, double temperature_c) {
    if (is_running(ac) || persons_in(ac) == 0) return false;
    return at_least(temperature_c, (ac->family.active ? s->turn_on_c : s->wake_up_c) + (double)ac->waits_k);
}

// So hot that a paused machine watches for somebody.
static inline bool watches(const S *s, const struct air_conditioner *ac, double temperature_c) {
    return ac->operation == PAUSED && at_least(temperature_c, s->turn_on_c);
}

// Cooling would not be needed in this weather: somebody who is up opens the window instead, once the room is cool.
static inline bool weather_is_mild(const struct visit *visit, const struct air_conditioner *ac, time_ms when) {
    const S *s = visit->settings;
    return ac->operation != STOPPED && ac->family.up &&
           room_load_to_hold(&ac->room.room, inputs_at(visit, ac, when), s->set_point_c) <= 0;
}

static inline bool is_cool(const S *s, double temperature_c) {
    return temperature_c <= s->set_point_c + s->hysteresis_k;
}

#endif
