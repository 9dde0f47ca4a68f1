// SPDX-License-Identifier: GPL-3.0-or-later
// Which task of a cluster's array this process is, as the scheduler says in the environment.
#ifndef MARU_SIM_COMMAND_ARRAY_INDEX_H
#define MARU_SIM_COMMAND_ARRAY_INDEX_H

#include <stddef.h>

#include "sim/engine/status.h"

// Counted from 0, also where the scheduler's arrays begin at 1 (SGE, LSF). False with a status: no scheduler says.
bool array_index(size_t *index, struct status *status);
// The variables that are looked for, in words, for help. Owned by the caller.
char *array_index_names(void);

#endif
