// SPDX-License-Identifier: GPL-3.0-or-later
// The hook on_pest_signs: whether a robot raises the alarm after a run, by what it saw on the last ones.
#ifndef MARU_MODELS_PESTS_ON_PEST_SIGNS_H
#define MARU_MODELS_PESTS_ON_PEST_SIGNS_H

#include "sim/engine/kind.h"

struct pest_signs_view {
    int64_t sightings, in_a_row, alarms_before;
    bool quiet;
    double hour;
};

struct pest_signs_proposal {
    bool alarm;
};

extern const struct hook on_pest_signs_hook;

#endif
