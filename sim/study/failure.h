// SPDX-License-Identifier: GPL-3.0-or-later
// A run that came to no end, as data: a small file in its run file's place that says why, and how to see it again.
#ifndef MARU_SIM_STUDY_FAILURE_H
#define MARU_SIM_STUDY_FAILURE_H

#include "sim/study/study.h"

struct failure {
    char *message;
    int64_t seed;
};

// The command that lives a run of the study alone. Owned by the caller.
char *failure_command(const struct study *study, size_t run, const char *scenario);

// False with a status when it cannot be written down.
bool failure_write(const char *path, const struct study *study, size_t run, const char *scenario, const char *message,
                   struct status *status);
// False when there is none, or it is none of that run. Free the message.
bool failure_read(const char *path, size_t run, struct failure *failure);

#endif
