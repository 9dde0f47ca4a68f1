// SPDX-License-Identifier: GPL-3.0-or-later
// `maru help [TOPIC]`: a command, a topic or a kind, explained with an example.
#ifndef MARU_SIM_COMMAND_HELP_H
#define MARU_SIM_COMMAND_HELP_H

#include "sim/command/command.h"

extern const struct command help_command;

#endif
