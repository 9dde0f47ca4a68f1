// SPDX-License-Identifier: GPL-3.0-or-later
// The table printed at the end of a run: who earned and paid, who paid whom, who knows what, key results.
#ifndef MARU_ANALYSIS_SUMMARY_H
#define MARU_ANALYSIS_SUMMARY_H

#include <stdio.h>

#include "analysis/read_run.h"

// Plain text of at most 100 columns. False when `out` cannot be written.
bool summary_print(const struct run *run, FILE *out);

#endif
