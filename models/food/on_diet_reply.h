// SPDX-License-Identifier: GPL-3.0-or-later
// The hook on_diet_reply: what the diet seller hears of its offers. Called with every order of supplements and every
// complaint about an offer; of who ignores an offer nothing is heard.
#ifndef MARU_MODELS_FOOD_ON_DIET_REPLY_H
#define MARU_MODELS_FOOD_ON_DIET_REPLY_H

#include "sim/engine/kind.h"

struct diet_reply_view {
    bool ordered, complains, leaves;
    int64_t offers_before;
};

extern const struct hook on_diet_reply_hook;

#endif
