// SPDX-License-Identifier: GPL-3.0-or-later
// Learning what to do in which state from what came of it, without knowing the chances: a table of what each action is believed to
// be worth in each state, moved towards what was seen (q_learning_equation). What it comes to where the chances are known is
// models/methods/value_iteration_law.h.
#ifndef MARU_MODELS_METHODS_Q_LEARNING_TECHNIQUE_H
#define MARU_MODELS_METHODS_Q_LEARNING_TECHNIQUE_H

#include "sim/engine/random.h"
#include "sim/engine/technique.h"

extern const struct equation q_learning_equation, q_learning_explores_equation;
extern const struct technique q_learning_technique;

// A state's row of the table: what each action is believed to be worth there. Borrowed.
struct q_learning_row {
    float *worth;
    size_t actions;
};

// Of alike ones the first.
size_t q_learning_best(struct q_learning_row row);
// Any with chance `explores`, each as likely; else the best.
size_t q_learning_choose(struct q_learning_row row, double explores, struct random_block draw);
// The share of decisions that explore after n of them.
double q_learning_explores(double first, double half_after, double n);
// The action brought `reward`, and led to a state of that row after which all counts for `discount` of it; next.actions 0: to the end.
void q_learning_saw(struct q_learning_row row, size_t action, double reward, double discount, struct q_learning_row next,
                    double rate);

#endif
