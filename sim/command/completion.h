// SPDX-License-Identifier: GPL-3.0-or-later
// `maru completion bash`: what completes command lines in a shell, made from the same tables.
#ifndef MARU_SIM_COMMAND_COMPLETION_H
#define MARU_SIM_COMMAND_COMPLETION_H

#include "sim/command/command.h"

extern const struct command completion_command;

#endif
