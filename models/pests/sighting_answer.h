// SPDX-License-Identifier: GPL-3.0-or-later
// What a family does when it is told that its robot saw cockroaches (sighting_answer_equation).
#ifndef MARU_MODELS_PESTS_SIGHTING_ANSWER_H
#define MARU_MODELS_PESTS_SIGHTING_ANSWER_H

#include "sim/engine/world.h"

extern const struct equation sighting_answer_equation;

struct sighting_told {
    uint32_t home, alarm;  // the home's alarm by number, from 0
    bool infested;         // the truth, which the family may see
    bool asked;            // to share it, for ...
    double reward_won;
    uint16_t flow;         // by which it would leave the home
};
struct sighting_answer {
    bool dismisses, shares, calls;  // at most one of them
};

// The same alarm has the same luck under every policy. In parties_decide.
struct sighting_answer sighting_answer(const struct world *world, const struct sighting_told *told);
// How long the answer takes: exponential.
time_ms sighting_answer_after(const struct world *world, uint32_t home, uint32_t alarm);

#endif
