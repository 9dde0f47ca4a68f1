// SPDX-License-Identifier: GPL-3.0-or-later
// What decides: the part of a page that a study of many points has instead of means.
#ifndef MARU_ANALYSIS_REPORT_DECIDES_H
#define MARU_ANALYSIS_REPORT_DECIDES_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// {"method": "pawn"|"sobol"|"morris", "rows": [{"policy", "sort", "owner", "name", "unit", "median", "low", "high", "sign",
//  "share", "share_low", "share_high", "points", "movers": [{"setting", "moves"}], "flips"}, ...]}
// low to high holds the middle 90 % of the points; share_low to share_high is a 95 % interval.
void report_put_decides(struct json *json, const struct report_source *source);

// [{"name", "range", "seen": [least, middle, most] of the runs, "moves"}, ...]: what varies, and where; of words seen is null.
// moves: how many differences it moves more than any other setting does; null where too few points tell.
void report_put_varied(struct json *json, const struct report_source *source);

#endif
