// SPDX-License-Identifier: GPL-3.0-or-later
// What happened and what was paid for it, line by line: written into the run file day by day and then forgotten, so that
// memory does not grow with the run.
#ifndef MARU_SIM_ENGINE_RESULTS_JOURNAL_H
#define MARU_SIM_ENGINE_RESULTS_JOURNAL_H

#include "sim/engine/record.h"

struct world;

enum { EVENT_COLUMNS = 5, POSTING_COLUMNS = 5 };

struct results_journal {
    struct record_dimension_id event, posting;
    struct record_variable_id events[EVENT_COLUMNS], postings[POSTING_COLUMNS];
    int64_t event_count, posting_count;
};

void results_journal_open(struct results_journal *journal, struct record *record);
// What was written and paid since the last time.
void results_journal_day(struct results_journal *journal, struct record *record, const struct world *world);

#endif
