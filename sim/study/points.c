// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/points.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/csv_put.h"
#include "sim/engine/csv_file.h"

static const char number_column[] = "point";

struct points points_none(void) {
    return (struct points){.design = "", .count = 1};
}

struct points points_of_design(const struct axis *axes, size_t axis_count, const struct design *design) {
    struct points points = {
        .design = design_kind_names[design->kind],
        .names = status_allocate(axis_count, sizeof *points.names),
        .axis_count = axis_count,
        .values = status_allocate(axis_count * design->point_count, sizeof *points.values),
        .count = design->point_count,
        .asked = status_allocate(axis_count, sizeof *points.asked)};
    for (size_t i = 0; i < axis_count; i++) points.names[i] = status_copy_text(axes[i].name);
    for (size_t i = 0; i < axis_count; i++) points.asked[i] = axis_text(&axes[i]);
    for (size_t i = 0; i < axis_count * points.count; i++)
        points.values[i] = axis_value(&axes[i % axis_count], design->at[i]);
    return points;
}

void points_add(struct points *points, const char *name, const char *asked, char **values) {
    size_t before = points->axis_count, width = before + 1;
    char **wider = status_allocate(width * points->count, sizeof *wider);
    for (size_t i = 0; i < points->count; i++) {
        for (size_t k = 0; k < before; k++) wider[i * width + k] = points->values[i * before + k];
        wider[i * width + before] = values[i];
    }
    free(points->values);
    points->values = wider;
    points->axis_count = width;
    points->names = status_reallocate(points->names, width, sizeof *points->names);
    points->names[before] = status_copy_text(name);
    points->asked = status_reallocate(points->asked, width, sizeof *points->asked);
    points->asked[before] = status_copy_text(asked);
}

void points_clear(struct points *points) {
    for (size_t i = 0; i < points->axis_count; i++) free(points->names[i]);
    for (size_t i = 0; points->asked && i < points->axis_count; i++) free(points->asked[i]);
    for (size_t i = 0; i < points->axis_count * points->count; i++) free(points->values[i]);
    free(points->names);
    free(points->values);
    free(points->asked);
}

const char *const *points_at(const struct points *points, size_t point) {
    return (const char *const *)points->values + point * points->axis_count;
}

// ---- As a file ----

static void put_row(FILE *out, const char *const *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        fputc(',', out);
        csv_put_text(out, fields[i]);
    }
    fputc('\n', out);
}

char *points_csv(const struct points *points) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    fputs(number_column, out);
    put_row(out, (const char *const *)points->names, points->axis_count);
    for (size_t i = 0; i < points->count; i++) {
        fprintf(out, "%zu", i);
        put_row(out, points_at(points, i), points->axis_count);
    }
    fclose(out);
    return text;
}

static void read_names(struct csv_file *csv, bool numbered, struct points *points) {
    points->axis_count = csv_file_width(csv) - numbered;
    points->names = status_allocate(points->axis_count, sizeof *points->names);
    for (size_t i = 0; i < points->axis_count; i++)
        points->names[i] = status_copy_text(csv_file_heading(csv, i + numbered));
}

static void read_row(struct csv_file *csv, bool numbered, struct points *points) {
    size_t width = points->axis_count;
    points->values = status_reallocate(points->values, (points->count + 1) * width, sizeof *points->values);
    for (size_t i = 0; i < width; i++)
        points->values[points->count * width + i] = status_copy_text(csv_file_field(csv, i + numbered));
    points->count++;
}

bool points_read(const char *path, struct points *points, struct status *status) {
    *points = (struct points){.design = design_kind_names[DESIGN_LIST]};
    struct csv_file *csv = csv_file_open(path, path, status);
    if (!csv) return false;
    bool numbered = strcmp(csv_file_heading(csv, 0), number_column) == 0;
    read_names(csv, numbered, points);
    while (csv_file_next(csv, status)) read_row(csv, numbered, points);
    csv_file_close(csv);
    if (status->code == STATUS_OK && points->count == 0)
        status_fail(status, STATUS_SCENARIO, "%s: has no points: a line for each is needed below the names",
                    path);
    return status->code == STATUS_OK;
}
