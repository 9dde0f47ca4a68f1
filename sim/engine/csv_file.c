// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/csv_file.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/text_file.h"
#include "sim/engine/utf8.h"
#include "sim/engine/words.h"

// The fields of a row, one behind the other, each with its byte 0.
struct fields {
    char *text;
    size_t length, room;
    size_t *start;  // [count], within the text
    size_t count, most;
};

struct csv_file {
    const char *name;
    char *text;
    struct text_file_lines lines;
    struct csv_parser parser;
    struct fields header, row;
    long line;      // where the row begins
    bool complete;  // the row has ended
};

#define FAIL(csv, line, ...) fail(csv, line, status, __VA_ARGS__)
__attribute__((format(printf, 4, 5))) static bool fail(const struct csv_file *csv, long line,
                                                       struct status *status, const char *format, ...) {
    char message[sizeof status->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return status_fail(status, STATUS_SCENARIO, "%s:%ld: %s", csv->name, line, message);
}

// What libcsv calls.

static void end_field(void *text, size_t length, void *user) {
    struct fields *row = &((struct csv_file *)user)->row;
    if (row->length + length + 1 > row->room) {
        row->room = 2 * (row->length + length + 1);
        row->text = status_reallocate(row->text, row->room, 1);
    }
    if (row->count == row->most) {
        row->most = 2 * row->most + 16;
        row->start = status_reallocate(row->start, row->most, sizeof *row->start);
    }
    row->start[row->count++] = row->length;
    if (length > 0) memcpy(row->text + row->length, text, length);
    row->text[row->length + length] = '\0';
    row->length += length + 1;
}

static void end_row(int character, void *user) {
    (void)character;
    ((struct csv_file *)user)->complete = true;
}

// Rows.

static bool give_line(struct csv_file *csv, const char *line, struct status *status) {
    size_t length = strlen(line);
    if (csv_parse(&csv->parser, line, length, end_field, end_row, csv) == length &&
        csv_parse(&csv->parser, "\n", 1, end_field, end_row, csv) == 1)
        return true;
    return FAIL(
        csv, csv->lines.number,
        "a quote stands within a field: a field that holds quotes stands in quotes itself, and each of "
        "its own is doubled");
}

// Line by line, because a row can have many.
static bool read_row(struct csv_file *csv, struct status *status) {
    long opened = 0;  // the line of the quotes that are open
    csv->row.length = csv->row.count = 0;
    csv->complete = false;
    for (const char *line; !csv->complete && (line = text_file_line(&csv->lines));) {
        size_t before = csv->row.count;
        if (!give_line(csv, line, status)) return false;
        bool blank = !opened && line[strspn(line, " \t")] == '\0';
        if (blank) continue;
        if (!opened) csv->line = csv->lines.number;
        if (!opened || csv->row.count > before) opened = csv->lines.number;
    }
    if (csv->complete || !opened) return csv->complete;
    return FAIL(csv, opened, "quotes are opened in this line and never closed");
}

bool csv_file_next(struct csv_file *csv, struct status *status) {
    if (!read_row(csv, status)) return false;
    size_t found = csv->row.count, expected = csv->header.count;
    if (found == expected) return true;
    return FAIL(csv, csv->line, "%zu fields, the header has %zu%s", found, expected,
                found > expected
                    ? " (numbers have a decimal point, not a comma; a text with a comma stands in "
                      "quotes)"
                    : "");
}

long csv_file_line(const struct csv_file *csv) {
    return csv->line;
}

static const char *field_of(const struct fields *fields, size_t place) {
    return fields->text + fields->start[place];
}

const char *csv_file_field(const struct csv_file *csv, size_t place) {
    return field_of(&csv->row, place);
}

// The header.

struct named {
    const char *name;
    size_t place;
};

static int compare_named(const void *a, const void *b) {
    const struct named *one = a, *other = b;
    int order = strcmp(one->name, other->name);
    return order ? order : (one->place > other->place) - (one->place < other->place);
}

// Columns without a name may be many.
static bool check_names(const struct csv_file *csv, struct status *status) {
    size_t count = csv->header.count, twin = 0;
    struct named *sorted = status_allocate(count, sizeof *sorted);
    for (size_t i = 0; i < count; i++) sorted[i] = (struct named){field_of(&csv->header, i), i};
    qsort(sorted, count, sizeof *sorted, compare_named);
    for (size_t i = 1; i < count && !twin; i++)
        if (sorted[i].name[0] && strcmp(sorted[i].name, sorted[i - 1].name) == 0) twin = i;
    if (twin)
        FAIL(csv, csv->line, "two columns are called '%s', the fields %zu and %zu",
             utf8_quote(sorted[twin].name, (char[SHOWN_MOST]){0}), sorted[twin - 1].place + 1,
             sorted[twin].place + 1);
    free(sorted);
    return !twin;
}

static bool read_header(struct csv_file *csv, struct status *status) {
    if (!read_row(csv, status))
        return status_fail(status, STATUS_SCENARIO, "%s: the file is empty: a header line is missing",
                           csv->name);
    csv->header = csv->row;
    csv->row = (struct fields){0};
    return check_names(csv, status);
}

// "time, temperature_c, ..."
static const char *list_names(const struct fields *header, char *buffer, size_t size) {
    char names[2000] = "";
    size_t used = 0;
    for (size_t i = 0; i < header->count && used < sizeof names; i++)
        used +=
            (size_t)snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", field_of(header, i));
    return utf8_show(names, strlen(names), "", buffer, size);
}

static const char *other_separator(const struct fields *header) {
    const char *only = field_of(header, 0);
    if (header->count != 1) return "";
    if (strchr(only, ';')) return " (separated by ;: fields are separated by commas)";
    return strchr(only, '\t') ? " (separated by tabs: fields are separated by commas)" : "";
}

bool csv_file_column(const struct csv_file *csv, const char *setting, const char *column, size_t *place,
                     struct status *status) {
    struct words_nearest nearest = words_nearest_to(column);
    for (*place = 0; *place < csv->header.count; (*place)++) {
        const char *name = field_of(&csv->header, *place);
        if (strcmp(name, column) == 0) return true;
        words_consider(&nearest, name);
    }
    char hint[WORDS_HINT_SIZE], names[300];
    return FAIL(csv, csv->line, "no column '%s' (%s)%s; the file has %s%s", column, setting,
                words_hint(&nearest, hint), list_names(&csv->header, names, sizeof names),
                other_separator(&csv->header));
}

// The file.

struct csv_file *csv_file_open(const char *path, const char *name, struct status *status) {
    struct csv_file *csv = status_allocate(1, sizeof *csv);
    csv->name = name;
    PROMISE(csv_init(&csv->parser, CSV_STRICT) == 0, "libcsv begins");
    csv_set_blk_size(&csv->parser, 65536);  // what a long field grows by
    csv->text = text_file_read(path, name, TEXT_FILE_DATA_MOST, status);
    csv->lines.rest = csv->text;
    if (csv->text && read_header(csv, status)) return csv;
    csv_file_close(csv);
    return NULL;
}

static void free_fields(struct fields *fields) {
    free(fields->text);
    free(fields->start);
}

void csv_file_close(struct csv_file *csv) {
    if (!csv) return;
    csv_free(&csv->parser);
    free_fields(&csv->header);
    free_fields(&csv->row);
    free(csv->text);
    free(csv);
}

// Decimal numbers.

const char *csv_file_number(const char *field, double *value) {
    static const char digits[] = "0123456789", letters[] = "0123456789+-.eE";
    size_t length = strlen(field);
    if (length == 0) return "is blank";
    char *end = NULL;
    if (strspn(field, letters) == length) *value = strtod(field, &end);
    if (end == field + length) return NULL;
    const char *comma = strchr(field, ',');
    bool decimals = comma && strspn(field, "0123456789+-,") == length && strchr(digits, comma[1]);
    return decimals ? "is not a number: decimals stand behind a point, not a comma" : "is not a number";
}

size_t csv_file_width(const struct csv_file *csv) {
    return csv->header.count;
}

const char *csv_file_heading(const struct csv_file *csv, size_t place) {
    return field_of(&csv->header, place);
}
