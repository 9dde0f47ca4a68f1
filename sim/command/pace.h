// SPDX-License-Identifier: GPL-3.0-or-later
// How long a run of a study takes, so that the tasks of a cluster are neither too many nor too long.
#ifndef MARU_SIM_COMMAND_PACE_H
#define MARU_SIM_COMMAND_PACE_H

#include "sim/study/study.h"

// Seconds on this machine: the first run is lived, and leaves nothing; of one that takes longer than a minute the rest is
// reckoned from its days. False with a status when it cannot be lived.
bool pace_measure(const struct study *study, double *seconds, struct status *status);

// How many runs of that length a task should live that lives `at_once` of them at a time: ten minutes' worth, up to an hour's
// where otherwise each of the `places` would have more than four tasks to live.
size_t pace_block(double seconds, size_t runs, size_t at_once, size_t places);

#endif
