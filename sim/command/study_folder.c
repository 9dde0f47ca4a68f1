// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/study_folder.h"

#include <cJSON.h>
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/engine/claim.h"
#include "sim/engine/replace.h"

struct study_folder {
    char *path;
    struct claim *claim;  // of study.json
};

static char *inside(const char *folder, const char *name) {
    char *path;
    if (asprintf(&path, "%s/%s", folder, name) < 0) abort();
    return path;
}

char *study_folder_default(const char *scenario, const char *identity) {
    char *path;
    if (asprintf(&path, "results/%s-compare-%.8s", scenario, identity) < 0) abort();
    return path;
}

// With the folders above it, as far as they are missing.
static bool make_folder(const char *path, struct status *status) {
    char *part = status_copy_text(path);
    bool made = true;
    for (char *slash = part + 1; made && *slash; slash++) {
        if (*slash != '/') continue;
        *slash = '\0';
        made = mkdir(part, 0777) == 0 || errno == EEXIST || errno == EISDIR;
        *slash = '/';
    }
    free(part);
    made = made && (mkdir(path, 0777) == 0 || errno == EEXIST);
    struct stat found;
    if (made && stat(path, &found) == 0 && !S_ISDIR(found.st_mode)) {
        errno = ENOTDIR;
        made = false;
    }
    return made || status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
}

static bool holds_runs(const char *folder) {
    char *pattern = inside(folder, "*.h5");
    glob_t found;
    bool any = glob(pattern, 0, NULL, &found) == 0;
    if (any) globfree(&found);
    free(pattern);
    return any;
}

// "": there is no study.json that says it. Owned by the caller.
static char *identity_in(const char *path) {
    char text[4096] = "";
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file) fclose(file);
    cJSON *root = length ? cJSON_Parse(text) : NULL;
    const char *said = cJSON_GetStringValue(cJSON_GetObjectItem(root, "identity"));
    char *identity = status_copy_text(said ? said : "");
    cJSON_Delete(root);
    return identity;
}

static bool write_identity(struct claim *claim, const char *identity, struct status *status) {
    FILE *file = fopen(claim_part(claim), "w");
    bool good =
        file &&
        fprintf(file, "{\"made_by\": \"maru compare\", \"maru_version\": \"%s\", \"identity\": \"%s\"}\n",
                MARU_VERSION, identity) > 0;
    if (file) good = fclose(file) == 0 && good;
    if (!good) return status_fail(status, STATUS_MACHINE, "%s: %s", claim_path(claim), strerror(errno));
    return claim_publish(claim, status);
}

// The runs of the study that was here, told to be replaced: none of them may be taken for one of the new.
static void remove_runs(const char *folder) {
    char *pattern = inside(folder, "*-r[0-9]*.h5");
    glob_t found = {0};
    if (glob(pattern, 0, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            if (replace_is_run(found.gl_pathv[i])) unlink(found.gl_pathv[i]);
    globfree(&found);
    free(pattern);
}

static bool is_ours(const struct study_folder *folder, const char *identity, bool force,
                    struct status *status) {
    char *there = identity_in(claim_path(folder->claim));
    bool same = strcmp(there, identity) == 0, other = !same && (there[0] || holds_runs(folder->path));
    free(there);
    if (same) return true;
    if (other && !force)
        return status_fail(
            status, STATUS_SCENARIO,
            "%s holds run files of another study: choose another folder, or say --force to replace "
            "them",
            folder->path);
    if (other) remove_runs(folder->path);
    return write_identity(folder->claim, identity, status);
}

struct study_folder *study_folder_open(const char *path, const char *identity, bool force,
                                       struct status *status) {
    if (!make_folder(path, status)) return NULL;
    struct study_folder *folder = status_allocate(1, sizeof *folder);
    char *json = inside(path, "study.json");
    *folder = (struct study_folder){status_copy_text(path), claim_take(json, status)};
    free(json);
    if (folder->claim && is_ours(folder, identity, force, status)) return folder;
    study_folder_close(folder);
    return NULL;
}

const char *study_folder_path(const struct study_folder *folder) {
    return folder->path;
}

void study_folder_close(struct study_folder *folder) {
    if (!folder) return;
    if (folder->claim) claim_drop(folder->claim);
    free(folder->path);
    free(folder);
}
