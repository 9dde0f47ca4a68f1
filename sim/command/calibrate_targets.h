// SPDX-License-Identifier: GPL-3.0-or-later
// What a calibration aims at: a table in CSV (sim/engine/csv_file.h) whose head names the columns outcome, value and, if
// there is one, scale.
#ifndef MARU_SIM_COMMAND_CALIBRATE_TARGETS_H
#define MARU_SIM_COMMAND_CALIBRATE_TARGETS_H

#include "analysis/calibration.h"
#include "sim/engine/status.h"

// False with a status that names file and line. Cleared by calibration_targets_clear in any case.
bool calibrate_targets_read(const char *path, struct calibration_targets *targets, struct status *status);
// Whether each is among the outcomes that a run has. False with a status that names file, line and the nearest.
bool calibrate_targets_check(const char *path, const struct calibration_targets *targets, char *const *ids, size_t count,
                             struct status *status);
// As text, the same for equal targets wherever they stand. Owned by the caller.
char *calibrate_targets_text(const struct calibration_targets *targets);

#endif
