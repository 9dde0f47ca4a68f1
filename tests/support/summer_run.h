// SPDX-License-Identifier: GPL-3.0-or-later
// A run file as large as a summer's: for counting its writes and for measuring them.
#ifndef MARU_TESTS_SUPPORT_SUMMER_RUN_H
#define MARU_TESTS_SUPPORT_SUMMER_RUN_H

#include "tests/support/sample_run.h"

enum { SUMMER_HOMES = 10000, SUMMER_COLUMNS = 30, SUMMER_SERIES = 60, SUMMER_DAYS = 92, SUMMER_SEGMENTS = 3 };

static inline void summer_series(struct record *record, const int64_t *numbers, const double *values) {
    struct record_variable_id series[SUMMER_SERIES];
    struct record_dimension_id day = record_dimension(record, "", "day", RECORD_INT64, RECORD_UNLIMITED, NULL,
                                                      "days since 2018-06-01", "day");
    struct record_dimension_id segment =
        record_dimension(record, "", "segment", RECORD_INT64, SUMMER_SEGMENTS, numbers, NULL, "");
    for (int i = 0; i < SUMMER_SERIES; i++) {
        char name[40];
        snprintf(name, sizeof name, "series_%d", i);
        series[i] = sample_variable(record, "series", name, RECORD_FLOAT64, "1", 2, day, segment, segment);
    }
    for (int64_t i = 0; i < SUMMER_DAYS; i++) {
        record_append_coordinate(record, day, &i);
        for (int s = 0; s < SUMMER_SERIES; s++) record_append(record, series[s], &values[i * SUMMER_SERIES + s]);
    }
}

static inline void summer_columns(struct record *record, const int64_t *numbers, const double *values) {
    struct record_dimension_id home =
        record_dimension(record, "homes", "home", RECORD_INT64, SUMMER_HOMES, numbers, NULL, "");
    for (int i = 0; i < SUMMER_COLUMNS; i++) {
        char name[40];
        snprintf(name, sizeof name, "column_%d", i);
        sample_row(record, "homes", name, RECORD_FLOAT64, "1", home, values);
    }
}

// Ends the program when it cannot be written.
static inline void summer_write(const char *path) {
    static double values[SUMMER_HOMES];
    static int64_t numbers[SUMMER_HOMES];
    struct status status = {0};
    for (int i = 0; i < SUMMER_HOMES; i++) values[i] = (double)((numbers[i] = i) * 7919 % 10007) / 3;
    struct record *record = record_open(path, NULL, &status);
    if (record) {
        summer_series(record, numbers, values);
        summer_columns(record, numbers, values);
    }
    if (record && record_close(record, &status)) return;
    fprintf(stderr, "%s\n", status.message);
    exit(1);
}

#endif
