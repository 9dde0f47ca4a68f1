// SPDX-License-Identifier: GPL-3.0-or-later
// One history, many futures: of a study whose scenario has one branch{}, the runs of one point and luck are one world until
// the branch, where the process that lives it is forked for each policy that follows. What comes of it is, byte for
// byte, what each run would have come to alone.
#ifndef MARU_SIM_COMMAND_FUTURES_H
#define MARU_SIM_COMMAND_FUTURES_H

#include "sim/study/block.h"

// Lives those of the runs [first, first + policies) that are not there and have a past in common, one after the other. In a
// process of its own; says nothing: a run that comes to no end leaves no file, and whoever lives it alone learns why.
void futures_live(const struct block_folder *folder, size_t first, bool quiet);

#endif
