// SPDX-License-Identifier: GPL-3.0-or-later
// A folder with a study in it: `study.json` says what was asked, `design.csv` its points, a run file per run, and what is made
// of them. No other study writes here, and nobody at the same time who has not claimed what it writes.
#ifndef MARU_SIM_STUDY_FOLDER_H
#define MARU_SIM_STUDY_FOLDER_H

#include "sim/study/study.h"

struct folder;

// What study.json says beside the study itself, enough to go on from the folder alone.
struct folder_note {
    char *made_by;      // "maru sweep"
    char *scenario;     // its file, by a path from the root
    char *until;        // the rule by which the replications grow in number; NULL: they are as many as were asked for
    size_t block;       // runs in one file of results
};
void folder_note_clear(struct folder_note *note);

// "results/pest_leads-sweep-0b51c9f3". Owned by the caller.
char *folder_default(const char *scenario, const char *command, const char *identity);

// Made when it is not there. NULL with a status: it holds another study or run files of nobody knows what (unless the study
// replaces: then that study's runs are removed, and the others can be replaced), a study.json that is none, or somebody is
// about to begin in it. With other replications than before it is the same study.
struct folder *folder_begin(const char *path, const struct study *study, const struct folder_note *note,
                            struct status *status);

// Whether there is a study.json, of whatever study.
bool folder_is_begun(const char *path);

// The study that a folder holds: what was asked, with the scenario's file read anew. False with a status: there is none, or
// its scenario, its data files or this program are others than those it was begun with.
struct folder_study {
    struct scenario_file *file;
    struct overruled *overruled;
    char **policies;
    struct study study;  // borrows the above
    struct folder_note note;
};
bool folder_read(const char *path, const struct catalogue *catalogue, struct folder_study *found,
                 struct status *status);
void folder_study_clear(struct folder_study *found);

// The study has more replications now. False with a status when that cannot be written.
bool folder_grow(const struct folder *folder, const struct study *study, struct status *status);

const char *folder_path(const struct folder *folder);
size_t folder_block(const struct folder *folder);  // as the study was begun
// Others may work in it from now on: processes that live ranges of runs. Until folder_end no other study takes its place.
void folder_share(struct folder *folder);
// Works in one that was begun and is shared.
struct folder *folder_join(const char *path);
void folder_end(struct folder *folder);  // NULL is fine

// A file in the folder. Owned by the caller.
char *folder_file(const char *folder, const char *name);

#endif
