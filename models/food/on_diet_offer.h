// SPDX-License-Identifier: GPL-3.0-or-later
// The hook on_diet_offer: whether a family that was picked is really offered a supplements plan.
#ifndef MARU_MODELS_FOOD_ON_DIET_OFFER_H
#define MARU_MODELS_FOOD_ON_DIET_OFFER_H

#include "sim/engine/kind.h"

// What the diet service believes, not what is true.
struct diet_offer_view {
    double need;        // in standard deviations above the average family's
    double certainty;   // 1 less the variance of that belief
    int64_t offers_before;
};

struct diet_offer_proposal {
    bool offer;
};

extern const struct hook on_diet_offer_hook;

#endif
