// SPDX-License-Identifier: GPL-3.0-or-later
// What a calibration says, for people and as a table.
#ifndef MARU_ANALYSIS_CALIBRATION_PRINT_H
#define MARU_ANALYSIS_CALIBRATION_PRINT_H

#include <stdio.h>

#include "analysis/calibration.h"

// Two tables, of settings and of targets, and what their words mean.
void calibration_print(const struct calibration *calibration, FILE *out);
// posterior.csv: a line for each particle: point, weight, distance, all settings of its run, the targets'
// outcomes. Owned by the caller.
char *calibration_csv(const struct calibration *calibration);

#endif
