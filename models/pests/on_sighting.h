// SPDX-License-Identifier: GPL-3.0-or-later
// The hook on_sighting: what the policy offers a family for sharing a cockroach sighting.
#ifndef MARU_MODELS_PESTS_ON_SIGHTING_H
#define MARU_MODELS_PESTS_ON_SIGHTING_H

#include "sim/engine/kind.h"

struct sighting_view {
    int64_t alarms_before;  // of this home
    double hour;            // of the day
};

struct sighting_offer {
    bool ask;               // false: the family is only told
    double reward_tokens;   // paid when it shares
};

extern const struct hook on_sighting_hook;

#endif
