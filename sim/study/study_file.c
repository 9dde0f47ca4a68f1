// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/study_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/record.h"

// ---- Columns ----------------------------------------------------------------------------------------------

static void add_outcome(struct study_columns *columns, const char *id, const struct measure *measure) {
    columns->ids = status_reallocate(columns->ids, columns->count + 1, sizeof *columns->ids);
    columns->measures = status_reallocate(columns->measures, columns->count + 1, sizeof *columns->measures);
    columns->ids[columns->count] = status_copy_text(id);
    columns->measures[columns->count++] = measure_copy(measure);
}

static void add_quantity(struct study_columns *columns, const char *id) {
    columns->quantities =
        status_reallocate(columns->quantities, columns->quantity_count + 1, sizeof *columns->quantities);
    columns->quantities[columns->quantity_count++] = status_copy_text(id);
}

static void take_frame(struct study_columns *columns, const struct study_results *results) {
    columns->days = results->days;
    columns->day = status_allocate(results->days, sizeof *columns->day);
    memcpy(columns->day, results->day, results->days * sizeof *columns->day);
    columns->day_unit = status_copy_text(results->day_unit);
    columns->homes = results->homes;
    columns->scenario = status_copy_text(results->scenario);
    columns->title = status_copy_text(results->title);
}

static bool has_days_of(const struct study_columns *columns, const struct study_results *results) {
    return columns->days == results->days && !strcmp(columns->day_unit, results->day_unit) &&
           !memcmp(columns->day, results->day, results->days * sizeof *columns->day);
}

// Where no run lived there is no calendar, and nothing to add.
bool study_columns_add(struct study_columns *columns, const struct study_results *results,
                       struct status *status) {
    if (results->days == 0) return true;
    if (!columns->day_unit) take_frame(columns, results);
    if (!has_days_of(columns, results))
        return status_fail(status, STATUS_MACHINE, "%s: has other days than the study's other runs",
                           results->path);
    for (size_t i = 0; i < results->outcome_count; i++)
        if (study_results_place(columns->ids, columns->count, results->ids[i], i) == columns->count)
            add_outcome(columns, results->ids[i], &results->measures[i]);
    for (size_t i = 0; i < results->quantity_count; i++)
        if (study_results_place(columns->quantities, columns->quantity_count, results->quantities[i], i) ==
            columns->quantity_count)
            add_quantity(columns, results->quantities[i]);
    return true;
}

void study_columns_clear(struct study_columns *columns) {
    for (size_t i = 0; i < columns->count; i++) {
        free(columns->ids[i]);
        measure_clear(&columns->measures[i]);
    }
    for (size_t i = 0; i < columns->quantity_count; i++) free(columns->quantities[i]);
    free(columns->ids);
    free(columns->measures);
    free(columns->quantities);
    free(columns->day);
    free(columns->day_unit);
    free(columns->scenario);
    free(columns->title);
}

// ---- The file ---------------------------------------------------------------------------------------------

struct study_file {
    struct record *record;
    const struct points *points;
    const struct study_columns *columns;
    struct record_dimension_id run, outcome, quantity, day;
    struct record_variable_id point, policy, replication, seed, lived, message, outcomes, by_day;
    struct record_variable_id *settings;  // [points->axis_count]
    bool *numbers;                        // [points->axis_count]: all its values are numbers
};

static void describe(struct study_file *file, const char *study) {
    const struct study_columns *columns = file->columns;
    record_attribute_text(file->record, "", NULL, "Conventions", "CF-1.8");
    record_attribute_text(file->record, "", NULL, "title", columns->title ? columns->title : "");
    record_attribute_text(file->record, "", NULL, "scenario", columns->scenario ? columns->scenario : "");
    record_attribute_text(file->record, "", NULL, "study", study);
    record_attribute_text(file->record, "", NULL, "maru_version", MARU_VERSION);
    record_attribute_text(file->record, "", NULL, "design", file->points->design);
    record_attribute_whole(file->record, "", NULL, "homes", columns->homes);
}

