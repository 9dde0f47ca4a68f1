// SPDX-License-Identifier: GPL-3.0-or-later
// `maru reference`: the scenario language, for pages and for editors, from the tables that the program works by.
#ifndef MARU_SIM_COMMAND_REFERENCE_H
#define MARU_SIM_COMMAND_REFERENCE_H

#include "sim/command/command.h"

extern const struct command reference_command;

#endif
