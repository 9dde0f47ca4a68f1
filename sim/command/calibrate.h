// SPDX-License-Identifier: GPL-3.0-or-later
// `maru calibrate`: which settings may have led to what was measured.
#ifndef MARU_SIM_COMMAND_CALIBRATE_H
#define MARU_SIM_COMMAND_CALIBRATE_H

#include "sim/command/command.h"

extern const struct command calibrate_command;

#endif
