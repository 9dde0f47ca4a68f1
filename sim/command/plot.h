// SPDX-License-Identifier: GPL-3.0-or-later
// `maru plot`: a figure of a run or a study, for a paper or on the terminal.
#ifndef MARU_SIM_COMMAND_PLOT_H
#define MARU_SIM_COMMAND_PLOT_H

#include "sim/command/command.h"

extern const struct command plot_command;

#endif
