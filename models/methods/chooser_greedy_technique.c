// SPDX-License-Identifier: GPL-3.0-or-later
// Epsilon-greedy, of a constant epsilon.
#include "models/methods/chooser.h"

static const struct equation greedy = {
    "taking the best so far",
    "each arm once; then with chance e any, each as likely; else that of the highest m",
    "m mean reward of an arm so far; e share that explores, which never falls: regret grows by e times the "
    "mean "
    "gap a round, for good",
    "Sutton & Barto 2018 (Reinforcement Learning, ch. 2), not read"};

static size_t choose(const struct chooser_arms *arms, struct random_sequence luck) {
    size_t untried = chooser_untried(arms);
    if (untried < arms->count) return untried;
    struct random_block draw = random_next(&luck);
    if (!random_chance(draw.word[0], arms->explores)) return chooser_best(arms);
    return random_below((uint32_t)(draw.word[1] >> 32), (uint32_t)arms->count);
}

static const struct chooser chooser = {choose};

const struct technique chooser_greedy_technique = {
    .name = "chooser_greedy",
    .summary = "takes what brought most so far, and in a constant share of rounds any",
    .senses = "what the arm taken brought",
    .trained_on = "its own rounds",
    .consents = "none beyond those of what it sets a price or a reward for",
    .costs = "a sum a round; in its share of rounds what the others bring less than the best, for good",
    .scored = "exploration_won, and what it earns against the fixed arm under the same luck",
    .fails =
        "it never stops exploring: regret grows linearly; with a small share it stays long with what was "
        "lucky first",
    .equations = EQUATIONS(&greedy),
    .chooser = &chooser,
};
