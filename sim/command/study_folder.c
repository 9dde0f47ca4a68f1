// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/study_folder.h"

#include <cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/engine/claim.h"
#include "sim/engine/replace.h"
#include "sim/engine/text_file.h"

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

// The names in the folder that `wanted` takes are handed to `found`. Returns how many.
typedef bool name_test(const char *name, const cJSON *study);

static size_t each_name(const char *folder, name_test *wanted, const cJSON *study,
                        void (*found)(const char *path)) {
    DIR *open = opendir(folder);
    size_t count = 0;
    for (const struct dirent *entry; open && (entry = readdir(open));) {
        if (!wanted(entry->d_name, study)) continue;
        count++;
        char *path = inside(folder, entry->d_name);
        found(path);
        free(path);
    }
    if (open) closedir(open);
    return count;
}

static bool is_h5(const char *name, const cJSON *study) {
    (void)study;
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".h5") == 0;
}

// "ask_first-r12.h5" of a study that has the policy.
static bool is_run_of(const char *name, const cJSON *study) {
    const cJSON *policy;
    cJSON_ArrayForEach(policy, cJSON_GetObjectItem(study, "policies")) {
        const char *text = cJSON_GetStringValue(policy);
        size_t length = text ? strlen(text) : 0;
        int used = 0;
        if (!text || strncmp(name, text, length) != 0) continue;
        if (sscanf(name + length, "-r%*u.h5%n", &used) == 0 && used > 0 && !name[length + (size_t)used])
            return true;
    }
    return false;
}

static void leave_alone(const char *path) {
    (void)path;
}

static void remove_run(const char *path) {
    if (replace_is_run(path)) unlink(path);
}

// What study.json says; NULL: it is not there, or says of no study. Delete it.
static cJSON *read_study(const char *path) {
    struct status ignored = {0};
    char *text = text_file_read(path, path, TEXT_FILE_DATA_MOST, &ignored);
    cJSON *study = text ? cJSON_Parse(text) : NULL;
    free(text);
    if (cJSON_GetStringValue(cJSON_GetObjectItem(study, "identity"))) return study;
    cJSON_Delete(study);
    return NULL;
}

static bool write_study(struct claim *claim, const struct study_asked *asked, struct status *status) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "made_by", "maru compare");
    cJSON_AddStringToObject(root, "maru_version", MARU_VERSION);
    cJSON_AddStringToObject(root, "identity", asked->identity);
    cJSON_AddItemToObject(root, "policies",
                          cJSON_CreateStringArray(asked->policies, (int)asked->policy_count));
    char *text = cJSON_Print(root);
    cJSON_Delete(root);
    FILE *file = fopen(claim_part(claim), "w");
    bool good = file && text && fprintf(file, "%s\n", text) > 0;
    if (file) good = fclose(file) == 0 && good;
    cJSON_free(text);
    if (!good) return status_fail(status, STATUS_MACHINE, "%s: %s", claim_path(claim), strerror(errno));
    return claim_publish(claim, status);
}

static bool refuse(const struct study_folder *folder, const char *what, struct status *status) {
    return status_fail(status, STATUS_SCENARIO, "%s holds %s: choose another folder%s", folder->path, what,
                       strstr(what, "study.json") ? "" : ", or say --force to replace them");
}

// Nothing is here, or what the same study made. `force`: the runs of the study that was here go, so that none
// of them can be taken for one of the new; other run files are replaced where they have the same names.
static bool make_ours(const struct study_folder *folder, const struct study_asked *asked, bool force,
                      struct status *status) {
    const char *json = claim_path(folder->claim);
    cJSON *study = read_study(json);
    bool good = true,
         same = study && strcmp(cJSON_GetObjectItem(study, "identity")->valuestring, asked->identity) == 0;
    if (!study && access(json, F_OK) == 0)
        good = refuse(folder, "a study.json that tells of no study", status);
    else if (!same && !force && (study || each_name(folder->path, is_h5, NULL, leave_alone) > 0))
        good = refuse(folder, "run files of another study", status);
    else if (!same && study)
        each_name(folder->path, is_run_of, study, remove_run);
    cJSON_Delete(study);
    return good && (same || write_study(folder->claim, asked, status));
}

struct study_folder *study_folder_open(const char *path, const struct study_asked *asked, bool force,
                                       struct status *status) {
    if (!make_folder(path, status)) return NULL;
    struct study_folder *folder = status_allocate(1, sizeof *folder);
    char *json = inside(path, "study.json");
    *folder = (struct study_folder){status_copy_text(path), claim_take(json, status)};
    free(json);
    if (folder->claim && make_ours(folder, asked, force, status)) return folder;
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
