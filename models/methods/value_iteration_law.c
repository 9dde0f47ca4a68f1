// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/value_iteration_law.h"

#include <math.h>

const struct equation value_iteration_equation = {
    "the worth of a state to who acts best",
    "v(s) = max_a q(s, a); q(s, a) = r(s, a) + d sum_t P(t | s, a) v(t), swept until no v moves by more than "
    "off (1 "
    "- d) / (2 d)",
    "s, t states; a action; r reward; P chance; d discount, below 1; then each is within off of the truth",
    "Bellman 1957 (Dynamic Programming), not read; the bound: Puterman 1994 (Markov Decision Processes, "
    "6.3), not "
    "read"};

static double worth_of(const struct decision_process *process, size_t state, size_t action,
                       const double *values) {
    size_t at = state * process->actions + action;
    double later = 0;
    for (size_t next = 0; next < process->states; next++)
        later += process->chance[at * process->states + next] * values[next];
    return process->reward[at] + process->discount * later;
}

static double highest_of(const double *worths, size_t actions) {
    double highest = worths[0];
    for (size_t action = 1; action < actions; action++) highest = fmax(highest, worths[action]);
    return highest;
}

// Returns by how much a value moved at most.
static double sweep(const struct decision_process *process, double *values, double *worths) {
    double moved = 0;
    for (size_t state = 0; state < process->states; state++)
        for (size_t action = 0; action < process->actions; action++)
            worths[state * process->actions + action] = worth_of(process, state, action, values);
    for (size_t state = 0; state < process->states; state++) {
        double value = highest_of(&worths[state * process->actions], process->actions);
        moved = fmax(moved, fabs(value - values[state]));
        values[state] = value;
    }
    return moved;
}

size_t value_iteration_solve(const struct decision_process *process, double off, double *values,
                             double *worths) {
    double d = process->discount, still = d > 0 ? off * (1 - d) / (2 * d) : INFINITY;
    size_t sweeps = 1;
    for (size_t state = 0; state < process->states; state++) values[state] = 0;
    while (sweep(process, values, worths) > still) sweeps++;
    return sweeps;
}
