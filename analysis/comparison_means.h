// SPDX-License-Identifier: GPL-3.0-or-later
// One table of means, a star where a policy differs, and below it the names of what has no row.
#ifndef MARU_ANALYSIS_COMPARISON_MEANS_H
#define MARU_ANALYSIS_COMPARISON_MEANS_H

#include <stdio.h>

#include "analysis/comparison.h"

void comparison_print_means(const struct comparison *comparison, FILE *out);

#endif
