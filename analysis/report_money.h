// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a page that are tables of means and of paired differences to the first policy.
#ifndef MARU_ANALYSIS_REPORT_MONEY_H
#define MARU_ANALYSIS_REPORT_MONEY_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// Each is an array of rows with "means": [number of a policy, ...] and "differences": [null, {"mean", "low", "high", "told"},
// ...]; without intervals low and high are null. An interval is one by itself; `told` is judged
// together with all that is looked at (comparison_judge).
void report_put_money_of_parties(struct json *json, const struct report_source *source);  // "party", "kind"
void report_put_money_of_segments(struct json *json, const struct report_source *source);  // "name", won per household
// { "sides": who is better off, "families": of what, "homes": per household }, each an array of "name".
void report_put_welfare(struct json *json, const struct report_source *source);
void report_put_means(struct json *json, const struct report_source *source);  // all: "group", "subject", "name", "unit", ...

// The kind of a party, "" when it is not known.
const char *report_kind_of(const struct report_source *source, const char *party);

#endif
