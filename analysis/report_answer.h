// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of a page: which of those in analysis/charts/texts.js may be said, and of what. A sentence is chosen by what the
// intervals support, here and nowhere else; the page only puts it into words.
//   {"say": "earns_less", "policy": ..., "base": ..., "party": ..., "amount": ..., "low": ..., "high": ...}
// low and high are those of the amount without its sign, null without an interval.
#ifndef MARU_ANALYSIS_REPORT_ANSWER_H
#define MARU_ANALYSIS_REPORT_ANSWER_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// An array of paragraphs, each an array of sentences; the first one is the answer.
void report_put_answer(struct json *json, const struct report_source *source);

#endif
