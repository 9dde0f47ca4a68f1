// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_gaps.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "analysis/run_file.h"

// ---- The list ----

struct pair {
    struct run_file *files[2];
    struct run_gaps *gaps;
};

// Groups that say what a run is; all others are of what came out.
static bool is_about(const char *path) {
    static const char *const about[] = {"/meta", "/entries", "/submodels", "/files", "/file_lines"};
    for (size_t i = 0; i < sizeof about / sizeof *about; i++) {
        size_t length = strlen(about[i]);
        if (strncmp(path, about[i], length) == 0 && (path[length] == '/' || !path[length])) return true;
    }
    return false;
}

// The texts are moved to the list.
static void put(struct pair *pair, struct run_gap gap) {
    struct run_gaps *gaps = pair->gaps;
    gaps->items = fault_reallocate(gaps->items, gaps->count + 1, sizeof *gaps->items);
    gaps->items[gaps->count++] = gap;
}

static void put_alone(struct pair *pair, char *what, bool is_result, int file) {
    put(pair, (struct run_gap){what,
                               is_result,
                               fault_copy_text("only in one"),
                               fault_copy_text(""),
                               {fault_copy_text(file ? "" : "there"), fault_copy_text(file ? "there" : "")}});
}

static bool has_name(const struct run_names *names, const char *name) {
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0) return true;
    return false;
}

// ---- Attributes ----

static char *print_attribute(const struct run_attribute *value) {
    if (value->kind == RUN_KIND_TEXT) return fault_copy_text(value->text ? value->text : "");
    if (value->kind == RUN_KIND_WHOLE) return fault_print_text("%" PRId64, value->whole);
    return fault_print_text("%.17g", value->number);
}

// Of the root, what the run is; of a group of results, its sums.
static bool attribute_is_result(const char *object) {
    return strcmp(object, "/") != 0 && !is_about(object);
}

static void compare_attribute(struct pair *pair, const char *object, const char *name) {
    char *texts[2];
    for (int i = 0; i < 2; i++) {
        struct run_attribute value;
        texts[i] = run_file_attribute(pair->files[i], object, name, &value) ? print_attribute(&value)
                                                                            : fault_copy_text("");
        free(value.text);
    }
    if (strcmp(texts[0], texts[1]) != 0) {
        put(pair, (struct run_gap){fault_print_text("%s, attribute %s", object, name),
                                   attribute_is_result(object),
                                   fault_copy_text("1 of 1"),
                                   fault_copy_text(""),
                                   {texts[0], texts[1]}});
        return;
    }
    free(texts[0]);
    free(texts[1]);
}

static void compare_attributes(struct pair *pair, const char *object) {
    struct run_names names[2];
    for (int i = 0; i < 2; i++) names[i] = run_file_attributes(pair->files[i], object);
    for (int file = 0; file < 2; file++)
        for (size_t i = 0; i < names[file].count; i++) {
            const char *name = names[file].items[i];
            if (!has_name(&names[!file], name))
                put_alone(pair, fault_print_text("%s, attribute %s", object, name),
                          attribute_is_result(object), file);
            else if (file == 0)
                compare_attribute(pair, object, name);
        }
    for (int i = 0; i < 2; i++) run_file_free_texts(names[i].items, names[i].count);
}

// ---- Variables ----

// A variable of both files.
struct both {
    const char *path;
    struct run_variable variables[2];
    void *values[2];
};

static size_t cells_of(const struct run_variable *variable) {
    size_t cells = 1;
    for (int axis = 0; axis < variable->shape.rank; axis++) cells *= variable->shape.extent[axis];
    return cells;
}

static bool same_shape(const struct both *both) {
    const struct run_shape *one = &both->variables[0].shape, *other = &both->variables[1].shape;
    if (one->rank != other->rank || both->variables[0].kind != both->variables[1].kind) return false;
    return memcmp(one->extent, other->extent, (size_t)one->rank * sizeof *one->extent) == 0;
}

// Numbers are the same when their bits are: a mean of nothing is one, too.
static bool same_cell(const struct both *both, size_t cell) {
    if (both->variables[0].kind == RUN_KIND_TEXT)
        return strcmp(((char *const *)both->values[0])[cell], ((char *const *)both->values[1])[cell]) == 0;
    return memcmp((const char *)both->values[0] + cell * sizeof(double),
                  (const char *)both->values[1] + cell * sizeof(double), sizeof(double)) == 0;
}

