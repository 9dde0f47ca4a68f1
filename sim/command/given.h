// SPDX-License-Identifier: GPL-3.0-or-later
// A run or a study that was named on the command line: a run by its file, a study by its folder or the file in it.
#ifndef MARU_SIM_COMMAND_GIVEN_H
#define MARU_SIM_COMMAND_GIVEN_H

#include <argp.h>

#include "sim/engine/status.h"

// What commands that make something of a run or a study share on the command line.
struct given_options {
    const char *path;  // RUN or STUDY
    const char *out;   // NULL: beside it
    bool force, quiet;
};
// A child parser: its input is a struct given_options. Takes the one argument RUN|STUDY; ends the program with a message and
// exit status 2 on wrong usage.
extern const struct argp given_argp;

struct given {
    char *file;    // to be read: the run file, or study.h5
    char *folder;  // of a study; NULL of a run
};

// False with a status: there is no study in the folder, or one that is not whole. Clear in any case.
bool given_find(const char *path, struct given *given, struct status *status);
// False with a status: a folder was named where one run file is wanted.
bool given_check_run(const char *path, struct status *status);
void given_clear(struct given *given);

// "ask" of ask.h5, "results/pest" of results/pest/: what is made of it is named so, with an ending. Owned by the caller.
char *given_stem(const struct given *given);

// Without slashes at its end. Owned by the caller.
char *given_copy_path(const char *path);

#endif
