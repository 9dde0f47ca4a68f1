// SPDX-License-Identifier: GPL-3.0-or-later
// What was promised under each policy, and on how many home-days it was broken: a run's, or the mean of a comparison's runs. For a
// page.
#ifndef MARU_ANALYSIS_REPORT_PROMISES_H
#define MARU_ANALYSIS_REPORT_PROMISES_H

#include "analysis/json.h"
#include "analysis/read_run.h"

// Of one policy: sums over its runs.
struct report_promised {
    size_t runs;  // in which it was promised; 0: it was not
    double held, broken, times;
    // The first break of the first run that has one.
    bool located;
    int64_t when_ms, home, event;
    char *data, *party;
};

struct report_promise {
    char *name, *text;
    struct report_promised *policies;
};

// Begins with policy_count alone.
struct report_promises {
    size_t policy_count;
    struct report_promise *all;
    size_t count;
};

void report_promises_add(struct report_promises *promises, size_t policy, const struct run *run);
void report_promises_clear(struct report_promises *promises);

// [{"name", "text", "policies": [{"held", "broken", "all", "times", "first": {"when_ms", "home", "data", "party", "event"} or null}, null: not
// promised, ...]}, ...]
void report_promises_put(struct json *json, const struct report_promises *promises);

// The mean of home-days on which it was broken.
double report_promises_broken(const struct report_promise *promise, size_t policy);

#endif