static char *print_value(enum run_kind kind, const void *values, size_t cell) {
    if (kind == RUN_KIND_TEXT) return fault_copy_text(((char *const *)values)[cell]);
    if (kind == RUN_KIND_WHOLE) return fault_print_text("%" PRId64, ((const int64_t *)values)[cell]);
    return fault_print_text("%.17g", ((const double *)values)[cell]);
}

static void free_values(const struct run_variable *variable, void *values) {
    if (variable->kind == RUN_KIND_TEXT)
        run_file_free_texts(values, values ? cells_of(variable) : 0);
    else
        free(values);
}

// "2018-06-03" of "days since 2018-06-01 00:00:00" and 2; a copy of the text when it is no day.
static char *print_day(const char *unit, char *text) {
    struct tm date = {0};
    if (sscanf(unit, "days since %d-%d-%d", &date.tm_year, &date.tm_mon, &date.tm_mday) != 3) return text;
    date.tm_year -= 1900;
    date.tm_mon -= 1;
    date.tm_mday += atoi(text);
    char day[40];
    if (timegm(&date) == (time_t)-1 || strftime(day, sizeof day, "%Y-%m-%d", &date) == 0) return text;
    free(text);
    return fault_copy_text(day);
}

// What the axis's own variable says of a step.
static char *axis_label(struct run_file *file, const char *axis, size_t step) {
    struct run_variable variable;
    char *label = NULL;
    if (run_file_describe(file, axis, &variable)) {
        void *value = run_file_steps(file, &variable, step, 1);
        if (value) label = print_value(variable.kind, value, 0);
        if (variable.kind == RUN_KIND_TEXT)
            run_file_free_texts(value, value ? 1 : 0);
        else
            free(value);
    }
    char *unit = run_file_text(file, axis, "units");
    if (label) label = print_day(unit, label);
    free(unit);
    run_file_variable_clear(&variable);
    return label ? label : fault_print_text("%zu", step);
}

// A row that has only a number says which axis it is of.
static char *cell_place(struct run_file *file, const struct run_variable *variable, size_t cell) {
    char *place = fault_copy_text("");
    for (int axis = variable->shape.rank - 1; axis >= 0; axis--) {
        size_t step = cell % variable->shape.extent[axis];
        cell /= variable->shape.extent[axis];
        char *label = axis_label(file, variable->axes[axis], step);
        bool bare = label[strspn(label, "0123456789")] == '\0';
        char *longer = fault_print_text("%s%s%s%s%s", bare ? strrchr(variable->axes[axis], '/') + 1 : "",
                                        bare ? " " : "", label, place[0] ? ", " : "", place);
        free(label);
        free(place);
        place = longer;
    }
    return place;
}

static void compare_cells(struct pair *pair, struct both *both) {
    const struct run_variable *variable = &both->variables[0];
    size_t cells = cells_of(variable), different = 0, first = 0;
    for (int i = 0; i < 2; i++)
        both->values[i] = run_file_steps(pair->files[i], &both->variables[i], 0, variable->shape.extent[0]);
    for (size_t cell = 0; both->values[0] && both->values[1] && cell < cells; cell++) {
        if (same_cell(both, cell)) continue;
        if (!different) first = cell;
        different++;
    }
    if (different)
        put(pair, (struct run_gap){fault_copy_text(both->path),
                                   !is_about(both->path),
                                   fault_print_text("%zu of %zu", different, cells),
                                   cell_place(pair->files[0], variable, first),
                                   {print_value(variable->kind, both->values[0], first),
                                    print_value(variable->kind, both->values[1], first)}});
    for (int i = 0; i < 2; i++) free_values(variable, both->values[i]);
}

static char *print_shape(const struct run_variable *variable) {
    char *text = fault_print_text("%zu", variable->shape.extent[0]);
    for (int axis = 1; axis < variable->shape.rank; axis++) {
        char *longer = fault_print_text("%s x %zu", text, variable->shape.extent[axis]);
        free(text);
        text = longer;
    }
    return text;
}

