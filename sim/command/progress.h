// SPDX-License-Identifier: GPL-3.0-or-later
// How far a run is and how long it will still take: a bar on a terminal, a few plain lines elsewhere.
#ifndef MARU_SIM_COMMAND_PROGRESS_H
#define MARU_SIM_COMMAND_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct progress {
    FILE *out;         // borrowed; NULL: silent
    bool terminal;     // `out` is one
    const char *unit;  // what is counted: "day"
    int64_t whole;
    double started;    // seconds, progress_now()
    double shown;      // when the bar was last drawn
    int lines;         // plain lines printed so far
};

double progress_now(void);  // seconds of wall time from some start

struct progress progress_start(FILE *out, const char *unit, int64_t whole);
void progress_show(struct progress *progress, int64_t done);
// Takes the bar away.
void progress_end(struct progress *progress);

#endif
