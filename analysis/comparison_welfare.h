// SPDX-License-Identifier: GPL-3.0-or-later
// Who is better off, and by what: welfare less that under the baseline, of families by source, of firms, of public bodies and
// of all; per household by privacy segment, size and dwelling; and how many families gain and lose.
#ifndef MARU_ANALYSIS_COMPARISON_WELFARE_H
#define MARU_ANALYSIS_COMPARISON_WELFARE_H

#include <stdio.h>

#include "analysis/comparison.h"

// Nothing when the runs say nothing of welfare.
void comparison_print_welfare(const struct comparison *comparison, FILE *out);

#endif