static void compare_variable(struct pair *pair, const char *path) {
    struct both both = {.path = path};
    bool good = true;
    for (int i = 0; i < 2; i++) good = run_file_describe(pair->files[i], path, &both.variables[i]) && good;
    if (good && same_shape(&both) && cells_of(&both.variables[0]) > 0)
        compare_cells(pair, &both);
    else if (good && !same_shape(&both))
        put(pair, (struct run_gap){fault_copy_text(path),
                                   !is_about(path),
                                   fault_copy_text("other length"),
                                   fault_copy_text(""),
                                   {print_shape(&both.variables[0]), print_shape(&both.variables[1])}});
    for (int i = 0; i < 2; i++) run_file_variable_clear(&both.variables[i]);
    if (good) compare_attributes(pair, path);
}

// ---- The whole ----

static bool is_group(const struct pair *pair, const char *path) {
    return run_file_is_group(pair->files[0], path) && run_file_is_group(pair->files[1], path);
}

static void compare_group(struct pair *pair, const char *group) {
    struct run_names names[2];
    for (int i = 0; i < 2; i++) names[i] = run_file_members(pair->files[i], group);
    for (int file = 0; file < 2; file++)
        for (size_t i = 0; i < names[file].count; i++) {
            char *path =
                fault_print_text("%s/%s", strcmp(group, "/") == 0 ? "" : group, names[file].items[i]);
            if (!has_name(&names[!file], names[file].items[i]))
                put_alone(pair, fault_copy_text(path), !is_about(path), file);
            else if (file == 0 && is_group(pair, path))
                compare_group(pair, path);
            else if (file == 0)
                compare_variable(pair, path);
            free(path);
        }
    compare_attributes(pair, group);
    for (int i = 0; i < 2; i++) run_file_free_texts(names[i].items, names[i].count);
}

// As they were found, but the results before the rest.
static void order(struct run_gaps *gaps) {
    struct run_gap *ordered = fault_allocate(gaps->count, sizeof *ordered);
    size_t count = 0;
    for (int about = 0; about < 2; about++)
        for (size_t i = 0; i < gaps->count; i++)
            if (gaps->items[i].is_result != (about == 1)) ordered[count++] = gaps->items[i];
    free(gaps->items);
    gaps->items = ordered;
}

bool run_gaps_find(const char *one, const char *other, struct run_gaps *gaps, struct fault *fault) {
    *gaps = (struct run_gaps){0};
    struct pair pair = {.files = {run_file_open(one, fault)}, .gaps = gaps};
    if (pair.files[0]) pair.files[1] = run_file_open(other, fault);
    if (pair.files[0] && pair.files[1]) compare_group(&pair, "/");
    for (int i = 0; i < 2; i++) run_file_close(pair.files[i]);
    order(gaps);
    return !fault->there;
}

void run_gaps_clear(struct run_gaps *gaps) {
    for (size_t i = 0; i < gaps->count; i++) {
        struct run_gap *gap = &gaps->items[i];
        char *const texts[] = {gap->what, gap->count, gap->where, gap->values[0], gap->values[1]};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) free(texts[k]);
    }
    free(gaps->items);
    *gaps = (struct run_gaps){0};
}

// ---- Bytes ----

// How many bytes are the same from the beginning, and whether both end there.
static int64_t same_bytes(FILE *one, FILE *other, bool *ended) {
    enum { BLOCK = 65536 };
    char blocks[2][BLOCK];
    for (int64_t at = 0;; at += BLOCK) {
        size_t counts[2] = {fread(blocks[0], 1, BLOCK, one), fread(blocks[1], 1, BLOCK, other)};
        size_t least = counts[0] < counts[1] ? counts[0] : counts[1], i = 0;
        while (i < least && blocks[0][i] == blocks[1][i]) i++;
        *ended = i == least && counts[0] == counts[1];
        if (i < BLOCK) return at + (int64_t)i;
    }
}

bool run_gaps_bytes(const char *one, const char *other, bool *same, int64_t *at, struct fault *fault) {
    const char *paths[] = {one, other};
    FILE *files[2] = {NULL, NULL};
    bool good = true;
    for (int i = 0; good && i < 2; i++) {
        files[i] = fopen(paths[i], "rb");
        good = files[i] || fault_set(fault, "%s: %s", paths[i], strerror(errno));
    }
    if (good) *at = same_bytes(files[0], files[1], same);
    for (int i = 0; i < 2; i++) {
        if (good && ferror(files[i])) good = fault_set(fault, "%s: it cannot be read", paths[i]);
        if (files[i]) fclose(files[i]);
    }
    return good;
}
