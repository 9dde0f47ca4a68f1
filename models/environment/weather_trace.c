// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/weather_trace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/engine/words.h"

enum { COLUMNS_MOST = 256, DAY_HOURS = 24 };

// The file as it is read. Hours are counted from 1970-01-01.
struct trace {
    const char *path;
    FILE *file;
    char *line;
    size_t room;
    long line_number;
    char *fields[COLUMNS_MOST];  // of the current line
    int field_count;
    int time, temperature, solar;   // columns; solar -1: none
    int64_t first_hour, next_hour;  // of the rows so far
    struct status *status;
};

#define FAIL(trace, format, ...)                                                                          \
    status_fail((trace)->status, STATUS_SCENARIO, "%s:%ld: " format, (trace)->path, (trace)->line_number, \
                __VA_ARGS__)

// Next line, cut into fields; false at the end.
static bool read_line(struct trace *trace) {
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

static bool find_column(struct trace *trace, const char *setting, const char *name, int *column) {
    struct words_nearest nearest = words_nearest_to(name);
    for (*column = 0; *column < trace->field_count; (*column)++) {
        if (strcmp(trace->fields[*column], name) == 0) return true;
        words_consider(&nearest, trace->fields[*column]);
    }
    char hint[WORDS_HINT_SIZE];
    return FAIL(trace, "no column '%s' (weather.%s)%s", name, setting, words_hint(&nearest, hint));
}

static bool read_header(struct trace *trace, const struct weather_settings *settings) {
    static const char byte_order_mark[] = "\xEF\xBB\xBF";  // spreadsheets put it first
    if (!read_line(trace)) return FAIL(trace, "%s", "the file is empty: a header line is missing");
    size_t mark = strlen(byte_order_mark);
    if (strncmp(trace->fields[0], byte_order_mark, mark) == 0) trace->fields[0] += mark;
    trace->solar = -1;
    return find_column(trace, "time_column", settings->time_column, &trace->time) &&
           find_column(trace, "temperature_column", settings->temperature_column, &trace->temperature) &&
           (!settings->solar_column[0] ||
            find_column(trace, "solar_column", settings->solar_column, &trace->solar));
}

// NULL with a status when the line is too short.
static const char *field_of(struct trace *trace, int column) {
    if (column < trace->field_count) return trace->fields[column];
    FAIL(trace, "%d columns, at least %d are needed", trace->field_count, column + 1);
    return NULL;
}

static bool parse_hour(const char *text, int64_t *hour) {
    char date[11] = "";
    strncpy(date, text, sizeof date - 1);
    int64_t days;
    int hour_of_day, minute = 0, second = 0, used = 0;
    if (!clock_parse_date(date, &days)) return false;
    if (text[10] != 'T' && text[10] != ' ') return false;
    int found = sscanf(text + 11, "%2d%n:%2d%n:%2d%n", &hour_of_day, &used, &minute, &used, &second, &used);
    *hour = days * DAY_HOURS + hour_of_day;
    return found >= 1 && text[11 + used] == '\0' && hour_of_day >= 0 && hour_of_day < DAY_HOURS &&
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
static bool read_time(struct trace *trace, int64_t *hour) {
    const char *text = field_of(trace, trace->time);
    char expected[40];
    if (!text) return false;
    if (!parse_hour(text, hour)) return FAIL(trace, "'%s' is no full hour: expected YYYY-MM-DDTHH:MM", text);
    if (trace->next_hour != INT64_MIN && *hour != trace->next_hour)
        return FAIL(trace, "%s follows where %s is due: hours must not be missing, doubled or out of order",
                    text, print_hour(trace->next_hour, expected, sizeof expected));
    if (trace->next_hour == INT64_MIN) trace->first_hour = *hour;
    trace->next_hour = *hour + 1;
    return true;
}

static bool read_number(struct trace *trace, int column, const char *name, double least, double most,
                        double *value) {
    const char *text = field_of(trace, column);
    char *end;
    if (!text) return false;
    *value = strtod(text, &end);
    if (end == text || *end) return FAIL(trace, "%s = '%s' is not a number", name, text);
    if (!(*value >= least && *value <= most))
        return FAIL(trace, "%s = %s: between %g and %g is possible", name, text, least, most);
    return true;
}

static bool read_row(struct trace *trace, const struct weather_settings *settings, int64_t start_hour,
                     struct weather *weather) {
    static const double mj_hour_w = 1e6 / 3600;
    double to_w = settings->solar_unit == WEATHER_MJ_M2 ? mj_hour_w : 1;
    int64_t hour = 0;
    double temperature_c = 0, solar = 0;
    if (!read_time(trace, &hour)) return false;
    if (!read_number(trace, trace->temperature, settings->temperature_column, -60, 60, &temperature_c))
        return false;
    if (trace->solar >= 0 &&
        !read_number(trace, trace->solar, settings->solar_column, 0, 1500 / to_w, &solar))
        return false;
    int64_t place = hour - start_hour;
    if (place < 0 || place >= (int64_t)weather->hours) return true;
    weather->temperature_c[place] = (float)temperature_c;
    if (trace->solar >= 0) weather->solar_w_m2[place] = (float)(solar * to_w);
    return true;
}

static bool check_horizon(struct trace *trace, int64_t start_hour, int64_t hours) {
    if (trace->next_hour == INT64_MIN) return FAIL(trace, "%s", "no hours after the header line");
    if (trace->first_hour <= start_hour && trace->next_hour >= start_hour + hours) return true;
    char has_first[40], has_last[40], needs_first[40], needs_last[40];
    return status_fail(trace->status, STATUS_SCENARIO, "%s holds %s to %s, the scenario runs from %s to %s",
                       trace->path, print_hour(trace->first_hour, has_first, sizeof has_first),
                       print_hour(trace->next_hour - 1, has_last, sizeof has_last),
                       print_hour(start_hour, needs_first, sizeof needs_first),
                       print_hour(start_hour + hours - 1, needs_last, sizeof needs_last));
}

bool weather_trace_read(const struct weather_settings *settings, int64_t start_day, const char *path,
                        struct weather *weather, struct status *status) {
    struct trace trace = {.path = path, .file = fopen(path, "r"), .next_hour = INT64_MIN, .status = status};
    if (!trace.file)
        return status_fail(status, STATUS_SCENARIO, "weather.file = \"%s\": %s", path, strerror(errno));
    int64_t start_hour = start_day * DAY_HOURS;
    bool good = read_header(&trace, settings);
    while (good && read_line(&trace)) good = read_row(&trace, settings, start_hour, weather);
    good = good && check_horizon(&trace, start_hour, (int64_t)weather->hours);
    free(trace.line);
    fclose(trace.file);
    return good;
}
