// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure_dates.h"

#include <stdio.h>
#include <stdlib.h>

#include "analysis/frame.h"

struct date {
    int year, month, day;
};

static struct date date_of(int64_t day) {
    char text[FRAME_DAY_SIZE], *rest = text;
    frame_print_day(day, text);
    struct date date = {(int)strtol(rest, &rest, 10), 1, 1};
    if (*rest == '-') date.month = (int)strtol(rest + 1, &rest, 10);
    if (*rest == '-') date.day = (int)strtol(rest + 1, &rest, 10);
    return date;
}

// Marks every so many days from the first one, months or years on.
struct step {
    int days, months, years;
};
static const struct step steps[] = {{.days = 1},   {.days = 2},   {.days = 7},   {.days = 14},
                                    {.months = 1}, {.months = 2}, {.months = 3}, {.months = 6},
                                    {.years = 1},  {.years = 2},  {.years = 5},  {.years = 10},
                                    {.years = 20}, {.years = 50}, {.years = 100}};
enum { STEPS = sizeof steps / sizeof *steps };

static bool is_marked(const struct step *step, int64_t first, int64_t day, struct date date) {
    if (step->days) return (day - first) % step->days == 0;
    if (date.day != 1) return false;
    if (step->months) return (date.month - 1) % step->months == 0;
    return date.month == 1 && date.year % step->years == 0;
}

static void print(const struct step *step, struct date date, struct figure_tick *tick) {
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (step->days)
        snprintf(tick->text, sizeof tick->text, "%d %s", date.day % 100, months[date.month - 1]);
    else if (step->months && date.month > 1)
        snprintf(tick->text, sizeof tick->text, "%s", months[date.month - 1]);
    else
        snprintf(tick->text, sizeof tick->text, "%d", date.year % 100000);
}

static void mark(struct figure_dates *dates, const struct step *step, int64_t first, int64_t last) {
    dates->count = 0;
    for (int64_t day = first; day <= last; day++) {
        struct date date = date_of(day);
        if (!is_marked(step, first, day, date)) continue;
        dates->ticks = fault_reallocate(dates->ticks, dates->count + 1, sizeof *dates->ticks);
        dates->ticks[dates->count] = (struct figure_tick){.day = day};
        print(step, date, &dates->ticks[dates->count++]);
    }
}

struct figure_dates figure_dates_of(int64_t first, int64_t last, size_t most) {
    struct figure_dates dates = {0};
    int begin = date_of(first).year, end = date_of(last).year;
    for (size_t i = 0; i < STEPS; i++) {
        mark(&dates, &steps[i], first, last);
        if (dates.count <= most) break;
    }
    if (begin == end)
        snprintf(dates.years, sizeof dates.years, "%d", begin);
    else
        snprintf(dates.years, sizeof dates.years, "%d to %d", begin, end);
    return dates;
}

void figure_dates_clear(struct figure_dates *dates) {
    free(dates->ticks);
    *dates = (struct figure_dates){0};
}
