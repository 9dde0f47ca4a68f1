// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/hourly_trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/csv_file.h"
#include "sim/engine/utf8.h"

enum { DAY_HOURS = 24, HOUR_SIZE = 40 };

// How the file writes an hour.
struct style {
    char between;     // date and time: 'T' or ' '
    int parts;        // 1: HH, 2: HH:MM, 3: HH:MM:SS
    bool ends;        // a time is the end of its hour
    bool midnight_0;  // ... and midnight is 00:00 of the day that begins, not 24:00 of the one that ends
};

// The file as it is read. Hours are counted from 1970-01-01, each by its beginning.
struct reading {
    const struct hourly_trace *wanted;
    struct csv_file *csv;
    size_t time, columns[HOURLY_TRACE_COLUMNS];
    struct style style;
    int64_t start_hour, hours;      // of the run
    int64_t first_hour, last_hour;  // of the file: the earliest and the latest; first > last: none so far
    int64_t latest;                 // of the run's hours, the one read last; start_hour - 1: none so far
    long *lines;                    // [hours]: where each stands; 0: nowhere
    int64_t before;                 // the latest hour before the run, and
    long line_before;               // where it stands
    struct status *status;
};

__attribute__((format(printf, 2, 3))) static bool fail(const struct reading *trace, const char *format, ...) {
    char message[sizeof trace->status->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return status_fail(trace->status, STATUS_SCENARIO, "%s:%ld: %s", trace->wanted->path,
                       csv_file_line(trace->csv), message);
}

// ---- Hours, as the file writes them -------------------------------------------------------------------

static bool read_two_digits(const char **text, int *value) {
    const char *digits = "0123456789";
    bool found = (*text)[0] && strchr(digits, (*text)[0]) && (*text)[1] && strchr(digits, (*text)[1]);
    if (!found) return false;
    *value = ((*text)[0] - '0') * 10 + ((*text)[1] - '0');
    *text += 2;
    return true;
}

// HH, HH:MM or HH:MM:SS; how many parts there are, 0 for anything else.
static int read_clock(const char *text, int parts[3]) {
    int count = 0;
    while (count < 3 && read_two_digits(&text, &parts[count])) {
        count++;
        if (*text == '\0') return count;
        if (*text++ != ':') return 0;
    }
    return 0;
}

static bool parse_hour(const char *text, bool ends, int64_t *hour, struct style *style) {
    char date[11] = "";
    int64_t days;
    int parts[3] = {0, 0, 0};
    if (strlen(text) < sizeof date || (text[10] != 'T' && text[10] != ' ')) return false;
    memcpy(date, text, sizeof date - 1);
    if (!clock_parse_date(date, &days)) return false;
    int count = read_clock(text + sizeof date, parts);
    if (count == 0 || parts[0] >= DAY_HOURS + ends || parts[1] || parts[2]) return false;
    *hour = days * DAY_HOURS + parts[0] - ends;
    *style = (struct style){text[10], count, ends, ends && parts[0] == 0};
    return true;
}

static const char *print_hour(const struct reading *trace, int64_t hour, char buffer[HOUR_SIZE]) {
    const struct style *style = &trace->style;
    int64_t beginning = hour + (style->ends && style->midnight_0);
    int64_t days = (beginning - (beginning % DAY_HOURS + DAY_HOURS) % DAY_HOURS) / DAY_HOURS;
    int64_t of_day = beginning - days * DAY_HOURS + (style->ends && !style->midnight_0);
    struct clock_date date = clock_civil_from_days(days);
    static const char *const more[] = {"", "", ":00", ":00:00"};
    snprintf(buffer, HOUR_SIZE, "%04d-%02d-%02d%c%02d%s", date.year, date.month, date.day, style->between,
             (int)of_day, more[style->parts]);
    return buffer;
}

// ---- Rows ---------------------------------------------------------------------------------------------

static bool read_columns(struct reading *trace) {
    const struct hourly_trace *wanted = trace->wanted;
    char setting[100];
    snprintf(setting, sizeof setting, "%s.time_column", wanted->section);
    if (!csv_file_column(trace->csv, setting, wanted->time_column, &trace->time, trace->status)) return false;
    for (size_t i = 0; i < wanted->column_count; i++) {
        snprintf(setting, sizeof setting, "%s.%s", wanted->section, wanted->columns[i].setting);
        if (!csv_file_column(trace->csv, setting, wanted->columns[i].name, &trace->columns[i], trace->status))
            return false;
    }
    return true;
}

// The first row says how the file writes hours, and the first midnight how it writes that.
static bool read_time(struct reading *trace, int64_t *hour) {
    const char *text = csv_file_field(trace->csv, trace->time);
    bool ends = trace->wanted->hours_end, first = trace->first_hour > trace->last_hour;
    struct style style;
    if (!parse_hour(text, ends, hour, &style))
        return fail(trace,
                    "'%s' is no full hour: expected YYYY-MM-DDTHH:MM, HH from 00 to %d, on a clock that "
                    "is never put forward or back",
                    utf8_quote(text, (char[SHOWN_MOST]){0}), DAY_HOURS - 1 + ends);
    style.midnight_0 = style.midnight_0 || trace->style.midnight_0;
    if (first) trace->style = style;
    trace->style.midnight_0 = style.midnight_0;
    if (first || *hour < trace->first_hour) trace->first_hour = *hour;
    if (first || *hour > trace->last_hour) trace->last_hour = *hour;
    return true;
}

// The run's hours stand once each, in their order.
static bool check_order(struct reading *trace, int64_t hour) {
    long *line = &trace->lines[hour - trace->start_hour];
    const char *text = csv_file_field(trace->csv, trace->time);
    char latest[HOUR_SIZE];
    if (*line)
        return fail(trace, "%s stands in line %ld already (is a clock put back in autumn?)", text, *line);
    if (hour < trace->latest)
        return fail(trace, "%s comes too late: %s stands in line %ld", text,
                    print_hour(trace, trace->latest, latest),
                    trace->lines[trace->latest - trace->start_hour]);
    *line = csv_file_line(trace->csv);
    trace->latest = hour;
    return true;
}

static bool read_number(struct reading *trace, size_t place, const struct hourly_trace_column *column,
                        double *value) {
    const char *text = csv_file_field(trace->csv, place), *hour = csv_file_field(trace->csv, trace->time);
    const char *wrong = csv_file_number(text, value);
    if (wrong)
        return fail(trace, "%s: %s = '%s' %s", hour, column->name, utf8_quote(text, (char[SHOWN_MOST]){0}),
                    wrong);
    if (!(*value >= column->least && *value <= column->most))
        return fail(trace, "%s: %s = %s: between %g and %g is possible", hour, column->name,
                    utf8_quote(text, (char[SHOWN_MOST]){0}), column->least, column->most);
    return true;
}

// Of a row that the run does not need only the time is looked at.
static bool read_row(struct reading *trace) {
    int64_t hour = 0;
    if (!read_time(trace, &hour)) return false;
    int64_t place = hour - trace->start_hour;
    if (place < 0 && (trace->line_before == 0 || hour > trace->before)) {
        trace->before = hour;
        trace->line_before = csv_file_line(trace->csv);
    }
    if (place < 0 || place >= trace->hours) return true;
    if (!check_order(trace, hour)) return false;
    for (size_t i = 0; i < trace->wanted->column_count; i++) {
        const struct hourly_trace_column *column = &trace->wanted->columns[i];
        double value = 0;
        if (!read_number(trace, trace->columns[i], column, &value)) return false;
        column->values[place] = (float)(value * column->factor);
    }
    return true;
}

// ---- The run's hours ----------------------------------------------------------------------------------

static bool check_horizon(struct reading *trace) {
    const char *path = trace->wanted->path;
    if (trace->first_hour > trace->last_hour)
        return status_fail(trace->status, STATUS_SCENARIO, "%s: no hours after the header line", path);
    int64_t last_hour = trace->start_hour + trace->hours - 1;
    if (trace->first_hour <= trace->start_hour && trace->last_hour >= last_hour) return true;
    char hours[4][HOUR_SIZE];
    return status_fail(
        trace->status, STATUS_SCENARIO, "%s holds %s to %s, the scenario runs from %s to %s", path,
        print_hour(trace, trace->first_hour, hours[0]), print_hour(trace, trace->last_hour, hours[1]),
        print_hour(trace, trace->start_hour, hours[2]), print_hour(trace, last_hour, hours[3]));
}

// Hours that are missing are told by the line that they should stand behind.
static bool check_gaps(struct reading *trace) {
    int64_t place = 0;
    while (place < trace->hours && trace->lines[place]) place++;
    if (place == trace->hours) return true;
    int64_t last = place;
    while (last + 1 < trace->hours && !trace->lines[last + 1]) last++;
    char from[HOUR_SIZE], to[HOUR_SIZE];
    bool one = last == place;
    return status_fail(trace->status, STATUS_SCENARIO, "%s:%ld: after this line %s%s%s%s",
                       trace->wanted->path, place ? trace->lines[place - 1] : trace->line_before,
                       print_hour(trace, trace->start_hour + place, from), one ? "" : " to ",
                       one ? "" : print_hour(trace, trace->start_hour + last, to),
                       one ? " is missing (is a clock put forward in spring?)" : " are missing");
}

bool hourly_trace_read(const struct hourly_trace *wanted, int64_t start_day, size_t hours,
                       struct status *status) {
    struct reading trace = {.wanted = wanted,
                            .csv = csv_file_open(wanted->path, wanted->path, status),
                            .start_hour = start_day * DAY_HOURS,
                            .hours = (int64_t)hours,
                            .first_hour = INT64_MAX,
                            .last_hour = INT64_MIN,
                            .status = status};
    if (!trace.csv) return false;
    trace.latest = trace.start_hour - 1;
    trace.lines = status_allocate(hours, sizeof *trace.lines);
    bool good = read_columns(&trace);
    while (good && csv_file_next(trace.csv, status)) good = read_row(&trace);
    good = good && status->code == STATUS_OK && check_horizon(&trace) && check_gaps(&trace);
    free(trace.lines);
    csv_file_close(trace.csv);
    return good;
}
