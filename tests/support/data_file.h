// SPDX-License-Identifier: GPL-3.0-or-later
// Real data that tests use when it is there. It lies beside the source tree, or where MARU_DATA says; a test
// skips without it.
#ifndef MARU_TESTS_SUPPORT_DATA_FILE_H
#define MARU_TESTS_SUPPORT_DATA_FILE_H

#include <stdbool.h>
#include <unistd.h>

#include "tests/support/check.h"

// The file's path, in a buffer that the next call reuses.
static inline const char *data_file_path(const char *name) {
    static char path[2000];
    const char *folder = getenv("MARU_DATA");
    if (folder)
        snprintf(path, sizeof path, "%s/%s", folder, name);
    else
        snprintf(path, sizeof path, "%s/../shared/data/%s", MARU_SOURCE_FOLDER, name);
    return path;
}

static inline bool data_file_there(const char *name) {
    bool there = access(data_file_path(name), R_OK) == 0;
    if (!there) print_message("%s is not there: skipped\n", data_file_path(name));
    return there;
}

static inline FILE *data_file_open(const char *name) {
    FILE *file = fopen(data_file_path(name), "r");
    assert_non_null(file);
    return file;
}

#endif
