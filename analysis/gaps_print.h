// SPDX-License-Identifier: GPL-3.0-or-later
// The table of what two run files do not share.
#ifndef MARU_ANALYSIS_GAPS_PRINT_H
#define MARU_ANALYSIS_GAPS_PRINT_H

#include <stdio.h>

#include "analysis/run_gaps.h"

// As wide as the screen; of more than GAPS_MOST rows the rest is counted. Headings are of the two files.
enum { GAPS_MOST = 20 };
void gaps_print(const struct run_gaps *gaps, const char *one, const char *other, FILE *out);

#endif
