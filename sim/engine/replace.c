// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/replace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/engine/netcdf.h"

char *replace_meant(const char *path) {
    struct stat found;
    bool is_link = lstat(path, &found) == 0 && S_ISLNK(found.st_mode);
    char *behind = is_link ? realpath(path, NULL) : NULL;
    return behind ? behind : status_copy_text(path);
}

// ---- What a run file says of itself ----

// Of a whole run file: its identity, "" when it has none. NULL: it is none. Owned by the caller.
static char *identity_of(const char *path) {
    return netcdf_has_attribute(path, "finished") ? netcdf_text_of(path, REPLACE_IDENTITY) : NULL;
}

bool replace_is_run(const char *path) {
    char *identity = identity_of(path);
    bool is_run = identity;
    free(identity);
    return is_run;
}

bool replace_is_of(const char *path, const char *identity) {
    char *found = identity_of(path);
    bool same = found && strcmp(found, identity) == 0;
    free(found);
    return same;
}

// ---- Whether ----

static const char *sort_of(mode_t mode) {
    return S_ISDIR(mode)    ? "a folder: name a file in it"
           : S_ISFIFO(mode) ? "a pipe: a run file can only be an ordinary file"
           : S_ISLNK(mode)  ? "a link that leads nowhere: remove it, or choose another name"
                            : "a device: a run file can only be an ordinary file";
}

static bool refuse(struct status *status, const char *path, const char *why) {
    return status_fail(status, STATUS_SCENARIO, "%s is %s", path, why);
}

bool replace_allowed(const char *path, const struct replace_terms *terms, struct status *status) {
    struct stat found;
    if (lstat(path, &found) != 0)
        return errno == ENOENT || status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
    if (!S_ISREG(found.st_mode)) return refuse(status, path, sort_of(found.st_mode));
    char *identity = identity_of(path);
    bool same = identity && strcmp(identity, terms->identity) == 0, is_run = identity;
    free(identity);
    if (!is_run)
        return refuse(status, path, "there and is no whole run file: it stays as it is; choose another name");
    if ((found.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0)
        return refuse(status, path, "closed to writing: choose another name");
    if (!same && !terms->replace)
        return refuse(status, path,
                      "the file of another run: choose another name, or say --force to replace it");
    return true;
}
