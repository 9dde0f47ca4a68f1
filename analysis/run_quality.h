// SPDX-License-Identifier: GPL-3.0-or-later
// What a run file says of each data flow's consents, and who receives for its recipient.
#ifndef MARU_ANALYSIS_RUN_QUALITY_H
#define MARU_ANALYSIS_RUN_QUALITY_H

#include "analysis/run_file.h"

// Each of the exposures' rows; NAN: none. In files of old there is none: count is 0.
struct run_quality {
    size_t count;
    char **maker;  // whose appliances notice it; "": no maker's
    double *requests, *requests_most;
    double *consent_age, *withdrawn, *withdrawn_after;  // ages in days
    double *homes_unasked, *homes_would_refuse, *transfers_would_refuse;
    double *person_days;
    double *after_withdrawal, *other_purpose;  // transfers that broke a consent; 0 where nobody breaks any
    size_t receiver_count;
    int32_t *receiver_flow, *receiver_party;  // row of the exposures, of the parties
};

struct run_quality run_quality_read(struct run_file *file, size_t flows, size_t parties);
void run_quality_free(struct run_quality *quality);

#endif
