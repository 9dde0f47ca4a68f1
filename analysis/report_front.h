// SPDX-License-Identifier: GPL-3.0-or-later
// Money, welfare and what can be guessed at once (comparison_front.h): what each policy comes to in all three, and which are on the
// front. For the page of a comparison in which somebody looks on.
#ifndef MARU_ANALYSIS_REPORT_FRONT_H
#define MARU_ANALYSIS_REPORT_FRONT_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// [{"sides": [{"side": "families", "mean", "difference"}, {"side": "firms", ...}], "guessed": {"mean", "low", "high"}, "attacker",
//   "bound", "above", "runs"} of a policy, ...]
//   mean         won of all families, of all firms, as maru compare prints them
//   difference   {"mean", "low", "high"} won a home, against the first policy, pair by pair; null of the first
//   guessed      the largest advantage of an attacker, and the interval over its replications; null: nobody has anything to guess by
//   attacker     whose it is; "" for nobody's. bound: that theory sets to it; null: there is none
//   above        the place of the first policy that beats it; null: it is on the front
//   runs         [on the front in so many replications, of so many]
// Without intervals low and high are null. null instead of all: nobody looks on.
void report_put_front(struct json *json, const struct report_source *source);

// The key "front" among the captions: which policies are on the front.
void report_caption_front(struct json *json, const struct report_source *source);

#endif
