// SPDX-License-Identifier: GPL-3.0-or-later
// What is gathered for the run file until it fills a chunk, and how the file becomes whole.
#include "sim/engine/record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/claim.h"
#include "sim/engine/netcdf.h"

// Gathered steps per chunk, unless they are too long for one. 256 days hold a year in two chunks.
#define DAYS_MOST ((size_t)256)
#define LOG_MOST  ((size_t)8192)

// A variable, and the steps gathered for its next whole chunk.
struct column {
    struct netcdf_variable variable;
    int dimension;        // its first; of a coordinate: its own
    size_t gathered;      // steps in `rows`, not yet in the file
    unsigned char *rows;  // [chunk_steps * slice] values; texts are own copies
};

struct dimension {
    struct column coordinate;
    struct netcdf_scale scale;
};

struct record {
    struct claim *claim;
    char *identity;  // "": of no run that is known
    struct netcdf netcdf;
    struct dimension **dimensions;
    int dimension_count;
    struct column *variables;
    int variable_count;
};

static bool failed(const struct record *record) {
    return netcdf_failed(&record->netcdf);
}

// ---- Attributes ----

static const char *attribute_place(struct record *record, const char *group, const char *variable,
                                   char path[NETCDF_PATH_SIZE]) {
    if (failed(record)) return "/";
    return netcdf_path(&record->netcdf, group, variable, path);
}

void record_attribute_text(struct record *record, const char *group, const char *variable, const char *name,
                           const char *text) {
    char path[NETCDF_PATH_SIZE];
    netcdf_attribute_text(&record->netcdf, attribute_place(record, group, variable, path), name, text);
}

void record_attribute_number(struct record *record, const char *group, const char *variable, const char *name,
                             double value) {
    char path[NETCDF_PATH_SIZE];
    netcdf_attribute(&record->netcdf, attribute_place(record, group, variable, path), name, RECORD_FLOAT64,
                     &value);
}

void record_attribute_whole(struct record *record, const char *group, const char *variable, const char *name,
                            int64_t value) {
    char path[NETCDF_PATH_SIZE];
    const char *place = attribute_place(record, group, variable, path);
    // As 32 bits where it fits: R has no whole numbers of 64 and says so at every one.
    int32_t narrow = (int32_t)value;
    if (narrow == value)
        netcdf_attribute(&record->netcdf, place, name, RECORD_INT32, &narrow);
    else
        netcdf_attribute(&record->netcdf, place, name, RECORD_INT64, &value);
}

// ---- What is gathered ----

static void column_clear(struct column *column) {
    if (column->variable.type == RECORD_TEXT)
        for (size_t i = 0; i < column->gathered * column->variable.slice; i++)
            free(((char **)(void *)column->rows)[i]);
    column->gathered = 0;
}

static void column_put_gathered(struct record *record, struct column *column) {
    struct netcdf_variable *variable = &column->variable;
    netcdf_variable_put(&record->netcdf, variable, variable->extent[0], column->gathered, column->rows);
    column_clear(column);
}

static size_t column_steps(const struct column *column) {
    return column->variable.extent[0] + column->gathered;
}

static void column_gather(struct record *record, struct column *column, const void *slice) {
    const struct netcdf_variable *variable = &column->variable;
    size_t bytes = variable->slice * netcdf_type_size(variable->type);
    if (!column->rows) column->rows = status_allocate(variable->chunk_steps, bytes);
    unsigned char *row = column->rows + column->gathered * bytes;
    if (variable->type == RECORD_TEXT)
        for (size_t i = 0; i < variable->slice; i++)
            ((char **)(void *)row)[i] = status_copy_text(((const char *const *)slice)[i]);
    else if (bytes > 0)
        memcpy(row, slice, bytes);
    if (++column->gathered == variable->chunk_steps) column_put_gathered(record, column);
}

static void column_free(struct column *column) {
    column_clear(column);
    free(column->rows);
}

// ---- Dimensions and variables ----

static void describe(struct record *record, const char *group, const char *name, const char *units,
                     const char *long_name) {
    if (units) record_attribute_text(record, group, name, "units", units);
    if (long_name) record_attribute_text(record, group, name, "long_name", long_name);
}

static struct dimension *dimension_add(struct record *record) {
    int index = record->dimension_count++;
    record->dimensions = status_reallocate(record->dimensions, (size_t)index + 1, sizeof(struct dimension *));
    struct dimension *dimension = record->dimensions[index] = status_allocate(1, sizeof *dimension);
    dimension->coordinate.dimension = index;
    dimension->scale.coordinate = &dimension->coordinate.variable;
    return dimension;
}

