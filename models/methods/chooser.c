// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/chooser.h"

#include <stdbool.h>

struct random_sequence chooser_luck(struct random_sequence luck, uint64_t round) {
    enum { DRAWS_MOST = 1024 };
    luck.n += round * DRAWS_MOST;
    return luck;
}

void chooser_saw(struct chooser_arms *arms, size_t arm, double reward) {
    arms->tried[arm]++;
    arms->brought[arm] += fmin(1, fmax(0, reward));
}

double chooser_mean(const struct chooser_arms *arms, size_t arm) {
    return arms->tried[arm] > 0 ? arms->brought[arm] / arms->tried[arm] : 0;
}

size_t chooser_best(const struct chooser_arms *arms) {
    size_t best = arms->usual;
    for (size_t arm = 0; arm < arms->count; arm++) {
        if (arms->tried[arm] <= 0) continue;
        bool better = chooser_mean(arms, arm) > chooser_mean(arms, best);
        if (better || arms->tried[best] <= 0) best = arm;
    }
    return best;
}

size_t chooser_untried(const struct chooser_arms *arms) {
    for (size_t i = 0; i < arms->count; i++) {
        size_t arm = (arms->usual + i) % arms->count;
        if (arms->tried[arm] <= 0) return arm;
    }
    return arms->count;
}

double chooser_rounds(const struct chooser_arms *arms) {
    double rounds = 0;
    for (size_t arm = 0; arm < arms->count; arm++) rounds += arms->tried[arm];
    return rounds;
}
