// SPDX-License-Identifier: GPL-3.0-or-later
// Lives the runs of a study, several at once, each in a process of its own: a process has one network simulation in its life.
// What is there already is not lived again.
#ifndef MARU_SIM_COMMAND_RUNNER_H
#define MARU_SIM_COMMAND_RUNNER_H

#include "sim/study/block.h"

struct runner {
    const struct block_folder *folder;
    const char *scenario;  // its file, for the command that lives a failed run again; NULL: a failed run fails the study
    size_t first, last;    // these runs: [first, last)
    size_t at_once;
    bool quiet;
    bool makes_blocks;     // whose runs have all ended
};

// False with a status when a run could not be lived; a signal ends the program with a sentence that says what is kept.
bool runner_run(const struct runner *runner, struct status *status);

#endif
