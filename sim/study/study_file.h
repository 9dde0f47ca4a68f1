// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a study's results, and of a block's, which is one of the same form with fewer runs: netCDF-4, written like a run
// file (record.h). Its axes: run, outcome (every measure that some run has), quantity (the outcomes that have days), day.
//   /runs      point, policy, replication, seed, lived, message; outcomes (run, outcome); by_day (run, quantity, day)
//   /design    each setting that varies, by run: a number where all its values are
//   /outcomes  what each outcome is
// No times, hosts or paths stand in it: the same study gives the same bytes, however it was made.
#ifndef MARU_SIM_STUDY_STUDY_FILE_H
#define MARU_SIM_STUDY_STUDY_FILE_H

#include "analysis/study_results.h"
#include "sim/engine/status.h"
#include "sim/study/points.h"

// All outcomes and quantities of some results, each once, in the order in which they were met.
struct study_columns {
    char **ids;
    struct measure *measures;
    size_t count;
    char **quantities;
    size_t quantity_count;
    int64_t *day;
    size_t days;
    char *day_unit;
    int64_t homes;
    char *scenario, *title;
};
// False with a status: the results have other days than those before.
bool study_columns_add(struct study_columns *columns, const struct study_results *results, struct status *status);
void study_columns_clear(struct study_columns *columns);
// Where each column stands in some results, and the values of one of their runs by columns: what it does not have counts as the
// measure says, and of a run that did not live all are NaN. places[count] is owned by the caller.
size_t *study_columns_places(const struct study_columns *columns, const struct study_results *results);
void study_columns_values(const struct study_columns *columns, const struct study_results *results, const size_t *places,
                          size_t run, double *values);

struct study_file;

// `study`: the study's identity, and so the file's; units as study_units. What has the name already is replaced when it is a file
// of results. Columns and points are borrowed until it is closed. NULL with a status.
struct study_file *study_file_create(const char *path, const char *study, const struct points *points, const char *const *units,
                                     const struct study_columns *columns, struct status *status);
// Says how many runs of the study it lacks; 0 where nothing is said.
void study_file_note_missing(struct study_file *file, size_t missing);
// The results' first `count` runs, with their days (study_results_by_day).
void study_file_append(struct study_file *file, const struct study_results *results, const double *by_day,
                       size_t count);
// As record_close. Frees.
bool study_file_close(struct study_file *file, struct status *status);
void study_file_abandon(struct study_file *file);  // NULL is fine

#endif
