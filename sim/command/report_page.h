// SPDX-License-Identifier: GPL-3.0-or-later
// `maru report`: a run or a study as one page, with pictures.
#ifndef MARU_SIM_COMMAND_REPORT_PAGE_H
#define MARU_SIM_COMMAND_REPORT_PAGE_H

#include "sim/command/command.h"

extern const struct command report_command;

#endif
