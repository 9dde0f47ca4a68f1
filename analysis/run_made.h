// SPDX-License-Identifier: GPL-3.0-or-later
// What a run file says of its making: which run it is, by what it was made, and which files the scenario read.
#ifndef MARU_ANALYSIS_RUN_MADE_H
#define MARU_ANALYSIS_RUN_MADE_H

#include <stdint.h>

#include "analysis/fault.h"

// A Lua module or a file of data.
struct made_file {
    char *sort;     // "module", "library" or "data"
    char *name;     // as the scenario says it
    char *hash;     // of its bytes
    char *text;     // its bytes; NULL: they are not kept
    int64_t bytes;  // how many there are
};

struct run_made {
    char *identity, *mathematics, *libraries;  // "" in files of old
    bool has_files;                            // false in files of old
    struct made_file *files;
    size_t file_count;
};

// False and a fault when the file cannot be read. Clear in any case.
bool run_made_read(const char *path, struct run_made *made, struct fault *fault);
void run_made_clear(struct run_made *made);

#endif
