// SPDX-License-Identifier: GPL-3.0-or-later
// What was asked of two runs differently: which runs they are, the lines of their scenarios, what these read, their entries
// and settings.
#ifndef MARU_ANALYSIS_PAIR_ASKED_H
#define MARU_ANALYSIS_PAIR_ASKED_H

#include <stdio.h>

#include "analysis/run_pair.h"

// Tables as wide as the screen. Of more than PAIR_LINES_MOST changed lines the rest is counted, unless `all`.
enum { PAIR_LINES_MOST = 40 };
// Whether there was anything to print.
bool pair_asked_print(const struct run_pair *pair, bool all, FILE *out);

#endif
