// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/q_learning_technique.h"

const struct equation q_learning_equation = {
    "what an action is believed to be worth in a state",
    "Q(s, a) <- (1 - k) Q(s, a) + k (r + d max_b Q(t, b))",
    "a taken in s, reward r, next state t; k learning rate; d discount of what comes later, 0 at the end",
    "Watkins 1989 (Learning from Delayed Rewards, Cambridge), not read; comes to the truth where each pair "
    "is tried "
    "for ever and rates fall: Watkins & Dayan 1992 (Machine Learning 8:279), not read"};
const struct equation q_learning_explores_equation = {
    "how often it tries",
    "with chance e any action, each as likely, else the best; e = first 2^(-n / half_after)",
    "n decisions so far", "an epsilon that falls; assumption"};

size_t q_learning_best(struct q_learning_row row) {
    size_t best = 0;
    for (size_t action = 1; action < row.actions; action++)
        if (row.worth[action] > row.worth[best]) best = action;
    return best;
}

size_t q_learning_choose(struct q_learning_row row, double explores, struct random_block draw) {
    if (!random_chance(draw.word[0], explores)) return q_learning_best(row);
    return random_below((uint32_t)(draw.word[1] >> 32), (uint32_t)row.actions);
}

double q_learning_explores(double first, double half_after, double n) {
    return first * exp2(-n / half_after);
}

void q_learning_saw(struct q_learning_row row, size_t action, double reward, double discount,
                    struct q_learning_row next, double rate) {
    double later = next.actions ? discount * (double)next.worth[q_learning_best(next)] : 0;
    double worth = (double)row.worth[action];
    row.worth[action] = (float)(worth + rate * (reward + later - worth));
}

const struct technique q_learning_technique = {
    .name = "q_learning",
    .summary = "learns what to do in which state from what came of it",
    .senses = "a state out of a few, and what an action taken there brought",
    .trained_on = "its own actions, whatever it did before it knew better",
    .consents = "none of its own: what it senses is the appliance's or the classroom's, and stays there",
    .costs = "a comparison of the actions a decision; what it tries that is worse, paid by who lives with it",
    .scored = "cost of the learner's decisions beside the fixed rule's under the same luck (maru compare)",
    .fails =
        "where what matters is not in the state; in states that it seldom meets; two that learn against each "
        "other do not meet chances that stay (they may end above the competitive price)",
    .equations = EQUATIONS(&q_learning_equation, &q_learning_explores_equation),
};
