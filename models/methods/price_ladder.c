// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/price_ladder.h"

#include <math.h>

#include "sim/engine/learning.h"

const struct equation price_ladder_equation = {"a price left to a chooser",
                                               "price = what is set times 1/2, 0.71, 1, 1.41 or 2, as the "
                                               "chooser takes it for the round; reward = (w - l) / (h "
                                               "- l)",
                                               "w won that the round earned; l, h the least and the most "
                                               "that one did so far: the range is learnt, too; fixed: "
                                               "what is set",
                                               "a bandit over prices: Rothschild 1974 (Journal of Economic "
                                               "Theory 9:185), not read; the ladder: assumption"};
const struct equation price_ladder_explored_equation = {
    "what trying costs", "sum over rounds of max_k m_k - m_j",
    "j step of the round; m_k won of a round at step k so far, that one counted: as believed at the time, so "
    "that bad luck with a good step counts as a cost; near the truth where rounds earn much the same, too "
    "much "
    "where most earn nothing",
    "regret with means as estimated; definition"};

double price_ladder_multiple(size_t step) {
    return pow(2, (double)step / 2 - 1);
}

double price_ladder_mean_won(const struct price_ladder *ladder, size_t step) {
    return ladder->tried[step] > 0 ? ladder->won[step] / ladder->tried[step] : 0;
}

// As the chooser sees them: rewards 0 to 1.
static struct chooser_arms arms_of(const struct price_ladder *ladder, double explores) {
    struct chooser_arms arms = {
        .count = PRICE_LADDER_STEPS, .usual = PRICE_LADDER_MIDDLE, .explores = explores};
    double range_won = ladder->most_won - ladder->least_won;
    for (size_t step = 0; step < PRICE_LADDER_STEPS; step++) {
        double above_won = ladder->won[step] - ladder->tried[step] * ladder->least_won;
        arms.tried[step] = ladder->tried[step];
        arms.brought[step] = range_won > 0 ? above_won / range_won : 0;
    }
    return arms;
}

size_t price_ladder_next(struct price_ladder *ladder, const struct price_ladder_chooser *chooser,
                         struct random_sequence luck) {
    struct chooser_arms arms = arms_of(ladder, chooser->explores);
    return chooser->technique->chooser->choose(&arms, chooser_luck(luck, ladder->rounds++));
}

size_t price_ladder_best(const struct price_ladder *ladder) {
    struct chooser_arms arms = arms_of(ladder, 0);
    return chooser_best(&arms);
}

double price_ladder_earned(struct price_ladder *ladder, size_t step, double won) {
    ladder->tried[step]++;
    ladder->won[step] += won;
    ladder->least_won = fmin(ladder->least_won, won);
    ladder->most_won = fmax(ladder->most_won, won);
    double cost_won =
        price_ladder_mean_won(ladder, price_ladder_best(ladder)) - price_ladder_mean_won(ladder, step);
    ladder->explored_won += cost_won;
    return cost_won;
}

static double rounds_of(const double *steps) {
    double rounds = 0;
    for (size_t step = 0; step < PRICE_LADDER_STEPS; step++) rounds += steps[step];
    return rounds;
}

void price_ladder_tell(struct world *world, const struct party *party, struct price_ladder *ladder,
                       const struct technique *technique, const char *subject) {
    double all = rounds_of(ladder->tried), since = all - rounds_of(ladder->told);
    if (since <= 0) return;
    size_t best = price_ladder_best(ladder);
    learning_add(
        world, party,
        (struct learnt){.technique = technique,
                        .subject = subject,
                        .version = ladder->versions++,
                        .samples = all,
                        .homes = NAN,
                        .score = (ladder->tried[best] - ladder->told[best]) / since,
                        .measure = "share of the rounds since the last at the step that has earned most a "
                                   "round so far, by its own record",
                        .flops = NAN,
                        .bytes = 0,
                        .joules = NAN,
                        .won = ladder->explored_won - ladder->told_won});
    for (size_t step = 0; step < PRICE_LADDER_STEPS; step++) ladder->told[step] = ladder->tried[step];
    ladder->told_won = ladder->explored_won;
}
