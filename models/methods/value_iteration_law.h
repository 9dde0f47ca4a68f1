// SPDX-License-Identifier: GPL-3.0-or-later
// What it is worth to be in each state of a small world whose chances are known, to who acts best from there on
// (value_iteration_equation): what a learner that does not know them can be held against.
#ifndef MARU_MODELS_METHODS_VALUE_ITERATION_LAW_H
#define MARU_MODELS_METHODS_VALUE_ITERATION_LAW_H

#include <stddef.h>

#include "sim/engine/submodel.h"

extern const struct equation value_iteration_equation;

// All borrowed.
struct decision_process {
    size_t states, actions;
    const double *chance;  // [states][actions][states]: of the next state; each row sums to 1
    const double *reward;  // [states][actions]
    double discount;       // below 1
};

// values[states] and worths[states][actions], filled in, within `off` of the truth. Returns how many sweeps that took.
size_t value_iteration_solve(const struct decision_process *process, double off, double *values, double *worths);

#endif