struct record_dimension_id record_dimension(struct record *record, const char *group, const char *name,
                                            enum record_type type, size_t count, const void *coordinates,
                                            const char *units, const char *long_name) {
    struct record_dimension_id id = {record->dimension_count};
    bool unlimited = count >= RECORD_LOG;
    char path[NETCDF_PATH_SIZE];
    struct dimension *dimension = dimension_add(record);
    dimension->coordinate.variable =
        (struct netcdf_variable){.type = type,
                                 .rank = 1,
                                 .extent = {unlimited ? 0 : count},
                                 .grows = unlimited,
                                 .steps_most = count == RECORD_LOG ? LOG_MOST : DAYS_MOST};
    if (failed(record)) return id;
    netcdf_path(&record->netcdf, group, name, path);
    struct netcdf_variable *variable = &dimension->coordinate.variable;
    if (failed(record) || !netcdf_variable_create(&record->netcdf, variable, path)) return id;
    netcdf_scale_declare(&record->netcdf, path, name);
    describe(record, group, name, units, long_name);
    if (!unlimited) netcdf_variable_put(&record->netcdf, variable, 0, count, coordinates);
    return id;
}

static struct column column_of(const struct record *record, const struct record_variable *variable) {
    struct column column = {.dimension = variable->dimensions[0].index};
    column.variable = (struct netcdf_variable){
        .type = variable->type, .rank = variable->rank, .may_miss = variable->may_miss};
    PROMISE(variable->rank >= 1 && variable->rank <= NETCDF_AXES_MOST, "a variable has 1 to 3 axes");
    for (int axis = 0; axis < variable->rank; axis++) {
        const struct netcdf_variable *coordinate =
            &record->dimensions[variable->dimensions[axis].index]->coordinate.variable;
        PROMISE(axis == 0 || !coordinate->grows, "only the first axis of a variable is unlimited");
        column.variable.extent[axis] = coordinate->grows ? 0 : coordinate->extent[0];
    }
    const struct netcdf_variable *first = &record->dimensions[column.dimension]->coordinate.variable;
    column.variable.grows = first->grows;
    column.variable.steps_most = first->steps_most;
    return column;
}

// Readers take what bears a dimension's name for that dimension's coordinate, or lose it (R's ncdf4).
static bool names_a_dimension(const struct record *record, const char *path, const char *name) {
    char taken[NETCDF_PATH_SIZE];
    for (int i = 0; i < record->dimension_count; i++) {
        if (!netcdf_variable_path(&record->dimensions[i]->coordinate.variable, taken)) continue;
        bool at_root = strrchr(taken, '/') == taken;
        if (!strcmp(taken, path) || (at_root && !strcmp(taken + 1, name))) return true;
    }
    return false;
}

static void scales_attach(struct record *record, const char *path, const struct record_variable *variable,
                          const struct column *column) {
    struct netcdf_scale *scales[NETCDF_AXES_MOST] = {NULL};
    for (int axis = 0; axis < variable->rank; axis++)
        scales[axis] = &record->dimensions[variable->dimensions[axis].index]->scale;
    netcdf_scale_attach(&record->netcdf, path, &column->variable, scales);
}

// What stands for "no value", told in the variable's own type.
static void describe_missing(struct record *record, const struct record_variable *variable) {
    if (variable->type == RECORD_FLOAT64)
        record_attribute_number(record, variable->group, variable->name, "_FillValue", NAN);
    if (variable->type == RECORD_INT32 && variable->may_miss)
        record_attribute_whole(record, variable->group, variable->name, "_FillValue", -1);
}

struct record_variable_id record_variable(struct record *record, const struct record_variable *variable) {
    struct record_variable_id id = {record->variable_count++};
    char path[NETCDF_PATH_SIZE];
    record->variables = status_reallocate(record->variables, (size_t)id.index + 1, sizeof *record->variables);
    struct column *column = &record->variables[id.index];
    *column = column_of(record, variable);
    if (failed(record)) return id;
    netcdf_path(&record->netcdf, variable->group, variable->name, path);
    PROMISE(!names_a_dimension(record, path, variable->name), "a variable does not bear a dimension's name");
    if (failed(record) || !netcdf_variable_create(&record->netcdf, &column->variable, path)) return id;
    scales_attach(record, path, variable, column);
    describe(record, variable->group, variable->name, variable->units, variable->long_name);
    describe_missing(record, variable);
    return id;
}

void record_append_coordinate(struct record *record, struct record_dimension_id dimension,
                              const void *value) {
    struct column *coordinate = &record->dimensions[dimension.index]->coordinate;
    PROMISE(coordinate->variable.grows, "coordinates are appended to an unlimited dimension only");
    if (!failed(record)) column_gather(record, coordinate, value);
}

static size_t column_length(const struct record *record, const struct column *column) {
    return column_steps(&record->dimensions[column->dimension]->coordinate);
}

