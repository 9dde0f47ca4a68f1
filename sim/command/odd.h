// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario described by the ODD protocol (overview, design concepts, details: Grimm et al. 2006, 2020), which a methods section
// of an agent-based study follows: made from the tables that the program works by, so that it says what is computed.
#ifndef MARU_SIM_COMMAND_ODD_H
#define MARU_SIM_COMMAND_ODD_H

#include <stdio.h>

#include "sim/command/options.h"

// Writes it as Markdown (with tables). The file is borrowed. False with a status.
bool odd_write(const struct options *options, struct scenario_file *file, FILE *out, struct status *status);

#endif
