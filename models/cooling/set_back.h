// SPDX-License-Identifier: GPL-3.0-or-later
// What a machine that notices nobody learns to do, hour by hour: off, or kept back by some degrees (set_back_equation). Off uses
// less while it lasts; kept back, whoever comes finds it cool, and whoever was not noticed, asleep perhaps, is not left in the heat.
// It knows the hour, the weather outdoors and for how long it has noticed nobody; what an hour cost, of electricity and of heat that
// somebody felt, it is told afterwards.
#ifndef MARU_MODELS_COOLING_SET_BACK_H
#define MARU_MODELS_COOLING_SET_BACK_H

#include "models/methods/q_learning_technique.h"
#include "sim/engine/clock.h"

extern const struct equation set_back_equation;

enum set_back_action { SET_BACK_OFF, SET_BACK_KEPT, SET_BACK_ACTIONS };
// Quarters of the day, x below or above 30 C outdoors, x within the first two hours or later.
enum { SET_BACK_STATES = 4 * 2 * 2 };

struct set_back_terms {
    double rate, tries_first, tries_half;  // q_learning_technique.h
    double kwh_won, heat_won;              // what a kilowatt-hour, and an hour a degree above comfort, count for
};

// Where it stands: what was used and felt since the start.
struct set_back_moment {
    time_ms now;
    double outdoor_c, kwh, felt_k_h;
};

// One machine's. Zero: nothing learnt.
struct set_back_learner {
    float worth[SET_BACK_STATES][SET_BACK_ACTIONS];  // won, of the rest of the absence
    double kwh, felt_k_h;                            // at the last decision
    time_ms since;                                   // nobody noticed
    uint32_t decisions;
    uint8_t state, action;
    bool open;          // the last decision is not judged yet
    float hours, won;   // judged, and what they cost, since somebody was told
    int32_t day;        // of that
};

// The absence begins. No decision is open.
void set_back_begin(struct set_back_learner *learner, const struct set_back_moment *moment);
// Judges the open decision, if there is one; `over`: the absence ended with it.
void set_back_judge(struct set_back_learner *learner, const struct set_back_terms *terms, const struct set_back_moment *moment, bool over);
// What to do for the next hour. *tried_won: how much worse it is believed to be than the best.
enum set_back_action set_back_decide(struct set_back_learner *learner, const struct set_back_terms *terms,
                                     const struct set_back_moment *moment, struct random_block draw, double *tried_won);

#endif