static void make_axes(struct study_file *file) {
    const struct study_columns *columns = file->columns;
    struct record *record = file->record;
    file->run = record_dimension(record, "", "run", RECORD_INT64, RECORD_UNLIMITED, NULL, "1",
                                 "number of the run within its study");
    file->outcome = record_dimension(record, "", "outcome", RECORD_TEXT, columns->count, columns->ids, NULL,
                                     "what a run comes to");
    file->quantity = record_dimension(record, "", "quantity", RECORD_TEXT, columns->quantity_count,
                                      columns->quantities, NULL, "outcomes that have days");
    file->day = record_dimension(record, "", "day", RECORD_INT64, columns->days, columns->day,
                                 columns->day_unit ? columns->day_unit : "1",
                                 "day that has passed, its first midnight");
    record_attribute_text(record, "", "day", "calendar", "standard");
}

static struct record_variable_id by_run(struct study_file *file, const char *name, enum record_type type,
                                        const char *long_name) {
    return record_variable(file->record, &(struct record_variable){.group = "runs",
                                                                   .name = name,
                                                                   .type = type,
                                                                   .rank = 1,
                                                                   .dimensions = {file->run},
                                                                   .units = type == RECORD_TEXT ? NULL : "1",
                                                                   .long_name = long_name});
}

static void make_runs(struct study_file *file) {
    file->point = by_run(file, "point", RECORD_INT64, "point of the design");
    file->policy = by_run(file, "policy", RECORD_TEXT, "policy it lived under");
    file->replication =
        by_run(file, "replication", RECORD_INT64, "whose luck it had: the same for all points");
    file->seed = by_run(file, "seed", RECORD_INT64, "names the luck");
    file->lived =
        by_run(file, "lived", RECORD_INT32, "1: it came to its end; 0: it failed, and has no outcomes");
    file->message = by_run(file, "message", RECORD_TEXT, "why it failed");
    file->outcomes = record_variable(
        file->record,
        &(struct record_variable){.group = "runs",
                                  .name = "outcomes",
                                  .type = RECORD_FLOAT64,
                                  .rank = 2,
                                  .dimensions = {file->run, file->outcome},
                                  .units = "1",
                                  .long_name = "outcomes of the whole run; units: /outcomes/unit"});
    file->by_day = record_variable(
        file->record, &(struct record_variable){.group = "runs",
                                                .name = "by_day",
                                                .type = RECORD_FLOAT64,
                                                .rank = 3,
                                                .dimensions = {file->run, file->quantity, file->day},
                                                .units = "1",
                                                .long_name = "the same of each day"});
}

static bool is_number(const char *text) {
    char *end;
    double number = strtod(text, &end);
    return end != text && !*end && isfinite(number);
}

static bool is_numeric(const struct points *points, size_t axis) {
    bool all = true;
    for (size_t point = 0; point < points->count; point++) all &= is_number(points_at(points, point)[axis]);
    return all;
}

// What a setting could be at the points of the design.
struct reach {
    double least, most;
    char **words;  // borrowed
    size_t count;
};

static void take_number(struct reach *reach, double number) {
    reach->least = fmin(reach->least, number);
    reach->most = fmax(reach->most, number);
}

static void take_word(struct reach *reach, char *value) {
    if (study_results_place(reach->words, reach->count, value, 0) < reach->count) return;
    reach->words = status_reallocate(reach->words, reach->count + 1, sizeof *reach->words);
    reach->words[reach->count++] = value;
}

// As it was asked for; of points that somebody wrote down, what stands there. The axis is the caller's to
// clear.
static struct reach find_reach(const struct study_file *file, size_t i, struct axis *axis) {
    const struct points *points = file->points;
    struct status ignored = {0};
    struct reach reach = {.least = INFINITY, .most = -INFINITY};
    bool asked = points->asked && axis_parse(points->asked[i], axis, &ignored);
    if (asked && axis->count == 0) return (struct reach){.least = axis->least, .most = axis->most};
    size_t count = asked ? axis->count : points->count;
    for (size_t k = 0; k < count; k++) {
        char *value = asked ? axis->values[k] : points->values[k * points->axis_count + i];
        if (file->numbers[i])
            take_number(&reach, strtod(value, NULL));
        else
            take_word(&reach, value);
    }
    return reach;
}