void record_append(struct record *record, struct record_variable_id variable, const void *slice) {
    struct column *column = &record->variables[variable.index];
    PROMISE(column->variable.grows, "slices are appended to a variable with an unlimited dimension only");
    if (failed(record)) return;
    PROMISE(column_steps(column) < column_length(record, column),
            "the coordinate is appended before the slice");
    column_gather(record, column, slice);
}

void record_write(struct record *record, struct record_variable_id variable, const void *values) {
    struct column *column = &record->variables[variable.index];
    if (failed(record)) return;
    PROMISE(!column->variable.grows || column_steps(column) == 0,
            "a variable is either written whole or appended to");
    netcdf_variable_put(&record->netcdf, &column->variable, 0, column_length(record, column), values);
}

// ---- The file ----

static void record_free(struct record *record) {
    for (int i = 0; i < record->variable_count; i++) column_free(&record->variables[i]);
    for (int i = 0; i < record->dimension_count; i++) {
        column_free(&record->dimensions[i]->coordinate);
        free(record->dimensions[i]->scale.users);
        free(record->dimensions[i]);
    }
    free(record->dimensions);
    free(record->variables);
    free(record->identity);
    free(record);
}

// Under the claim, so that nobody else's file comes to the name after it was looked at.
static bool begin(struct record *record, const char *path, const struct replace_terms *terms,
                  struct status *status) {
    record->claim = terms->shared ? claim_share(path) : claim_take(path, status);
    if (!record->claim) return false;
    if (replace_allowed(path, terms, status)) {
        if (netcdf_create(&record->netcdf, claim_part(record->claim), claim_path(record->claim))) return true;
        status_fail(status, record->netcdf.status.code, "%s", record->netcdf.status.message);
    }
    claim_drop(record->claim);
    return false;
}

struct record *record_open(const char *path, const struct replace_terms *terms, struct status *status) {
    static const struct replace_terms any = {"", true, false};
    if (!terms) terms = &any;
    struct record *record = status_allocate(1, sizeof *record);
    record->identity = status_copy_text(terms->identity);
    char *meant = replace_meant(path);
    bool begun = begin(record, meant, terms, status);
    free(meant);
    if (begun) return record;
    record_free(record);
    return NULL;
}

// The claim and the file under it are the other process's, which lives.
bool record_become(struct record *record, const char *path, const char *identity, struct status *status) {
    char *meant = replace_meant(path);
    struct claim *before = record->claim;
    record->claim = claim_share(meant);
    netcdf_move(&record->netcdf, claim_part(record->claim), claim_path(record->claim));
    claim_leave(before);
    free(meant);
    free(record->identity);
    record->identity = status_copy_text(identity);
    const struct status *writing = &record->netcdf.status;
    return !failed(record) || status_fail(status, writing->code, "%s", writing->message);
}

void record_flush(struct record *record) {
    netcdf_flush(&record->netcdf);
}

static bool file_close(struct record *record) {
    for (int i = 0; i < record->variable_count; i++) netcdf_variable_close(&record->variables[i].variable);
    for (int i = 0; i < record->dimension_count; i++)
        netcdf_variable_close(&record->dimensions[i]->coordinate.variable);
    return netcdf_close(&record->netcdf);
}

static void file_finish(struct record *record) {
    for (int i = 0; i < record->dimension_count; i++)
        column_put_gathered(record, &record->dimensions[i]->coordinate);
    for (int i = 0; i < record->variable_count && !failed(record); i++) {
        struct column *column = &record->variables[i];
        column_put_gathered(record, column);
        PROMISE(failed(record) || column_steps(column) == column_length(record, column),
                "every variable of an unlimited dimension has as many steps as the dimension");
    }
    for (int i = 0; i < record->dimension_count && !failed(record); i++)
        netcdf_scale_list_users(&record->netcdf, &record->dimensions[i]->scale);
    if (record->identity[0]) record_attribute_text(record, "", NULL, REPLACE_IDENTITY, record->identity);
    record_flush(record);
    record_attribute_whole(record, "", NULL, "finished", 1);
    record_flush(record);
}

bool record_close(struct record *record, struct status *status) {
    file_finish(record);
    bool broken = failed(record), whole = !broken && file_close(record);
    if (broken) netcdf_give_up(&record->netcdf);
    if (!whole) {
        status_fail(status, record->netcdf.status.code, "%s", record->netcdf.status.message);
        claim_drop(record->claim);
    } else {
        whole = claim_publish(record->claim, status);
        claim_release(record->claim);
    }
    record_free(record);
    return whole;
}

void record_abandon(struct record *record) {
    if (failed(record))
        netcdf_give_up(&record->netcdf);
    else
        file_close(record);
    claim_drop(record->claim);
    record_free(record);
}
