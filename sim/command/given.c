// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/given.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/study/folder.h"

static bool is_folder(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

char *given_copy_path(const char *path) {
    char *copy = status_copy_text(path);
    for (size_t length = strlen(copy); length > 1 && copy[length - 1] == '/';) copy[--length] = '\0';
    return copy;
}

static char *without_end(const char *path, const char *end) {
    size_t length = strlen(path), cut = strlen(end);
    char *copy = status_copy_text(path);
    if (length > cut && strcmp(path + length - cut, end) == 0) copy[length - cut] = '\0';
    return copy;
}

static const char study_file[] = "/study.h5";

static bool find_in_folder(const char *path, struct given *given, struct status *status) {
    given->folder = given_copy_path(path);
    given->file = folder_file(given->folder, study_file + 1);
    struct stat found;
    return stat(given->file, &found) == 0 ||
           status_fail(status, STATUS_SCENARIO,
                       folder_is_begun(path)
                           ? "%s: this study is not whole: maru sweep %s goes on with it"
                           : "%s: there is no study in this folder: no study.h5, no study.json "
                             "(a run is named by its file, as %s/ask.h5)",
                       path, path);
}

bool given_find(const char *path, struct given *given, struct status *status) {
    *given = (struct given){0};
    if (is_folder(path)) return find_in_folder(path, given, status);
    given->file = status_copy_text(path);
    char *folder = without_end(path, study_file);
    if (strcmp(folder, path) != 0)
        given->folder = folder;
    else if (strcmp(path, study_file + 1) == 0)
        given->folder = status_copy_text(".");
    if (given->folder != folder) free(folder);
    return true;
}

void given_clear(struct given *given) {
    free(given->file);
    free(given->folder);
    *given = (struct given){0};
}

char *given_stem(const struct given *given) {
    if (!given->folder) return without_end(given->file, ".h5");
    const char *last = strrchr(given->folder, '/');
    const char *name = last ? last + 1 : given->folder;
    bool has_name = strspn(name, ".") != strlen(name);
    return has_name ? status_copy_text(given->folder) : folder_file(given->folder, "study");
}
