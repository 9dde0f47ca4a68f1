// SPDX-License-Identifier: GPL-3.0-or-later
// The hook on_left_on: what is done when an air conditioner that was left on notices that nobody is there.
#ifndef MARU_MODELS_COOLING_ON_LEFT_ON_H
#define MARU_MODELS_COOLING_ON_LEFT_ON_H

#include "sim/engine/kind.h"

struct left_on_view {
    double hour, outdoor_c, since_h;
};

enum left_on_act { LEFT_ON_NOTHING, LEFT_ON_NOTICE, LEFT_ON_SWITCH_OFF };
struct left_on_proposal {
    int act;  // enum left_on_act
};

extern const struct hook on_left_on_hook;

#endif
