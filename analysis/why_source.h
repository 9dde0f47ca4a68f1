// SPDX-License-Identifier: GPL-3.0-or-later
// What explanations are made of: a run file, its tables read, its journal at hand, and the names of all its numbers.
#ifndef MARU_ANALYSIS_WHY_SOURCE_H
#define MARU_ANALYSIS_WHY_SOURCE_H

#include "analysis/journal_rows.h"
#include "analysis/measure.h"
#include "analysis/run_kinds.h"

struct why_source {
    struct fault *fault;
    struct run_file *file;
    struct run *run;
    struct run_kinds kinds;
    struct journal_rows *rows;
    struct measure_list measures;
    int64_t first_day;  // since 1970-01-01
    // Everything that has a name, first the measures, then the series, then the flows, each in their order: "money: hanbit", "bugbye: visits", "bugbye_visits", "data: ...",
    // "payment: households to hanbit, accessories".
    char **names;
    size_t name_count;
};

// Of a run file; NULL and a fault. The path and the fault are borrowed until why_source_close.
struct why_source *why_source_open(const char *path, struct fault *fault);
void why_source_close(struct why_source *source);

// The day since the start of "2018-07-03", or of a number of days; -1: it is no day of the run.
int64_t why_source_day(const struct why_source *source, const char *text);
bool why_source_has_party(const struct why_source *source, const char *name);

enum { WHY_MOMENT_SIZE = 32 };
void why_source_print_day(const struct why_source *source, int64_t day, char text[WHY_MOMENT_SIZE]);         // 2018-07-03
void why_source_print_moment(const struct why_source *source, int64_t when_ms, char text[WHY_MOMENT_SIZE]);  // 2018-07-03 14:02:11

// "payment: households to hanbit, accessories"; owned by the caller.
char *why_source_flow_name(const struct run *run, size_t flow);
// "--number 'bugbye: visits'", as a shell reads it; owned by the caller.
char *why_source_ask_number(const char *name);

#endif
