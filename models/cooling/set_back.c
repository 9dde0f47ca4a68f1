// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cooling/set_back.h"

#include <math.h>

const struct equation set_back_equation = {"what it does while it notices nobody",
                                           "off: paused; set_back: runs at the lesser of set_point_c + "
                                           "set_back_k and turn_on_c - hysteresis_k, never below "
                                           "set_point_c, until it notices somebody; learned: each hour "
                                           "whichever of both is worth more in (quarter of the "
                                           "day, above 30 C outdoors, nobody noticed for two hours), r = "
                                           "-(kwh_won kWh + heat_won K h), to an hour after "
                                           "somebody is noticed or switches",
                                           "kWh used and K h above comfort that somebody felt in the hour: "
                                           "felt by the family, who say so in the app; d = 1 "
                                           "within an absence; each machine by itself",
                                           "assumption: the states and the hour; thermostats that learn: "
                                           "Mozer 1998 (The Neural Network House), not read"};

static const double hot_outdoors_c = 30;
enum { QUARTER_H = 6, LONG_H = 2 };

static uint8_t state_at(const struct set_back_learner *learner, const struct set_back_moment *moment) {
    int64_t quarter = clock_hour(moment->now) % 24 / QUARTER_H;
    bool hot = moment->outdoor_c >= hot_outdoors_c,
         lasts = moment->now - learner->since >= LONG_H * CLOCK_HOUR;
    return (uint8_t)(quarter * 4 + hot * 2 + lasts);
}

static struct q_learning_row row_of(struct set_back_learner *learner, uint8_t state) {
    return (struct q_learning_row){learner->worth[state], SET_BACK_ACTIONS};
}

void set_back_begin(struct set_back_learner *learner, const struct set_back_moment *moment) {
    learner->since = moment->now;
}

void set_back_judge(struct set_back_learner *learner, const struct set_back_terms *terms,
                    const struct set_back_moment *moment, bool over) {
    if (!learner->open) return;
    struct q_learning_row end = {NULL, 0}, next = row_of(learner, state_at(learner, moment));
    double cost_won = terms->kwh_won * (moment->kwh - learner->kwh) +
                      terms->heat_won * (moment->felt_k_h - learner->felt_k_h);
    q_learning_saw(row_of(learner, learner->state), learner->action, -cost_won, 1, over ? end : next,
                   terms->rate);
    learner->open = false;
    learner->hours++;
    learner->won += (float)cost_won;
}

enum set_back_action set_back_decide(struct set_back_learner *learner, const struct set_back_terms *terms,
                                     const struct set_back_moment *moment, struct random_block draw,
                                     double *tried_won) {
    learner->state = state_at(learner, moment);
    struct q_learning_row row = row_of(learner, learner->state);
    double tries = q_learning_explores(terms->tries_first, terms->tries_half, learner->decisions++);
    size_t action = q_learning_choose(row, tries, draw);
    *tried_won = (double)(row.worth[q_learning_best(row)] - row.worth[action]);
    learner->action = (uint8_t)action;
    learner->kwh = moment->kwh;
    learner->felt_k_h = moment->felt_k_h;
    learner->open = true;
    return (enum set_back_action)action;
}
