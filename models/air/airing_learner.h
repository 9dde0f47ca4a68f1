// SPDX-License-Identifier: GPL-3.0-or-later
// What a school's machine learns to do at each bell: how far to have the windows opened until the next one, and at what part of
// their flow the purifiers run (airing_learner_equation). It feels the dust and the temperature outdoors and the carbon dioxide
// in the room; what a lesson or a break came to, in worth of air, of quiet and of power and heat, it is told at the next bell
// (airing_learner_cost_equation). All rooms of a school fill one table.
//
// An open window now spares carbon dioxide in the lesson after it, so that what comes later counts; but the rest of a day's dust is
// none of an act's doing, and all of it would drown what is.
#ifndef MARU_MODELS_AIR_AIRING_LEARNER_H
#define MARU_MODELS_AIR_AIRING_LEARNER_H

#include "models/air/school_day.h"
#include "models/methods/q_learning_technique.h"

extern const struct equation airing_learner_equation, airing_learner_cost_equation;

// What a school day's sums count for, in won. Each of air and noise for one pupil.
struct airing_worths {
    double dust_won;   // an hour of 10 ug/m3
    double co2_won;    // an hour of 1,000 ppm above outdoors
    double noise_won;  // an hour with purifiers at their loudest
    double heat_won, power_won;  // a kilowatt-hour
    double purifier_w, outdoor_ppm, pupils;
};
double airing_learner_cost_won(const struct airing_worths *worths, const struct school_day *sums);

// Three classes each of dust outdoors, of carbon dioxide and of cold outdoors; lesson, break, lunch; without and with purifiers.
enum { AIRING_STATES = 3 * 3 * 3 * 3 * 2 };
// Each state of the windows, with purifiers off, at half and at full flow; without purifiers the first SCHOOL_WINDOWS.
enum { AIRING_LEVELS = 3, AIRING_ACTIONS = SCHOOL_WINDOWS * AIRING_LEVELS };

struct airing_terms {
    double rate, discount, tries_first, tries_half;  // q_learning_technique.h; the first tries of a pair weigh 1 / n
    double dust_limit_ug_m3, co2_limit_ppm;
};

// A school's. Zero: nothing learnt.
struct airing_learner {
    float worth[AIRING_STATES][AIRING_ACTIONS];      // won, what comes later counting for less
    uint32_t judged[AIRING_STATES][AIRING_ACTIONS];
    uint32_t decisions;
};

// What a room's day with it came to.
struct airing_tried {
    double decisions, tried_won;           // what it took for worse was believed to be worse by so much
    double lesson_h, co2_ppm_h, pm25_ug_h_m3;  // of lessons for which it tried what it did not hold for the best, or never had
};

// A room's day with it. Borrowed: all but `tried`.
struct airing_day {
    struct airing_learner *learner;
    const struct airing_terms *terms;
    struct airing_worths worths;
    bool purifiers;
    struct random_sequence luck;  // a draw a bell
    struct airing_tried tried;
    // The open decision.
    bool open, trying;
    size_t state, action;
    struct school_day before;
};
size_t airing_learner_state(const struct airing_terms *terms, const struct school_bell *bell, bool purifiers);
struct school_act airing_learner_act(size_t action);
// For a steward's at_bell; self is a struct airing_day.
struct school_act airing_learner_at_bell(void *self, const struct school_bell *bell);
// After the last lesson.
void airing_learner_end(struct airing_day *day, const struct school_day *sums);

#endif
