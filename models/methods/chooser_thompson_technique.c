// SPDX-License-Identifier: GPL-3.0-or-later
// Thompson sampling with a Beta law of each arm. A beta number is one gamma number of two.
#include "models/methods/chooser.h"
#include "models/methods/customer_base_law.h"

static const struct equation thompson = {"taking an arm by lot, as likely as it is the best",
                                         "that of the highest draw from Beta(1 + b, 1 + n - b)",
                                         "b sum of the rewards of an arm so far, each 0 to 1; n its rounds; "
                                         "regret grows like sum (gap / divergence) ln T",
                                         "Thompson 1933 (Biometrika 25:285-294); the least slope: Lai & "
                                         "Robbins 1985; that it is reached: Kaufmann, "
                                         "Korda & Munos 2012; none read. Rewards between 0 and 1 count as "
                                         "that part of a success, which overstates "
                                         "their spread"};

static double gamma_of(double shape, struct random_sequence luck, uint32_t substream) {
    luck.stream = random_substream(luck.stream, substream);
    return shape * customer_base_relative(shape, luck);
}

static double draw(const struct chooser_arms *arms, size_t arm, struct random_sequence luck) {
    double hits = arms->brought[arm], misses = arms->tried[arm] - hits;
    double one = gamma_of(1 + hits, luck, 2 * (uint32_t)arm + 1);
    return one / (one + gamma_of(1 + misses, luck, 2 * (uint32_t)arm + 2));
}

static size_t choose(const struct chooser_arms *arms, struct random_sequence luck) {
    size_t best = 0;
    double most = -1;
    for (size_t arm = 0; arm < arms->count; arm++) {
        double drawn = draw(arms, arm, luck);
        if (drawn > most) best = arm, most = drawn;
    }
    return best;
}

static const struct chooser chooser = {choose};

const struct technique chooser_thompson_technique = {
    .name = "chooser_thompson",
    .summary = "takes each arm as often as it is likely to be the best, as far as its rounds tell",
    .senses = "what the arm taken brought",
    .trained_on = "its own rounds, beside a uniform prior",
    .consents = "none beyond those of what it sets a price or a reward for",
    .costs = "two gamma numbers an arm and round; rounds on worse arms, as many as the logarithm of all",
    .scored = "exploration_won, and what it earns against the fixed arm under the same luck",
    .fails = "it takes what changes for luck, and changes its mind slowly after many rounds",
    .equations = EQUATIONS(&thompson),
    .chooser = &chooser,
};
