// SPDX-License-Identifier: GPL-3.0-or-later
// `maru sweep`: a scenario at many points of what varies, on this machine or a share of it on a cluster's.
#ifndef MARU_SIM_COMMAND_SWEEP_H
#define MARU_SIM_COMMAND_SWEEP_H

#include "sim/command/command.h"

struct sweep_options;

// Lives what the options say, once they are taken from the command line as the argp says; the program's exit status.
int sweep_command_line(int argc, char **argv, const struct argp *argp, const struct sweep_options *usual);

extern const struct command sweep_command;

#endif
