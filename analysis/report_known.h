// SPDX-License-Identifier: GPL-3.0-or-later
// Who knows what about how many homes, under each policy: a run's, or the mean of a comparison's runs. For a page.
#ifndef MARU_ANALYSIS_REPORT_KNOWN_H
#define MARU_ANALYSIS_REPORT_KNOWN_H

#include "analysis/json.h"
#include "analysis/read_run.h"

// What a party knows of one class of data, whatever for. Parties that are many of one entry (school_1, school_2, ...) are one
// here, named without their numbers. A home is counted once: under `without` when something of it came
// over a data flow whose first transfer rested on no granted consent, else under `with`.
struct report_known_cell {
    char *party, *data, *purposes;  // purposes: "own_call, diet_advice"
    double *with, *without;         // [policies], the sum over the policy's runs
    bool *there;                    // [policies]: there is such a data flow
};

// Begins with policy_count alone.
struct report_known {
    size_t policy_count;
    struct report_known_cell *cells;
    size_t count;
    size_t *runs;  // [policies] that were added
};

// The run was read with RUN_EXPOSED.
void report_known_add(struct report_known *known, size_t policy, const struct run *run);
void report_known_clear(struct report_known *known);

// What a party of the run is called here: "school" where school_1 is one of many. Owned by the caller.
char *report_known_entry(const struct run *run, const char *party);

// The mean of homes that a cell knows, in the policy's runs.
double report_known_with(const struct report_known *known, const struct report_known_cell *cell, size_t policy);
double report_known_without(const struct report_known *known, const struct report_known_cell *cell, size_t policy);

// [{"party", "data", "purposes", "homes": [[with, without] of a policy, null: no such data flow, ...]}, ...]
void report_known_put(struct json *json, const struct report_known *known);

#endif
