// SPDX-License-Identifier: GPL-3.0-or-later
// `maru robust`: does what a scenario says hold wherever the numbers lie that nobody knows?
#ifndef MARU_SIM_COMMAND_ROBUST_H
#define MARU_SIM_COMMAND_ROBUST_H

#include "sim/command/command.h"

extern const struct command robust_command;

#endif
