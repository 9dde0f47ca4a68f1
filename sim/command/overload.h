// SPDX-License-Identifier: GPL-3.0-or-later
// What a run's figures do not show by themselves: that its network or cloud was asked for more than it can do.
#ifndef MARU_SIM_COMMAND_OVERLOAD_H
#define MARU_SIM_COMMAND_OVERLOAD_H

#include "sim/engine/world.h"

// A sentence for each on standard error, after the run; nothing when there was room for all.
void overload_tell(const struct world *world, const char *run_file);

#endif
