// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture of payments is drawn of: parties that are many of one entry are one, and so are those that move least; a
// payment that would hide the others, and what is too small to be seen, is left out. Sums are made here, so that the numbers of
// a page are printed in one place.
#ifndef MARU_ANALYSIS_REPORT_BANDS_H
#define MARU_ANALYSIS_REPORT_BANDS_H

#include "analysis/json.h"
#include "analysis/report_source.h"

// {"wide": bands, "narrow": bands} of each policy, in which a narrow picture has fewer parties:
//   {"nodes": [{"name", "count", "in", "out"}, ...], "links": [{"from", "to": places of nodes, "amount", "reason", "more", "data"},
//    ...], "left_out": [{"from": [name, count], "to": [name, count], "amount", "reason"}, ...], "others", "small": numbers or null}
//   nodes   in the order in which money passes; who is paid back stands among them twice. count: how many of one entry (school:
//           50), null: one by itself. name "": all others. in and out: null where there is nothing
//   more    there are further reasons; data: paid for data, or as a reward for it
//   others  how many parties are drawn as one; small: how many links are left out as too small
// null: the policy has no run.
void report_put_bands(struct json *json, const struct report_source *source);

// [{"party", "count", "amount"}, ...] under the first policy: received less paid, the largest first; of many of one entry their sum.
void report_put_balances(struct json *json, const struct report_source *source);

#endif
