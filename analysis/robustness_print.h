// SPDX-License-Identifier: GPL-3.0-or-later
// How robust a study's differences are, for people and as a table.
#ifndef MARU_ANALYSIS_ROBUSTNESS_PRINT_H
#define MARU_ANALYSIS_ROBUSTNESS_PRINT_H

#include <stdio.h>

#include "analysis/robustness.h"

// For each policy a paragraph and tables.
void robustness_print(const struct robustness *robustness, FILE *out);
// The same as a table in CSV, a line for each row: policy, baseline, outcome, unit, points, failed, median, low, high (of the
// middle 90 % of points), sign_holds, sign_low, sign_high, moved_by, flips. Owned by the caller.
char *robustness_csv(const struct robustness *robustness);

#endif
