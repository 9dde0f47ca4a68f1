// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/hourly_trace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/words.h"

enum { COLUMNS_MOST = 256, DAY_HOURS = 24 };

// The file as it is read. Hours are counted from 1970-01-01.
struct reading {
    const struct hourly_trace *wanted;
    FILE *file;
    char *line;
    size_t room;
    long line_number;
    char *fields[COLUMNS_MOST];  // of the current line
    int field_count;
    int header_count;  // fields of the header
    int time, columns[HOURLY_TRACE_COLUMNS];
    int64_t first_hour, next_hour;  // of the rows so far
    struct status *status;
};

#define FAIL(trace, format, ...)                                                            \
    status_fail((trace)->status, STATUS_SCENARIO, "%s:%ld: " format, (trace)->wanted->path, \
                (trace)->line_number, __VA_ARGS__)

// Next line, cut into fields; false at the end.
static bool read_line(struct reading *trace) {
    ssize_t length = getline(&trace->line, &trace->room, trace->file);
    if (length < 0) return false;
    trace->line_number++;
    trace->line[strcspn(trace->line, "\r\n")] = '\0';
    char *rest = trace->line;
    trace->field_count = 0;
    while (rest && trace->field_count < COLUMNS_MOST)
        trace->fields[trace->field_count++] = strsep(&rest, ",");
    return true;
}

static bool find_column(struct reading *trace, const char *setting, const char *name, int *column) {
    struct words_nearest nearest = words_nearest_to(name);
    for (*column = 0; *column < trace->field_count; (*column)++) {
        if (strcmp(trace->fields[*column], name) == 0) return true;
        words_consider(&nearest, trace->fields[*column]);
    }
    char hint[WORDS_HINT_SIZE];
    return FAIL(trace, "no column '%s' (%s.%s)%s", name, trace->wanted->section, setting,
                words_hint(&nearest, hint));
}

static bool read_header(struct reading *trace) {
    static const char byte_order_mark[] = "\xEF\xBB\xBF";  // spreadsheets put it first
    const struct hourly_trace *wanted = trace->wanted;
    if (!read_line(trace)) return FAIL(trace, "%s", "the file is empty: a header line is missing");
    trace->header_count = trace->field_count;
    size_t mark = strlen(byte_order_mark);
    if (strncmp(trace->fields[0], byte_order_mark, mark) == 0) trace->fields[0] += mark;
    if (!find_column(trace, "time_column", wanted->time_column, &trace->time)) return false;
    for (size_t i = 0; i < wanted->column_count; i++)
        if (!find_column(trace, wanted->columns[i].setting, wanted->columns[i].name, &trace->columns[i]))
            return false;
    return true;
}

// Of the hour's beginning.
static bool parse_hour(const char *text, bool ends, int64_t *hour) {
    char date[11] = "";
    strncpy(date, text, sizeof date - 1);
    int64_t days;
    int hour_of_day, minute = 0, second = 0, used = 0;
    if (!clock_parse_date(date, &days)) return false;
    if (text[10] != 'T' && text[10] != ' ') return false;
    int found = sscanf(text + 11, "%2d%n:%2d%n:%2d%n", &hour_of_day, &used, &minute, &used, &second, &used);
    *hour = days * DAY_HOURS + hour_of_day - ends;
    return found >= 1 && text[11 + used] == '\0' && hour_of_day >= 0 && hour_of_day < DAY_HOURS + ends &&
           minute == 0 && second == 0;
}

static const char *print_hour(int64_t hour, char *buffer, size_t size) {
    int64_t days = (hour - (hour % DAY_HOURS + DAY_HOURS) % DAY_HOURS) / DAY_HOURS;
    struct clock_date date = clock_civil_from_days(days);
    snprintf(buffer, size, "%04d-%02d-%02dT%02d:00", date.year, date.month, date.day,
             (int)(hour - days * DAY_HOURS));
    return buffer;
}

// Each row is the hour after the one before.
static bool read_time(struct reading *trace, int64_t *hour) {
    const char *text = trace->fields[trace->time];
    char expected[40];
    if (!parse_hour(text, trace->wanted->hours_end, hour))
        return FAIL(trace, "'%s' is no full hour: expected YYYY-MM-DDTHH:MM", text);
    if (trace->next_hour != INT64_MIN && *hour != trace->next_hour)
        return FAIL(trace, "%s follows where %s is due: hours must not be missing, doubled or out of order",
                    text, print_hour(trace->next_hour, expected, sizeof expected));
    if (trace->next_hour == INT64_MIN) trace->first_hour = *hour;
    trace->next_hour = *hour + 1;
    return true;
}

static bool read_number(struct reading *trace, int place, const struct hourly_trace_column *column,
                        double *value) {
    const char *text = trace->fields[place];
    char *end;
    *value = strtod(text, &end);
    if (end == text || *end) return FAIL(trace, "%s = '%s' is not a number", column->name, text);
    if (!(*value >= column->least && *value <= column->most))
        return FAIL(trace, "%s = %s: between %g and %g is possible", column->name, text, column->least,
                    column->most);
    return true;
}

// A decimal comma, or one within quotes, makes a field too many, and a value that stands under another's
// name.
static bool check_fields(struct reading *trace) {
    return trace->field_count == trace->header_count ||
           FAIL(trace, "%d fields, the header has %d", trace->field_count, trace->header_count);
}

static bool read_row(struct reading *trace, int64_t start_hour, size_t hours) {
    int64_t hour = 0;
    if (!check_fields(trace)) return false;
    if (!read_time(trace, &hour)) return false;
    int64_t place = hour - start_hour;
    bool asked_for = place >= 0 && place < (int64_t)hours;
    for (size_t i = 0; i < trace->wanted->column_count; i++) {
        const struct hourly_trace_column *column = &trace->wanted->columns[i];
        double value = 0;
        if (!read_number(trace, trace->columns[i], column, &value)) return false;
        if (asked_for) column->values[place] = (float)(value * column->factor);
    }
    return true;
}

static bool check_horizon(struct reading *trace, int64_t start_hour, int64_t hours) {
    if (trace->next_hour == INT64_MIN) return FAIL(trace, "%s", "no hours after the header line");
    if (trace->first_hour <= start_hour && trace->next_hour >= start_hour + hours) return true;
    char has_first[40], has_last[40], needs_first[40], needs_last[40];
    return status_fail(trace->status, STATUS_SCENARIO, "%s holds %s to %s, the scenario runs from %s to %s",
                       trace->wanted->path, print_hour(trace->first_hour, has_first, sizeof has_first),
                       print_hour(trace->next_hour - 1, has_last, sizeof has_last),
                       print_hour(start_hour, needs_first, sizeof needs_first),
                       print_hour(start_hour + hours - 1, needs_last, sizeof needs_last));
}

bool hourly_trace_read(const struct hourly_trace *wanted, int64_t start_day, size_t hours,
                       struct status *status) {
    struct reading trace = {
        .wanted = wanted, .file = fopen(wanted->path, "r"), .next_hour = INT64_MIN, .status = status};
    if (!trace.file)
        return status_fail(status, STATUS_SCENARIO, "%s.file = \"%s\": %s", wanted->section, wanted->path,
                           strerror(errno));
    int64_t start_hour = start_day * DAY_HOURS;
    bool good = read_header(&trace);
    while (good && read_line(&trace)) good = read_row(&trace, start_hour, hours);
    good = good && check_horizon(&trace, start_hour, (int64_t)hours);
    free(trace.line);
    fclose(trace.file);
    return good;
}
