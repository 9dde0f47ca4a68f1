// SPDX-License-Identifier: GPL-3.0-or-later
// The hook on_sighting_answer: what became of what on_sighting offered. Called with every answer of a family that was
// asked; a family that never answers is never heard of.
#ifndef MARU_MODELS_PESTS_ON_SIGHTING_ANSWER_H
#define MARU_MODELS_PESTS_ON_SIGHTING_ANSWER_H

#include "sim/engine/kind.h"

struct sighting_answer_view {
    bool shared;
    int64_t alarms_before;  // of this home, when it was asked
    double reward_tokens;   // that were offered
};

extern const struct hook on_sighting_answer_hook;

#endif
