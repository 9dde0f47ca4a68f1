// SPDX-License-Identifier: GPL-3.0-or-later
// Where a sweep looks: what the command line, or else the scenario's sweep{}, says of what varies, made into points.
#ifndef MARU_SIM_COMMAND_SWEEP_POINTS_H
#define MARU_SIM_COMMAND_SWEEP_POINTS_H

#include "sim/command/sweep_options.h"

// What varies, fitted to the scenario.
struct sweep_axes {
    struct axis at[SWEEP_AXES_MOST];
    size_t count;
};
// Of the options' varies, in their order. False with a status that names the place where they were asked. Cleared by
// sweep_points_axes_clear in any case.
bool sweep_points_axes(const struct sweep_options *options, const struct study *study, struct sweep_axes *axes,
                       struct status *status);
void sweep_points_axes_clear(struct sweep_axes *axes);
// `count` points over them. NULL with a status. Owned by the caller.
struct design *sweep_points_design(enum design_kind kind, const struct sweep_axes *axes, size_t count, uint64_t seed,
                                   struct status *status);

// What the command line leaves open the scenario says. The texts are borrowed from it, for the options' lifetime. False with
// a status.
bool sweep_points_fill_in(struct sweep_options *options, const struct scenario_sweep *asked, struct status *status);
// Gives the study its points. False with a status that names the place where it was asked.
bool sweep_points_make(const struct sweep_options *options, struct study *study, struct status *status);

#endif
