// SPDX-License-Identifier: GPL-3.0-or-later
// UCB1.
#include "models/methods/chooser.h"

static const struct equation ucb = {
    "taking the best that it may be", "each arm once; then that of the highest m + sqrt(2 ln t / n)",
    "m mean reward of an arm so far, 0 to 1; n its rounds; t all rounds; regret <= 8 ln T / gap + (1 + pi^2 "
    "/ 3) "
    "gap for each worse arm",
    "UCB1: Auer, Cesa-Bianchi & Fischer 2002 (Machine Learning 47:235-256), not read"};

static size_t choose(const struct chooser_arms *arms, struct random_sequence luck) {
    (void)luck;
    size_t best = chooser_untried(arms);
    if (best < arms->count) return best;
    double most = -1, rounds = log(chooser_rounds(arms));
    for (size_t arm = 0; arm < arms->count; arm++) {
        double bound = chooser_mean(arms, arm) + sqrt(2 * rounds / arms->tried[arm]);
        if (bound > most) best = arm, most = bound;
    }
    return best;
}

static const struct chooser chooser = {choose};

const struct technique chooser_ucb_technique = {
    .name = "chooser_ucb",
    .summary = "takes what may still be the best, as far as its rounds tell",
    .senses = "what the arm taken brought",
    .trained_on = "its own rounds",
    .consents = "none beyond those of what it sets a price or a reward for",
    .costs = "a logarithm a round; rounds on worse arms, as many as the logarithm of all",
    .scored = "exploration_won, and what it earns against the fixed arm under the same luck",
    .fails =
        "where gaps are small beside the range of rewards it explores for thousands of rounds; and it takes "
        "what changes for luck",
    .equations = EQUATIONS(&ucb),
    .chooser = &chooser,
};
