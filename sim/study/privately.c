// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/privately.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char mark[] = ".maru-";  // what hidden names begin with

static size_t folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash + 1 - path) : 0;
}

char *privately(const char *path) {
    char host[256] = "", *name;
    size_t folder = folder_length(path);
    gethostname(host, sizeof host - 1);
    if (asprintf(&name, "%.*s%s%s-%ld-%s", (int)folder, path, mark, host, (long)getpid(), path + folder) < 0)
        abort();
    return name;
}

static bool sync_path(const char *path, int flags) {
    int file = open(path, flags);
    bool good = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    return good;
}

static bool sync_folder_of(const char *path) {
    char *folder;
    size_t length = folder_length(path);
    if (asprintf(&folder, "%.*s", (int)length, path) < 0) abort();
    bool good = sync_path(length ? folder : ".", O_RDONLY | O_DIRECTORY);
    free(folder);
    return good;
}

bool privately_done(const char *written, const char *path, struct status *status) {
    if (sync_path(written, O_RDONLY) && rename(written, path) == 0 && sync_folder_of(path)) return true;
    status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
    unlink(written);
    return false;
}

bool privately_text(const char *path, const char *text, struct status *status) {
    char *written = privately(path);
    FILE *file = fopen(written, "w");
    bool good = file && fputs(text, file) >= 0;
    if (file) good = fclose(file) == 0 && good;
    if (!good) {
        status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
        unlink(written);
    }
    good = good && privately_done(written, path, status);
    free(written);
    return good;
}

void privately_clear(const char *folder) {
    DIR *open = opendir(folder);
    for (const struct dirent *entry; open && (entry = readdir(open));) {
        if (strncmp(entry->d_name, mark, strlen(mark)) != 0) continue;
        char *path;
        if (asprintf(&path, "%s/%s", folder, entry->d_name) < 0) abort();
        unlink(path);
        free(path);
    }
    if (open) closedir(open);
}
