// SPDX-License-Identifier: GPL-3.0-or-later
// Why a run came to its numbers, for a page: the explanations that maru why gives, of the first run of each policy whose file
// is there. They share their texts: an equation and its settings stand behind many numbers.
#ifndef MARU_ANALYSIS_REPORT_WHY_H
#define MARU_ANALYSIS_REPORT_WHY_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// {"policies": [[{"name", "group", "lines": [depth, sort, text, ask, depth, ...]}, ...] or null: no file, or one that cannot
//  be read, ...], "texts": [text, ...]}
//   group  "money", "flow", "token", "data" or "result": balances, payments, tokens, data flows and key results that are
//          not 0
//   sort   enum why_sort; text and ask: places among the texts, ask -1: nothing further
void report_put_why(struct json *json, const struct report_source *source);

#endif
