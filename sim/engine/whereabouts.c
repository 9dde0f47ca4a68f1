// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/whereabouts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/engine/status.h"

enum { FOLDERS_MOST = 3, PATH_ROOM = 4096 };

// Seen from the program's folder: the build tree, where links lead to the sources; a folder above it (the
// tests); and where it is installed (CMakeLists.txt puts it there).
static const char *const folders[][FOLDERS_MOST] = {
    [WHEREABOUTS_SHARED] = {"share/maru", "../share/maru"},
    [WHEREABOUTS_MODULES] = {".", "..", "../lib/maru"},
};

// The folder of the running program; "." when the system does not say.
static void program_folder(char folder[PATH_ROOM]) {
    ssize_t length = readlink("/proc/self/exe", folder, PATH_ROOM - 1);
    folder[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    else
        memcpy(folder, ".", sizeof ".");
}

// The joined path without links; NULL when nothing is there. Owned by the caller.
static char *existing(const char *base, const char *folder, const char *name) {
    char *joined;
    if (asprintf(&joined, "%s/%s/%s", base, folder, name) < 0) abort();
    char *path = realpath(joined, NULL);
    free(joined);
    return path;
}

char *whereabouts_find(enum whereabouts what, const char *name) {
    const char *chosen = what == WHEREABOUTS_SHARED ? getenv("MARU_PATH") : NULL;
    if (chosen && *chosen) return existing(chosen, ".", name);
    char folder[PATH_ROOM], *path = NULL;
    program_folder(folder);
    for (int i = 0; i < FOLDERS_MOST && folders[what][i] && !path; i++)
        path = existing(folder, folders[what][i], name);
    return path;
}

char *whereabouts_looked(enum whereabouts what) {
    const char *chosen = what == WHEREABOUTS_SHARED ? getenv("MARU_PATH") : NULL;
    if (chosen && *chosen) return status_copy_text(chosen);
    char folder[PATH_ROOM], *text = NULL;
    size_t size;
    program_folder(folder);
    FILE *memory = open_memstream(&text, &size);
    if (!memory) abort();
    for (int i = 0; i < FOLDERS_MOST && folders[what][i]; i++)
        fprintf(memory, "%s%s/%s", i ? ", " : "", folder, folders[what][i]);
    fclose(memory);
    return text;
}