static void write_words(struct study_file *file, const char *name, const struct reach *reach) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    for (size_t k = 0; k < reach->count; k++) fprintf(out, "%s%s", k ? "\n" : "", reach->words[k]);
    fclose(out);
    record_attribute_text(file->record, "design", name, "values", text);
    free(text);
}

static void write_reach(struct study_file *file, size_t i) {
    const char *name = file->points->names[i];
    struct axis axis = {0};
    struct reach reach = find_reach(file, i, &axis);
    if (file->numbers[i]) {
        record_attribute_number(file->record, "design", name, "least", reach.least);
        record_attribute_number(file->record, "design", name, "most", reach.most);
    } else {
        write_words(file, name, &reach);
    }
    free(reach.words);
    axis_clear(&axis);
}

static void make_design(struct study_file *file, const char *const *units) {
    const struct points *points = file->points;
    file->settings = status_allocate(points->axis_count, sizeof *file->settings);
    file->numbers = status_allocate(points->axis_count, sizeof *file->numbers);
    for (size_t i = 0; i < points->axis_count; i++) {
        bool number = file->numbers[i] = is_numeric(points, i);
        file->settings[i] = record_variable(
            file->record, &(struct record_variable){.group = "design",
                                                    .name = points->names[i],
                                                    .type = number ? RECORD_FLOAT64 : RECORD_TEXT,
                                                    .rank = 1,
                                                    .dimensions = {file->run},
                                                    .units = number ? units[i] : NULL,
                                                    .long_name = "what the setting was"});
        record_attribute_text(file->record, "design", points->names[i], "sort", number ? "number" : "text");
        write_reach(file, i);
    }
    if (points->axis_count == 0) record_attribute_text(file->record, "design", NULL, "varies", "nothing");
}

// What each outcome is, by one of its texts.
static void write_texts(struct study_file *file, const char *name, const char *long_name, size_t offset) {
    const struct study_columns *columns = file->columns;
    struct record_variable_id variable =
        record_variable(file->record, &(struct record_variable){.group = "outcomes",
                                                                .name = name,
                                                                .type = RECORD_TEXT,
                                                                .rank = 1,
                                                                .dimensions = {file->outcome},
                                                                .long_name = long_name});
    const char **texts = status_allocate(columns->count, sizeof *texts);
    for (size_t i = 0; i < columns->count; i++)
        texts[i] = *(char *const *)((const char *)&columns->measures[i] + offset);
    record_write(file->record, variable, texts);
    free(texts);
}

static void write_outcomes(struct study_file *file) {
    const struct study_columns *columns = file->columns;
    struct record_variable group = {
        .group = "outcomes",
        .name = "group",
        .type = RECORD_INT32,
        .rank = 1,
        .dimensions = {file->outcome},
        .units = "1",
        .long_name =
            "0 money, 1 tokens, 2 what left the homes, 3 key results, 4 and 5 money and "
            "key results per household, by privacy segment"};
    struct record_variable missing = group;
    missing.name = "missing";
    missing.type = RECORD_FLOAT64;
    missing.long_name = "what it counts as in a run that does not have it";
    struct record_variable_id groups = record_variable(file->record, &group),
                              misses = record_variable(file->record, &missing);
    int32_t *group_of = status_allocate(columns->count, sizeof *group_of);
    double *missing_of = status_allocate(columns->count, sizeof *missing_of);
    for (size_t i = 0; i < columns->count; i++) {
        group_of[i] = (int32_t)columns->measures[i].group;
        missing_of[i] = columns->measures[i].missing;
    }
    record_write(file->record, groups, group_of);
    record_write(file->record, misses, missing_of);
    free(group_of);
    free(missing_of);
    write_texts(file, "subject", "the data flow or series it is about", offsetof(struct measure, subject));
    write_texts(file, "name", "its name", offsetof(struct measure, name));
    write_texts(file, "unit", "its unit", offsetof(struct measure, unit));
    write_texts(file, "entry", "the appliance or party that counts it", offsetof(struct measure, entry));
    write_texts(file, "meaning", "its name in words", offsetof(struct measure, meaning));
}

