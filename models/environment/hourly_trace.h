// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded weather, air and the like: a CSV file (csv_file.h) with a header line and a row for each hour.
//   time_kst,temperature_c,solar_mj_m2
//   2018-08-01T14:00,39.3,2.71
// Which columns hold what is the reader's matter; further columns are ignored. Times are YYYY-MM-DD, then T or a space,
// then HH, HH:MM or HH:MM:SS; a row's values hold for the hour that begins then or, where the file says so, ends then
// (a day's hours are then 01 to 24). The hours of the run stand in the file once each and in their order, with numbers that
// are possible; what lies before or after them may be missing, blank or wrong.
#ifndef MARU_MODELS_ENVIRONMENT_HOURLY_TRACE_H
#define MARU_MODELS_ENVIRONMENT_HOURLY_TRACE_H

#include "sim/engine/clock.h"
#include "sim/engine/status.h"

enum { HOURLY_TRACE_COLUMNS = 4 };

// What is wanted of a column.
struct hourly_trace_column {
    const char *setting;  // that names it, for messages
    const char *name;     // as the file's header says
    double least, most;   // what is possible
    double factor;        // from the file's unit to that of `values`
    float *values;        // [hours], filled
};

struct hourly_trace {
    const char *section;  // of the scenario, for messages
    const char *path;
    const char *time_column;
    bool hours_end;       // a row's time is the end of its hour
    size_t column_count;
    struct hourly_trace_column columns[HOURLY_TRACE_COLUMNS];
};

// Fills the columns' hours, which begin at start_day (days since 1970-01-01), from the file. False with a status that
// names file, line and the hour as the file writes it. Everything is borrowed until return.
bool hourly_trace_read(const struct hourly_trace *trace, int64_t start_day, size_t hours, struct status *status);

#endif
