// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MARU_SIM_COMMAND_EXPLORE_H
#define MARU_SIM_COMMAND_EXPLORE_H

#include "sim/command/command.h"

extern const struct command explore_command;

#endif
