// SPDX-License-Identifier: GPL-3.0-or-later
// Where a figure's axis of days has its marks, and what stands at them.
#ifndef MARU_ANALYSIS_FIGURE_DATES_H
#define MARU_ANALYSIS_FIGURE_DATES_H

#include <stdint.h>

#include "analysis/fault.h"

struct figure_tick {
    int64_t day;   // since 1970-01-01
    char text[8];  // "15 Jul"; "Jul", and of a January "2019", where months are marked; "2018" where years are
};

struct figure_dates {
    struct figure_tick *ticks;
    size_t count;
    char years[40];  // "2018", "2018 to 2019"
};

// From day to day, both included, with `most` marks at most, 3 or more. Free with figure_dates_clear.
struct figure_dates figure_dates_of(int64_t first, int64_t last, size_t most);
void figure_dates_clear(struct figure_dates *dates);

#endif
