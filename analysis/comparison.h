// SPDX-License-Identifier: GPL-3.0-or-later
// Policies compared under the same luck: replication k has the same seed under every policy, so differences are
// taken pair by pair, and what the luck did to both cancels out. The first policy is the baseline.
//
//   struct comparison *c = comparison_create(policies, 2, 20);
//   for each policy p, replication r: comparison_add(c, p, r, path, &fault);
//   comparison_print(c, false, stdout, &fault);
#ifndef MARU_ANALYSIS_COMPARISON_H
#define MARU_ANALYSIS_COMPARISON_H

#include <stdio.h>

#include "analysis/measure.h"
#include "analysis/statistics.h"

struct comparison;
struct factorial;  // analysis/factorial.h

// The names are copied. Owned by the caller; free with comparison_free.
struct comparison *comparison_create(const char *const *policies, size_t count, size_t replications);
void comparison_free(struct comparison *comparison);

// Reads one run file; keeps nothing of it but its measures. In any order. False and a fault when the file cannot
// be read, holds another policy or another scenario, or does not share its replication's luck.
bool comparison_add(struct comparison *comparison, size_t policy, size_t replication, const char *path,
                    struct fault *fault);

// On one screen: in sentences what each policy changes against the baseline, then a table of means; of a full factorial
// (NULL: it is none) what its factors do together. With `details` also every mean and every paired difference with its
// 95 % interval, per data flow and privacy segment. False and a fault when runs are missing (nothing is printed then), the
// factorial asks for a measure that no run has, or `out` cannot be written.
bool comparison_print(const struct comparison *comparison, const struct factorial *factorial, bool details, FILE *out,
                      struct fault *fault);

// One measure's paired difference to the baseline; false when no run has such a measure.
bool comparison_difference(const struct comparison *comparison, size_t policy, enum measure_group group,
                           const char *subject, const char *name, struct statistics_estimate *difference);

#endif
