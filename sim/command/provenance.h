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
    struct claim *claim;       // from provenance_begin to provenance_end
};

enum { PROVENANCE_HOST_SIZE = 256 };
// This machine's name; returns host.
const char *provenance_host(char host[PROVENANCE_HOST_SIZE]);

// "summer.h5" -> "summer.provenance.json". Owned by the caller.
char *provenance_path(const char *run_file);
// Before the run: whether it can be written there, and nothing else has its name. Whoever has begun is the only one to
// write it, so it tells of the run file beside it.
bool provenance_begin(struct provenance *provenance, struct status *status);
// Writes it, whole or not at all; false with a status when that fails.
bool provenance_write(const struct provenance *provenance, const struct world *world, struct status *status);
// What is told beside a run file: the machine it was made on, and the scenario as it was named on the command line, by its file's
// name. NULL: it is not told. Owned by the caller; provenance_said_clear.
struct provenance_said {
    char *host, *scenario;
};
struct provenance_said provenance_read(const char *run_file, const char *scenario_file);
void provenance_said_clear(struct provenance_said *said);
// Also when nothing was begun.
void provenance_end(struct provenance *provenance);

#endif
