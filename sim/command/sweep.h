// SPDX-License-Identifier: GPL-3.0-or-later
// `maru sweep`: a scenario at many points of what varies, on this machine or a share of it on a cluster's.
#ifndef MARU_SIM_COMMAND_SWEEP_H
#define MARU_SIM_COMMAND_SWEEP_H

#include "sim/command/command.h"

extern const struct command sweep_command;

#endif
