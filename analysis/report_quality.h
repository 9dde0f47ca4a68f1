// SPDX-License-Identifier: GPL-3.0-or-later
// What consents are worth, data flow by data flow, under each policy: a run's, or the mean of a comparison's runs. For a page.
//   coverage    (transfers - transfers without a valid consent) / transfers
//   age         mean over the consents that hold at the end of the days since they were given
//   withdrawn   consents taken back; after: mean days that these had held
//   broken      transfers after the family had taken its consent back; and under a consent that it gave for another purpose
//   requests    times that homes were asked; most: the home that was asked most often
//   unasked     homes that something left before anybody had asked; refusing: of these, that refused when they were asked later, or
//               would if they were asked at the end (models/people/privacy.h)
//   income      what the flow's recipient paid other firms for data (for_data.h), won, shared out among its data flows by their
//               transfers
//   regret      income (transfers from refusing homes) / transfers, won
#ifndef MARU_ANALYSIS_REPORT_QUALITY_H
#define MARU_ANALYSIS_REPORT_QUALITY_H

#include "analysis/json.h"
#include "analysis/read_run.h"

enum quality_sum {
    QUALITY_TRANSFERS, QUALITY_COVERED, QUALITY_STANDING, QUALITY_AGES, QUALITY_WITHDRAWN, QUALITY_HELD, QUALITY_REQUESTS,
    QUALITY_MOST, QUALITY_UNASKED, QUALITY_REFUSING, QUALITY_INCOME, QUALITY_REGRET, QUALITY_TAKEN, QUALITY_STRETCHED, QUALITY_SUMS
};

// Parties that are many of one entry are one (report_known.h).
struct report_quality_flow {
    char *party, *data, *purpose;
    double *sums;  // [policies][QUALITY_SUMS], of the policy's runs; ages and times held in days, added up
};

// Begins with policy_count alone.
struct report_quality {
    size_t policy_count;
    struct report_quality_flow *flows;
    size_t count;
    size_t *runs;  // [policies] that were added
    bool old;      // a run's file does not say enough
};

void report_quality_add(struct report_quality *quality, size_t policy, const struct run *run);
void report_quality_clear(struct report_quality *quality);

// Of all data flows of a policy: mean of the runs.
double report_quality_total(const struct report_quality *quality, size_t policy, enum quality_sum sum);

// null: a file is too old. Else [{"party", "data", "purpose", "of": [[coverage, age, withdrawn, after, requests, most, unasked, refusing,
// income, regret, transfers, of these after a withdrawal, of these for another purpose] of a policy, null: nothing went through and
// nobody was asked, ...]}, ...]
void report_quality_put(struct json *json, const struct report_quality *quality);

#endif
