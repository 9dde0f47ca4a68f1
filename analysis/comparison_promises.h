// SPDX-License-Identifier: GPL-3.0-or-later
// What was promised and not kept: a line for each promise that was broken under some policy.
#ifndef MARU_ANALYSIS_COMPARISON_PROMISES_H
#define MARU_ANALYSIS_COMPARISON_PROMISES_H

#include <stdio.h>

#include "analysis/comparison.h"

// Nothing when no promise was broken.
void comparison_print_promises(const struct comparison *comparison, FILE *out);

#endif
