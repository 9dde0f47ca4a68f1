// SPDX-License-Identifier: GPL-3.0-or-later
// The rounds of a calibration: each is a study of a list of points under one policy, in a folder of its own, round-0,
// round-1 and so on, which `maru sweep` may live as well, on a cluster too.
//
// Each point has luck of its own: the study varies scenario.seed, too. A sweep gives all its points the same luck, so that
// they differ by their settings alone. Here that would be wrong: what was measured had luck that nobody knows. With one
// luck for all points an outcome would be a function of the settings, and ever nearer rounds would find the settings that
// come to the target with that one luck, as sure of themselves as if no other could have been (the posterior of a world
// without luck). With luck of its own for each point what chance does is part of what a point can come to, and the settings
// stay as wide as it leaves them. The seed is a column, so each run can be lived again alone.
#ifndef MARU_SIM_COMMAND_CALIBRATE_ROUNDS_H
#define MARU_SIM_COMMAND_CALIBRATE_ROUNDS_H

#include "analysis/calibration.h"
#include "sim/command/sweep_points.h"

struct calibrate_rounds {
    const struct options *shared;
    struct scenario_file *file;
    const char *policy;  // NULL: the file has none
    const struct sweep_axes *axes;
    uint64_t seed;
    const char *folder;  // with all rounds in it
};

// The study of a round, whose points lie at [count][axes->count], checked. False with a status. Cleared by study_clear in any
// case.
bool calibrate_rounds_study(const struct calibrate_rounds *rounds, size_t round, const double *at, size_t count,
                            struct study *study, struct status *status);
// Begins a round's folder and lives its first run: whether that has all the targets. False with a status. `data`: their file.
bool calibrate_rounds_try(const struct calibrate_rounds *rounds, size_t round, const struct study *study, const char *data,
                          const struct calibration_targets *targets, struct status *status);
// Lives what is left of a round and puts it together. NULL with a status. Free with study_results_free.
struct study_results *calibrate_rounds_live(const struct calibrate_rounds *rounds, size_t round, const struct study *study,
                                            struct status *status);
// A number by which a round's places are drawn.
uint64_t calibrate_rounds_chance(const struct calibrate_rounds *rounds, size_t round);

#endif
