// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as people read it, from top to bottom.
#ifndef MARU_ANALYSIS_COMPARISON_PRINT_H
#define MARU_ANALYSIS_COMPARISON_PRINT_H

#include "analysis/factorial.h"

// Judges (comparison_judge), then tells. On one screen: in sentences what each policy changes against the baseline, then a table
// of means; of a full factorial (NULL: it is none) what its factors do together. With `details` also every mean and every paired
// difference with its 95 % interval, per data flow and privacy segment. False and a fault when runs are missing (nothing is printed then), the
// factorial asks for a measure that no run has, or `out` cannot be written.
bool comparison_print(struct comparison *comparison, const struct factorial *factorial, bool details, FILE *out,
                      struct fault *fault);

#endif
