// SPDX-License-Identifier: GPL-3.0-or-later
// `maru list [NAME]`: every kind and setting with unit, default, range and source, made from the tables.
#ifndef MARU_SIM_COMMAND_LIST_H
#define MARU_SIM_COMMAND_LIST_H

#include "sim/command/command.h"

extern const struct command list_command;

#endif
