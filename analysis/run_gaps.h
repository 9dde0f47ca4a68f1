// SPDX-License-Identifier: GPL-3.0-or-later
// Where two run files do not hold the same: every variable and every attribute of both, value by value.
#ifndef MARU_ANALYSIS_RUN_GAPS_H
#define MARU_ANALYSIS_RUN_GAPS_H

#include <stdint.h>

#include "analysis/fault.h"

// A variable or an attribute that differs.
struct run_gap {
    char *what;        // "/series/bugbye_visits", "/meta, attribute libraries"
    bool is_result;    // it came out of the run; false: it says what the run is, or how it was made
    char *count;       // "3 of 92", "other length", "only in one"
    char *where;       // of the first: "2018-06-03, keeps" by the axes' own values; "" of an attribute
    char *values[2];   // of the first, in the one file and in the other; "" where there is none
};

struct run_gaps {
    struct run_gap *items;  // the results first
    size_t count;
};

// False and a fault when one cannot be read. Clear in any case.
bool run_gaps_find(const char *one, const char *other, struct run_gaps *gaps, struct fault *fault);
void run_gaps_clear(struct run_gaps *gaps);

// Whether the files hold the same bytes; else `at` is the first that differs, from 0, or the shorter one's length. False and a
// fault when one cannot be read.
bool run_gaps_bytes(const char *one, const char *other, bool *same, int64_t *at, struct fault *fault);

#endif
