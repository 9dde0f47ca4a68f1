// SPDX-License-Identifier: GPL-3.0-or-later
// `maru compare FILE`: the policies of a scenario under the same luck, and what differs between them.
#ifndef MARU_SIM_COMMAND_COMPARE_H
#define MARU_SIM_COMMAND_COMPARE_H

#include "sim/command/command.h"

extern const struct command compare_command;

#endif
