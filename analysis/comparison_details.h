// SPDX-License-Identifier: GPL-3.0-or-later
// Every measure's mean, and its difference with the interval, one table per policy.
#ifndef MARU_ANALYSIS_COMPARISON_DETAILS_H
#define MARU_ANALYSIS_COMPARISON_DETAILS_H

#include <stdio.h>

#include "analysis/comparison.h"

void comparison_print_details(const struct comparison *comparison, FILE *out);

#endif
