// SPDX-License-Identifier: GPL-3.0-or-later
// Money against exposure: what each policy does to both at once, against the first policy. For the page of a comparison.
#ifndef MARU_ANALYSIS_REPORT_TRADE_H
#define MARU_ANALYSIS_REPORT_TRADE_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// From so many replications on an ellipse says more than their points do: it is 1.22 standard deviations wide to each side of
// 8, and 3.77 of 4.
enum { REPORT_TRADE_ELLIPSES = 8 };

// {"exposure": "without" (transfers without consent) or "widest" (homes known through the widest flow), "panels": [{"party",
//  "kind", "policies": [null, {"exposure", "money", "ellipse": [along x, along y, up] (region.h), "points": [x, y, ...]}, ...]}]}
// The panels: the maker, or else the firm that moves most, and households. An ellipse is null with fewer replications than
// REPORT_TRADE_ELLIPSES, points are null from there on. null when no exposure differs.
void report_put_trade(struct json *json, const struct report_source *source);

// The key "trade" among the captions: a sentence for each policy, chosen by what is told of its exposure and of the first
// panel's money.
void report_caption_trade(struct json *json, const struct report_source *source);

#endif
