// SPDX-License-Identifier: GPL-3.0-or-later
// What of the world goes into the run file, and how it is laid out there (record.h writes it).
#ifndef MARU_SIM_ENGINE_RESULTS_H
#define MARU_SIM_ENGINE_RESULTS_H

#include "sim/engine/clock.h"
#include "sim/engine/status.h"

struct world;

// Opens the run file of a world whose homes and parties exist. False with a status when it cannot be made.
bool results_open(struct world *world, const char *path, struct status *status);
// One row of every series, at midnight; sets the day's counters to 0. Works without a run file, too.
void results_day(struct world *world, time_ms midnight);
// The tables of the end, then the file becomes whole. True when there is no run file.
bool results_close(struct world *world, struct status *status);
// In a process that was forked from the one whose results these are: from now on they are those of world->asked, in a file of
// their own, with what has been recorded so far; the other process's file stays as it is. False with a status.
bool results_become(struct world *world, const char *path, struct status *status);
void results_abandon(struct world *world);

#endif