struct study_file *study_file_create(const char *path, const char *study, const struct points *points,
                                     const char *const *units, const struct study_columns *columns,
                                     struct status *status) {
    struct replace_terms terms = {.identity = study, .replace = true, .shared = true};
    struct record *record = record_open(path, &terms, status);
    if (!record) return NULL;
    struct study_file *file = status_allocate(1, sizeof *file);
    *file = (struct study_file){.record = record, .points = points, .columns = columns};
    describe(file, study);
    make_axes(file);
    make_runs(file);
    make_design(file, units);
    write_outcomes(file);
    return file;
}

void study_file_note_missing(struct study_file *file, size_t missing) {
    if (missing) record_attribute_whole(file->record, "", NULL, "runs_missing", (int64_t)missing);
}

// ---- Its runs ---------------------------------------------------------------------------------------------

static void put_design(struct study_file *file, size_t point) {
    const char *const *values = points_at(file->points, point);
    for (size_t i = 0; i < file->points->axis_count; i++) {
        double number = file->numbers[i] ? strtod(values[i], NULL) : 0;
        if (file->numbers[i])
            record_append(file->record, file->settings[i], &number);
        else
            record_append(file->record, file->settings[i], &values[i]);
    }
}

static void put_run(struct study_file *file, const struct study_results *results, size_t i) {
    struct record *record = file->record;
    const char *policy = results->policy[i], *message = results->message[i];
    record_append_coordinate(record, file->run, &results->run[i]);
    record_append(record, file->point, &results->point[i]);
    record_append(record, file->policy, &policy);
    record_append(record, file->replication, &results->replication[i]);
    record_append(record, file->seed, &results->seed[i]);
    record_append(record, file->lived, &results->lived[i]);
    record_append(record, file->message, &message);
    put_design(file, (size_t)results->point[i]);
}

// Where each column stands in the results; behind their last where they do not have it.
static size_t *find_places(char *const *wanted, size_t count, char *const *names, size_t names_count) {
    size_t *places = status_allocate(count, sizeof *places);
    for (size_t i = 0; i < count; i++) places[i] = study_results_place(names, names_count, wanted[i], i);
    return places;
}

size_t *study_columns_places(const struct study_columns *columns, const struct study_results *results) {
    return find_places(columns->ids, columns->count, results->ids, results->outcome_count);
}

void study_columns_values(const struct study_columns *columns, const struct study_results *results,
                          const size_t *places, size_t run, double *values) {
    const double *own = results->values + run * results->outcome_count;
    for (size_t i = 0; i < columns->count; i++) {
        double missing = results->lived[run] ? columns->measures[i].missing : NAN;
        values[i] = places[i] < results->outcome_count ? own[places[i]] : missing;
    }
}

static void put_days(struct study_file *file, const struct study_results *results, size_t i,
                     const double *by_day, const size_t *places, double *slice) {
    size_t days = file->columns->days;
    for (size_t k = 0; k < file->columns->quantity_count; k++) {
        double *into = slice + k * days;
        if (places[k] == results->quantity_count)
            for (size_t day = 0; day < days; day++) into[day] = NAN;
        else
            memcpy(into, by_day + (i * results->quantity_count + places[k]) * days, days * sizeof *into);
    }
    record_append(file->record, file->by_day, slice);
}

void study_file_append(struct study_file *file, const struct study_results *results, const double *by_day,
                       size_t count) {
    const struct study_columns *columns = file->columns;
    size_t *places = study_columns_places(columns, results);
    size_t *days = find_places(columns->quantities, columns->quantity_count, results->quantities,
                               results->quantity_count);
    double *slice = status_allocate(columns->count, sizeof *slice);
    double *day_slice = status_allocate(columns->quantity_count * columns->days, sizeof *day_slice);
    for (size_t i = 0; i < count; i++) {
        put_run(file, results, i);
        study_columns_values(columns, results, places, i, slice);
        record_append(file->record, file->outcomes, slice);
        put_days(file, results, i, by_day, days, day_slice);
    }
    free(places);
    free(days);
    free(slice);
    free(day_slice);
}

static void free_file(struct study_file *file) {
    free(file->settings);
    free(file->numbers);
    free(file);
}

bool study_file_close(struct study_file *file, struct status *status) {
    bool good = record_close(file->record, status);
    free_file(file);
    return good;
}

void study_file_abandon(struct study_file *file) {
    if (!file) return;
    record_abandon(file->record);
    free_file(file);
}
