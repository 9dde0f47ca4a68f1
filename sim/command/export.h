// SPDX-License-Identifier: GPL-3.0-or-later
// `maru export`: all tables of a run or a study, for other programs.
#ifndef MARU_SIM_COMMAND_EXPORT_H
#define MARU_SIM_COMMAND_EXPORT_H

#include "sim/command/command.h"

extern const struct command export_command;

#endif
