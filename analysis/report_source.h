// SPDX-License-Identifier: GPL-3.0-or-later
// What a page is made of, read: a run, a comparison, or a study of many points. A run is a comparison of one policy by one
// replication, so that all but the points are told the same way.
#ifndef MARU_ANALYSIS_REPORT_SOURCE_H
#define MARU_ANALYSIS_REPORT_SOURCE_H

#include "analysis/comparison.h"
#include "analysis/report_asked.h"
#include "analysis/report_flows.h"
#include "analysis/report_guesses.h"
#include "analysis/report_known.h"
#include "analysis/report_learning.h"
#include "analysis/report_map.h"
#include "analysis/report_promises.h"
#include "analysis/report_quality.h"
#include "analysis/report_reach.h"
#include "analysis/robustness.h"

struct report_source {
    char *identity;  // of the run or the study
    char *command;   // that makes it again
    bool is_study;
    struct study_results *results;
    double *by_day;                 // study_results_by_day
    struct comparison *comparison;  // NULL: something varies from point to point
    struct robustness *robustness;  // NULL: nothing varies, or there are too few points to say anything
    size_t policy_count;
    char **policies;       // the baseline first; "" when the scenario has none
    struct run **samples;  // [policies] the first run of each; NULL: its file is not there
    // Of all run files; without rows where one of them is missing.
    struct report_flows flows;
    struct report_known known;
    struct report_asked asked;
    struct report_learning learning;
    struct report_promises promises;
    struct report_guesses guesses;
    struct report_map map;
    struct report_reach reach;
    struct report_quality quality;
};

// `folder` and `command` are a study's, NULL of a run, which knows its command itself. False and a fault. Clear in any case.
bool report_source_read(const char *path, const char *folder, const char *command, struct report_source *source,
                        struct fault *fault);
// Of a study of points, read without its folder: what each policy says of itself, at the first point.
bool report_source_take_samples(struct report_source *source, const char *folder, struct fault *fault);
void report_source_clear(struct report_source *source);

#endif
