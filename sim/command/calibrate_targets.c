// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/calibrate_targets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/csv_file.h"
#include "sim/engine/utf8.h"
#include "sim/engine/words.h"

static const char option[] = "--data";
enum { OUTCOME, VALUE, SCALE, COLUMNS };
static const char *const columns[COLUMNS] = {"outcome", "value", "scale"};

// The file as it is read.
struct reading {
    struct csv_file *csv;
    const char *path;
    size_t place[COLUMNS];
    bool has_scale;
};

static bool refuse_column(const struct reading *reading, const char *heading, struct status *status) {
    char shown[SHOWN_MOST], hint[WORDS_HINT_SIZE];
    struct words_nearest nearest = words_nearest_to(heading);
    for (int i = 0; i < COLUMNS; i++) words_consider(&nearest, columns[i]);
    return status_fail(status, STATUS_SCENARIO, "%s:1: column '%s': allowed are outcome, value and scale%s",
                       reading->path, utf8_quote(heading, shown), words_hint(&nearest, hint));
}

// A misspelt `scale` would be passed over without a word.
static bool find_columns(struct reading *reading, struct status *status) {
    for (size_t i = 0; i < csv_file_width(reading->csv); i++) {
        const char *heading = csv_file_heading(reading->csv, i);
        int column = 0;
        while (column < COLUMNS && strcmp(heading, columns[column]) != 0) column++;
        if (column == COLUMNS) return refuse_column(reading, heading, status);
        reading->has_scale |= column == SCALE;
    }
    for (int column = 0; column < COLUMNS; column++)
        if ((column != SCALE || reading->has_scale) &&
            !csv_file_column(reading->csv, option, columns[column], &reading->place[column], status))
            return false;
    return true;
}

static bool read_number(const struct reading *reading, int column, double *number, struct status *status) {
    char shown[SHOWN_MOST];
    const char *field = csv_file_field(reading->csv, reading->place[column]);
    const char *wrong = csv_file_number(field, number);
    return !wrong ||
           status_fail(status, STATUS_SCENARIO, "%s:%ld: %s '%s' %s", reading->path,
                       csv_file_line(reading->csv), columns[column], utf8_quote(field, shown), wrong);
}

static bool read_scale(const struct reading *reading, double *scale, struct status *status) {
    *scale = NAN;
    if (!reading->has_scale || !csv_file_field(reading->csv, reading->place[SCALE])[0]) return true;
    if (!read_number(reading, SCALE, scale, status)) return false;
    return *scale > 0 || status_fail(status, STATUS_SCENARIO,
                                     "%s:%ld: scale %g: allowed is a number above 0, or nothing: then the "
                                     "first round's spread",
                                     reading->path, csv_file_line(reading->csv), *scale);
}

static bool is_new(const struct reading *reading, const struct calibration_targets *targets,
                   const char *outcome, struct status *status) {
    for (size_t i = 0; i < targets->count; i++)
        if (strcmp(targets->rows[i].outcome, outcome) == 0)
            return status_fail(status, STATUS_SCENARIO, "%s:%ld: %s stands already in line %ld",
                               reading->path, csv_file_line(reading->csv), outcome, targets->rows[i].line);
    return true;
}

static bool read_row(const struct reading *reading, struct calibration_targets *targets,
                     struct status *status) {
    struct calibration_target target = {
        .line = csv_file_line(reading->csv), .least = INFINITY, .most = -INFINITY};
    const char *outcome = csv_file_field(reading->csv, reading->place[OUTCOME]);
    if (!is_new(reading, targets, outcome, status) || !read_number(reading, VALUE, &target.value, status) ||
        !read_scale(reading, &target.scale, status))
        return false;
    target.outcome = status_copy_text(outcome);
    targets->rows = status_reallocate(targets->rows, targets->count + 1, sizeof *targets->rows);
    targets->rows[targets->count++] = target;
    return true;
}

static bool read_rows(struct reading *reading, struct calibration_targets *targets, struct status *status) {
    if (!find_columns(reading, status)) return false;
    while (csv_file_next(reading->csv, status))
        if (!read_row(reading, targets, status)) return false;
    if (status->code == STATUS_OK && targets->count == 0)
        status_fail(status, STATUS_SCENARIO,
                    "%s: has no targets: a line for each is needed below outcome,value,scale", reading->path);
    return status->code == STATUS_OK;
}

bool calibrate_targets_read(const char *path, struct calibration_targets *targets, struct status *status) {
    *targets = (struct calibration_targets){0};
    struct reading reading = {.csv = csv_file_open(path, path, status), .path = path};
    bool good = reading.csv && read_rows(&reading, targets, status);
    csv_file_close(reading.csv);
    return good;
}

static bool check_target(const char *path, const struct calibration_target *target, char *const *ids,
                         size_t count, struct status *status) {
    char shown[SHOWN_MOST], hint[WORDS_HINT_SIZE];
    struct words_nearest nearest = words_nearest_to(target->outcome);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(ids[i], target->outcome) == 0) return true;
        words_consider(&nearest, ids[i]);
    }
    return status_fail(status, STATUS_SCENARIO,
                       "%s:%ld: no outcome '%s'%s; the head of a sweep's runs.csv has their names, as '%s'",
                       path, target->line, utf8_quote(target->outcome, shown), words_hint(&nearest, hint),
                       count ? ids[count - 1] : "");
}

bool calibrate_targets_check(const char *path, const struct calibration_targets *targets, char *const *ids,
                             size_t count, struct status *status) {
    for (size_t i = 0; i < targets->count; i++)
        if (!check_target(path, &targets->rows[i], ids, count, status)) return false;
    return true;
}

char *calibrate_targets_text(const struct calibration_targets *targets) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    for (size_t i = 0; i < targets->count; i++)
        fprintf(out, "%s %.17g %.17g\n", targets->rows[i].outcome, targets->rows[i].value,
                targets->rows[i].scale);
    fclose(out);
    return text;
}
