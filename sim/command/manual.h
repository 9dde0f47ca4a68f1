// SPDX-License-Identifier: GPL-3.0-or-later
// `maru manual`: the manual page, made from the tables of commands, options and topics.
#ifndef MARU_SIM_COMMAND_MANUAL_H
#define MARU_SIM_COMMAND_MANUAL_H

#include "sim/command/command.h"

extern const struct command manual_command;

#endif
