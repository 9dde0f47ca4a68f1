// SPDX-License-Identifier: GPL-3.0-or-later
// How many homes were asked whether data may flow, agreed, and still agree at the end, under each policy: a run's, or the mean of
// a comparison's runs. For a page.
#ifndef MARU_ANALYSIS_REPORT_ASKED_H
#define MARU_ANALYSIS_REPORT_ASKED_H

#include "analysis/json.h"
#include "analysis/read_run.h"

// Homes by where their consent stands at the end; what a home said before it was asked anew is not counted.
enum asked_step {
    ASKED,      // all that were asked, whatever came of it
    AGREED,     // granted at the end, or withdrawn or expired since
    STILL,      // granted at the end
    WITHDRAWN,
    EXPIRED,    // it was for once, or for a time
    REFUSED,
    ASKED_STEPS
};

// A data flow. Parties that are many of one entry are one (report_known.h), and a home counts once for each.
struct report_asked_flow {
    char *party, *data, *purpose;
    double *homes;  // [policies][ASKED_STEPS], the sum over the policy's runs
    bool *there;    // [policies]: there is such a data flow
};

// Begins with policy_count alone.
struct report_asked {
    size_t policy_count;
    struct report_asked_flow *flows;
    size_t count;
    size_t *runs;  // [policies] that were added
};

void report_asked_add(struct report_asked *asked, size_t policy, const struct run *run);
void report_asked_clear(struct report_asked *asked);

// The mean of homes over the policy's runs.
double report_asked_homes(const struct report_asked *asked, const struct report_asked_flow *flow, size_t policy,
                          enum asked_step step);

// [{"party", "data", "purpose", "homes": [[asked, agreed, still, withdrawn, expired, refused] of a policy, null: no such data
// flow, ...]}, ...]: those of which somebody was asked.
void report_asked_put(struct json *json, const struct report_asked *asked);

#endif
