// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to see in the pictures of a page: sentences, chosen as those of the answer are (report_answer.h).
#ifndef MARU_ANALYSIS_REPORT_CAPTIONS_H
#define MARU_ANALYSIS_REPORT_CAPTIONS_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// {"flows": [sentence, ...], "known": ..., "reach": ..., "asked": ..., "quality": ..., "promises": ..., "groups": ..., "trade": ..., "decides": ...}; of what the source does not have, none.
void report_put_captions(struct json *json, const struct report_source *source);

#endif
