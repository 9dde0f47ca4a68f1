// SPDX-License-Identifier: GPL-3.0-or-later
// maru verify: lives a run again from its file, and compares the two byte for byte.
#ifndef MARU_SIM_COMMAND_VERIFY_H
#define MARU_SIM_COMMAND_VERIFY_H

#include "sim/command/command.h"

extern const struct command verify_command;

#endif
