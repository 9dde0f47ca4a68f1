// SPDX-License-Identifier: GPL-3.0-or-later
// maru doc: a scenario described for a methods section.
#ifndef MARU_SIM_COMMAND_DOC_H
#define MARU_SIM_COMMAND_DOC_H

#include "sim/command/command.h"

extern const struct command doc_command;

#endif
