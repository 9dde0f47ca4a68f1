// SPDX-License-Identifier: GPL-3.0-or-later
// maru diff: what was asked of two runs differently, and what came out.
#ifndef MARU_SIM_COMMAND_DIFF_H
#define MARU_SIM_COMMAND_DIFF_H

#include "sim/command/command.h"

extern const struct command diff_command;

#endif
