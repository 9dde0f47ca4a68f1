// SPDX-License-Identifier: GPL-3.0-or-later
// maru why: where a number of a run file comes from.
#ifndef MARU_SIM_COMMAND_WHY_H
#define MARU_SIM_COMMAND_WHY_H

#include "sim/command/command.h"

extern const struct command why_command;

#endif
