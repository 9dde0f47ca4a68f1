// SPDX-License-Identifier: GPL-3.0-or-later
// Who paid whom for what, under each policy: a run's, or the mean of a comparison's runs. For a page.
#ifndef MARU_ANALYSIS_REPORT_FLOWS_H
#define MARU_ANALYSIS_REPORT_FLOWS_H

#include "analysis/json.h"
#include "analysis/read_run.h"

struct report_flow {
    char *payer, *payee, *reason, *currency;
    double *amounts;  // [policies], the sum over the policy's runs
};

// Begins with policy_count alone.
struct report_flows {
    size_t policy_count;
    struct report_flow *rows;
    size_t count;
    size_t *runs;  // [policies] that were added
};

void report_flows_add(struct report_flows *flows, size_t policy, const struct run *run);
void report_flows_clear(struct report_flows *flows);

// [{"payer", "payee", "reason", "currency", "amounts": [a policy's mean, ...]}, ...], the largest first.
void report_flows_put(struct json *json, struct report_flows *flows);

#endif
