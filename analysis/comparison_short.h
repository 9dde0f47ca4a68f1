// SPDX-License-Identifier: GPL-3.0-or-later
// In short: for each policy a few sentences against the baseline.
#ifndef MARU_ANALYSIS_COMPARISON_SHORT_H
#define MARU_ANALYSIS_COMPARISON_SHORT_H

#include <stdio.h>

#include "analysis/comparison.h"

void comparison_print_short(const struct comparison *comparison, FILE *out);

#endif
