// SPDX-License-Identifier: GPL-3.0-or-later
// Where a sweep looks: what the command line, or else the scenario's sweep{}, says of what varies, made into points.
#ifndef MARU_SIM_COMMAND_SWEEP_POINTS_H
#define MARU_SIM_COMMAND_SWEEP_POINTS_H

#include "sim/command/sweep_options.h"

// What the command line leaves open the scenario says. The texts are borrowed from it, for the options' lifetime. False with
// a status.
bool sweep_points_fill_in(struct sweep_options *options, const struct scenario_sweep *asked, struct status *status);
// Gives the study its points. False with a status that names the place where it was asked.
bool sweep_points_make(const struct sweep_options *options, struct study *study, struct status *status);

#endif
