// SPDX-License-Identifier: GPL-3.0-or-later
// To be preloaded into the program: FILE_CALLS_DEATH_AT=N ends it at that point, by SIGKILL or by the signal
// of the number FILE_CALLS_SIGNAL; FILE_CALLS_REPORT=FILE gets the number of points when it ends by itself.
#include "tests/support/file_calls.h"

#include <stdlib.h>

__attribute__((constructor)) static void begin(void) {
    const char *death_at = getenv("FILE_CALLS_DEATH_AT");
    const char *by = getenv("FILE_CALLS_SIGNAL");
    if (death_at) file_calls_death_at = strtol(death_at, NULL, 10);
    if (by) file_calls_signal = (int)strtol(by, NULL, 10);
}

__attribute__((destructor)) static void report(void) {
    const char *path = getenv("FILE_CALLS_REPORT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    fprintf(file, "%ld\n", file_calls_points);
    fclose(file);
}
