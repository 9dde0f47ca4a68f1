// SPDX-License-Identifier: GPL-3.0-or-later
// What each party has earned so far, for programs that look on while a run is lived.
#ifndef MARU_SIM_COMMAND_EARNED_H
#define MARU_SIM_COMMAND_EARNED_H

#include <stdio.h>

#include "sim/engine/world.h"

// A line of JSON: {"day": 12, "money": {"hanbit": 1000, ...}, "tokens": 300}: days lived, won received less won paid since the
// start, tokens that households hold.
void earned_tell(const struct world *world, FILE *out);

#endif
