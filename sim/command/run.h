// SPDX-License-Identifier: GPL-3.0-or-later
// `maru run FILE`: one scenario, one policy, one luck; the run file and a table of what came of it.
#ifndef MARU_SIM_COMMAND_RUN_H
#define MARU_SIM_COMMAND_RUN_H

#include "sim/command/command.h"

extern const struct command run_command;

#endif
