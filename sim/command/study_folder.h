// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of run files that belong together. `study.json` in it says which study it holds: no other writes here, and
// nobody at the same time.
#ifndef MARU_SIM_COMMAND_STUDY_FOLDER_H
#define MARU_SIM_COMMAND_STUDY_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/engine/status.h"

struct study_folder;

// Which study: all borrowed.
struct study_asked {
    const char *identity;
    const char *const *policies;  // whose runs are called <policy>-r<replication>.h5
    size_t policy_count;
};

// "results/pest_leads-compare-0b51c9f3". Owned by the caller.
char *study_folder_default(const char *scenario, const char *identity);
// Made when it is not there. NULL with a status: it holds another study or run files of nobody knows what (unless `force`:
// then that study's runs are removed, and the others can be replaced), a study.json that is none, or somebody is at work
// in it.
struct study_folder *study_folder_open(const char *path, const struct study_asked *asked, bool force,
                                       struct status *status);
const char *study_folder_path(const struct study_folder *folder);
void study_folder_close(struct study_folder *folder);  // NULL is fine

#endif
