// SPDX-License-Identifier: GPL-3.0-or-later
// Simulated time: whole milliseconds since the scenario's first midnight, so that no sum of
// steps ever drifts, and the civil calendar that bills, seasons and weekdays are read from.
#ifndef MARU_SIM_ENGINE_CLOCK_H
#define MARU_SIM_ENGINE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t time_ms;  // milliseconds since the scenario's start, local midnight

#define CLOCK_SECOND ((time_ms)1000)
#define CLOCK_MINUTE (60 * CLOCK_SECOND)
#define CLOCK_HOUR (60 * CLOCK_MINUTE)
#define CLOCK_DAY (24 * CLOCK_HOUR)
#define CLOCK_NEVER INT64_MAX

// A civil (proleptic Gregorian) date. Korea keeps no daylight saving time, so a day is 24 h.
struct clock_date {
    int year;
    int month;    // 1-12
    int day;      // 1-31
    int weekday;  // 0 = Monday ... 6 = Sunday
};

// Days from 1970-01-01 to the given date (negative before it).
int64_t clock_days_from_civil(int year, int month, int day);

// The civil date that lies `days` after 1970-01-01.
struct clock_date clock_civil_from_days(int64_t days);

// Reads "YYYY-MM-DD" into days since 1970-01-01; false when the text is no such date.
bool clock_parse_date(const char *text, int64_t *days);

// Days in a month: 28-31.
int clock_days_in_month(int year, int month);

static inline int64_t clock_day(time_ms t) { return t / CLOCK_DAY; }
static inline time_ms clock_time_of_day(time_ms t) { return t % CLOCK_DAY; }
static inline int64_t clock_hour(time_ms t) { return t / CLOCK_HOUR; }
static inline double clock_hours(time_ms t) { return (double)t / (double)CLOCK_HOUR; }
static inline double clock_seconds(time_ms t) { return (double)t / (double)CLOCK_SECOND; }
// Rounds to the nearest millisecond; the one place where seconds become simulated time.
static inline time_ms clock_from_seconds(double seconds) {
    return (time_ms)(seconds * 1000.0 + 0.5);
}

#endif
