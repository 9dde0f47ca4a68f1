// SPDX-License-Identifier: GPL-3.0-or-later
// What happens when: the part of a page with a curve for each policy, day by day.
#ifndef MARU_ANALYSIS_REPORT_CURVES_H
#define MARU_ANALYSIS_REPORT_CURVES_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// [{"sort", "owner", "name", "unit", "meaning", "lines": [{"policy", "mean": [by day], "low", "high", "end"}]}, ...]
//   sort "money": won received less paid since the start, of a comparison against the first policy
//   sort "sum": a key result that adds up, since the start; "mean": one that is a mean, day by day
// Parties and results that move most are shown; low and high are the 95 % interval of the mean over replications, and missing
// where there is none.
void report_put_curves(struct json *json, const struct report_source *source);

#endif
