// SPDX-License-Identifier: GPL-3.0-or-later
// The last step of a study: its folder says what it is (sim/study/crate.h).
#ifndef MARU_SIM_COMMAND_DESCRIBE_H
#define MARU_SIM_COMMAND_DESCRIBE_H

#include "sim/study/block.h"

// Says so, unless quiet, where somebody's own description stays. False with a status.
bool describe_study(const struct block_folder *folder, bool quiet, struct status *status);

#endif
