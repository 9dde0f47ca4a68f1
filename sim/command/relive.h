// SPDX-License-Identifier: GPL-3.0-or-later
// Lives a run again from what its file holds: the scenario's text, its Lua modules and data, the policy, the replication and
// what the command line overruled. Nothing of the user's is read but large data, and nothing is written but the new file.
#ifndef MARU_SIM_COMMAND_RELIVE_H
#define MARU_SIM_COMMAND_RELIVE_H

#include "analysis/read_run.h"
#include "analysis/run_made.h"
#include "sim/engine/status.h"

struct relive {
    const struct run *run;         // all borrowed
    const struct run_made *made;
    const char *beside;            // folder of data that the file does not hold; NULL: it is looked for
    const char *scenario;          // path of the scenario as it was named then; NULL: not known
    const char *out;               // the new file
    int threads;
    bool quiet;
};

// False with a status: it cannot be lived again, because the file is of old, does not fit itself, or a file of data is missing
// or changed; each is named.
bool relive(const struct relive *how, struct status *status);

#endif
