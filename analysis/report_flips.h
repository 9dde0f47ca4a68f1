// SPDX-License-Identifier: GPL-3.0-or-later
// Where the sign of a difference flips: the boxes that a search found among a study's points (flip.h), each in the two settings
// that bound it most, for a page.
#ifndef MARU_ANALYSIS_REPORT_FLIPS_H
#define MARU_ANALYSIS_REPORT_FLIPS_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// {"all": differences looked at, "found": boxes, "panels": [{"row": place in decides.rows, "hits", "inside", "density",
//  "coverage", "usual": share of all points, "others": how many further settings bound it, "text": the whole box in words,
//  "axes": [{"name", "least", "most" (as texts; of words null), "words": [...], "low", "high": 0-1, null where it is open,
//  "low_text", "high_text"}, two of them], "points": [x, y, flipped, ...]}, ...]}
// The panels: money first, then data, then results, of each the densest boxes first; at most REPORT_FLIPS_MOST.
// A point's x and y are 0 at a setting's least and 1 at its most; points where nothing is known are left out.
enum { REPORT_FLIPS_MOST = 4 };
void report_put_flips(struct json *json, const struct report_source *source);

#endif
