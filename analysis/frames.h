// SPDX-License-Identifier: GPL-3.0-or-later
// All tables of a run file or of a study's file:
//   about    what the file is, how to make it again, and what tables there are
//   columns  what each column of each table is: kind, unit, meaning
//   ...      of a run file: variables of a group that lie along the same axes are a table, named after the group; where a group
//            has several, the others are <group>_by_<the axes they have more>. What has a name and a number (parties, segments)
//            is a table of its own
//            of a study: runs (a row for each run: settings and outcomes), runs_by_day, design (a row for each point), summary
//            (a row for each point, policy and outcome), outcomes (what each is)
//   scenario the scenario's text, line by line, where the file has it
#ifndef MARU_ANALYSIS_FRAMES_H
#define MARU_ANALYSIS_FRAMES_H

#include "analysis/frame.h"
#include "analysis/run_file.h"

struct frames {
    struct run_file *file;
    struct frame *items;
    size_t count;
    char *identity;  // of the run or the study
    bool is_study;
};

// NULL and a fault. `command` is how a study is made again, NULL: not known; a run file knows itself. The path and the fault are
// borrowed until frames_close, which may be given NULL: reading rows may set it, too.
struct frames *frames_open(const char *path, const char *command, struct fault *fault);
void frames_close(struct frames *frames);

// What `about` says of the file itself: "command", "title". Owned by the caller; NULL: nothing.
char *frames_about(const struct frames *frames, const char *name);

// A word of a command line, within quotes where a shell needs them. Owned by the caller.
char *frames_shell_word(const char *word);

#endif
