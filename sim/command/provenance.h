// SPDX-License-Identifier: GPL-3.0-or-later
// Where, when and how a run file was made. Kept beside it, because the run file itself holds the same bytes on
// every machine.
#ifndef MARU_SIM_COMMAND_PROVENANCE_H
#define MARU_SIM_COMMAND_PROVENANCE_H

#include <time.h>

#include "sim/engine/world.h"

struct provenance {
    int argc;
    char *const *argv;         // the command line; borrowed
    const char *run_file;      // borrowed
    double wall_seconds;
    time_t started;
};

// "summer.h5" -> "summer.provenance.json". Owned by the caller.
char *provenance_path(const char *run_file);
// Before the run: whether it can be written there, and nothing else has its name.
bool provenance_fits(const char *run_file, struct status *status);
// Writes it; false with a status when that fails.
bool provenance_write(const struct provenance *provenance, const struct world *world, struct status *status);

#endif
