// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of run files that belong together. `study.json` in it says which study it holds: no other writes here, and
// nobody at the same time.
#ifndef MARU_SIM_COMMAND_STUDY_FOLDER_H
#define MARU_SIM_COMMAND_STUDY_FOLDER_H

#include "sim/engine/identity.h"

struct study_folder;

// "results/pest_leads-compare-0b51c9f3". Owned by the caller.
char *study_folder_default(const char *scenario, const char *identity);
// Made when it is not there. NULL with a status: it holds another study or run files of nobody knows what (unless `force`:
// then these can be replaced), or somebody is at work in it. Close it in any case.
struct study_folder *study_folder_open(const char *path, const char *identity, bool force, struct status *status);
const char *study_folder_path(const struct study_folder *folder);
void study_folder_close(struct study_folder *folder);  // NULL is fine

#endif
