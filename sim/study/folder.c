// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/folder.h"

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
#include "sim/study/shared_text.h"

static const char study_name[] = "study.json", design_name[] = "design.csv",
                  replications_key[] = "replications";

struct folder {
    char *path;
    struct claim *claim;  // of study.json
    size_t block;
};

char *folder_file(const char *folder, const char *name) {
    char *path;
    if (asprintf(&path, "%s/%s", folder, name) < 0) abort();
    return path;
}

char *folder_default(const char *scenario, const char *command, const char *identity) {
    char *path;
    if (asprintf(&path, "results/%s-%s-%.8s", scenario, command, identity) < 0) abort();
    return path;
}

const char *folder_path(const struct folder *folder) {
    return folder->path;
}

size_t folder_block(const struct folder *folder) {
    return folder->block;
}

void folder_note_clear(struct folder_note *note) {
    free(note->made_by);
    free(note->scenario);
    free(note->until);
}

// ---- What is there ----

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
        char *path = folder_file(folder, entry->d_name);
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

// "ask_first-r12.h5", "ask_first-p3-r12.h5" of a study that has the policy.
static bool ends_as_run(const char *rest) {
    int used = 0;
    if (sscanf(rest, "-p%*u%n", &used) == 0 && used > 0) rest += used;
    used = 0;
    return sscanf(rest, "-r%*u.h5%n", &used) == 0 && used > 0 && !rest[used];
}

static bool is_run_of(const char *name, const cJSON *study) {
    const cJSON *policy;
    cJSON_ArrayForEach(policy, cJSON_GetObjectItem(study, "policies")) {
        const char *text = cJSON_GetStringValue(policy);
        size_t length = text ? strlen(text) : 0;
        if (text && strncmp(name, text, length) == 0 && ends_as_run(name + length)) return true;
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

// ---- study.json ----

static const char *text_of(const cJSON *root, const char *key) {
    return cJSON_GetStringValue(cJSON_GetObjectItem(root, key));
}

static size_t whole_of(const cJSON *root, const char *key) {
    double number = cJSON_GetNumberValue(cJSON_GetObjectItem(root, key));
    return number >= 1 && number <= 1e9 ? (size_t)number : 0;
}

static void add_settings(cJSON *root, const struct study *study) {
    cJSON *list = cJSON_AddArrayToObject(root, "set");
    for (size_t i = 0; i < study->overruled_count; i++) {
        cJSON *setting = cJSON_CreateObject();
        cJSON_AddStringToObject(setting, "name", study->overruled[i].name);
        cJSON_AddStringToObject(setting, "value", study->overruled[i].value);
        cJSON_AddItemToArray(list, setting);
    }
}

static void add_asked(cJSON *root, const struct points *points) {
    if (!points->asked) return;
    cJSON *list = cJSON_AddArrayToObject(root, "varies");
    for (size_t i = 0; i < points->axis_count; i++)
        cJSON_AddItemToArray(list, cJSON_CreateString(points->asked[i]));
}

static cJSON *describe(const struct study *study, const struct folder_note *note, size_t block) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "made_by", note->made_by);
    cJSON_AddStringToObject(root, "maru_version", MARU_VERSION);
    cJSON_AddStringToObject(root, "identity", study->identity);
    cJSON_AddStringToObject(root, "scenario", note->scenario);
    cJSON *policies = cJSON_AddArrayToObject(root, "policies");
    for (size_t i = 0; i < study->policy_count && study->policies[i]; i++)
        cJSON_AddItemToArray(policies, cJSON_CreateString(study->policies[i]));
    cJSON_AddNumberToObject(root, replications_key, (double)study->replications);
    if (note->until) cJSON_AddStringToObject(root, "until", note->until);
    cJSON_AddStringToObject(root, "design", study->points.design);
    add_asked(root, &study->points);
    cJSON_AddNumberToObject(root, "points", (double)study->points.count);
    cJSON_AddNumberToObject(root, "block", (double)block);
    add_settings(root, study);
    return root;
}

static bool write_text(struct claim *claim, const char *text, struct status *status) {
    FILE *file = fopen(claim_part(claim), "w");
    bool good = file && fputs(text, file) >= 0;
    if (file) good = fclose(file) == 0 && good;
    if (!good) return status_fail(status, STATUS_MACHINE, "%s: %s", claim_path(claim), strerror(errno));
    return claim_publish(claim, status);
}

// Deletes it.
static bool write_study(struct claim *claim, cJSON *root, struct status *status) {
    char *text = cJSON_Print(root), *line;
    cJSON_Delete(root);
    if (asprintf(&line, "%s\n", text) < 0) abort();
    cJSON_free(text);
    bool good = write_text(claim, line, status);
    free(line);
    return good;
}

static bool write_design(const struct folder *folder, const struct study *study, struct status *status) {
    if (study->points.axis_count == 0) return true;
    char *path = folder_file(folder->path, design_name), *text = points_csv(&study->points);
    bool good = shared_text(path, text, status);
    free(path);
    free(text);
    return good;
}

// ---- Beginning ----

static bool refuse(const struct folder *folder, const char *what, struct status *status) {
    return status_fail(status, STATUS_SCENARIO, "%s holds %s: choose another folder%s", folder->path, what,
                       strstr(what, "study.json") ? "" : ", or say --force to replace them");
}

// True: the study that was here can go. Whoever works in a folder has a part of study.json, which stays
// empty.
static bool nobody_works(const struct folder *folder, struct status *status) {
    char *other = claim_shared_by(claim_path(folder->claim));
    if (other)
        status_fail(
            status, STATUS_MACHINE,
            "%s: another run is writing in this folder now; if none does, remove %s/%s and start again",
            folder->path, folder->path, other);
    free(other);
    return status->code == STATUS_OK;
}

// Of the merged study too: otherwise they would stand beside a study.json that is not theirs until the new
// one is whole.
static void remove_results(const struct folder *folder, const cJSON *study) {
    static const char *const merged[] = {
        "study.h5",         "runs.csv",         "summary.csv",         "robustness.csv",
        "study.partial.h5", "runs.partial.csv", "summary.partial.csv", "robustness.partial.csv"};
    for (size_t i = 0; i < sizeof merged / sizeof *merged; i++) {
        char *path = folder_file(folder->path, merged[i]);
        unlink(path);
        free(path);
    }
    char *blocks = folder_file(folder->path, "blocks");
    each_name(folder->path, is_run_of, study, remove_run);
    each_name(blocks, is_h5, study, remove_run);
    free(blocks);
}

// Nothing is here, or what the same study made. When it replaces, the runs of the study that was here go, so
// that none of them can be taken for one of the new; other run files are replaced where they have the same
// names.
static bool make_ours(struct folder *folder, const struct study *study, const struct folder_note *note,
                      struct status *status) {
    const char *json = claim_path(folder->claim);
    cJSON *found = read_study(json);
    bool good = true,
         same = found && strcmp(cJSON_GetObjectItem(found, "identity")->valuestring, study->identity) == 0;
    if (!found && access(json, F_OK) == 0)
        good = refuse(folder, "a study.json that tells of no study", status);
    else if (!same && !study->replace && (found || each_name(folder->path, is_h5, NULL, leave_alone) > 0))
        good = refuse(folder, "run files of another study", status);
    else if (!same && found && (good = nobody_works(folder, status)))
        remove_results(folder, found);
    folder->block = same ? whole_of(found, "block") : note->block;
    cJSON_Delete(found);
    return good && write_design(folder, study, status) &&
           write_study(folder->claim, describe(study, note, folder->block), status);
}

bool folder_is_begun(const char *path) {
    char *json = folder_file(path, study_name);
    bool there = access(json, F_OK) == 0;
    free(json);
    return there;
}

struct folder *folder_begin(const char *path, const struct study *study, const struct folder_note *note,
                            struct status *status) {
    if (!make_folder(path, status)) return NULL;
    struct folder *folder = status_allocate(1, sizeof *folder);
    char *json = folder_file(path, study_name);
    *folder = (struct folder){.path = status_copy_text(path), .claim = claim_take(json, status)};
    free(json);
    if (folder->claim && make_ours(folder, study, note, status)) return folder;
    folder_end(folder);
    return NULL;
}

bool folder_grow(const struct folder *folder, const struct study *study, struct status *status) {
    cJSON *root = read_study(claim_path(folder->claim));
    cJSON *count = cJSON_GetObjectItem(root, replications_key);
    if (count) {
        cJSON_SetNumberValue(count, (double)study->replications);
        return write_study(folder->claim, root, status);
    }
    cJSON_Delete(root);
    return status_fail(status, STATUS_MACHINE, "%s: tells of no study any more", claim_path(folder->claim));
}

// What cannot be shown keeps nobody from working.
static void show_work(struct folder *folder) {
    char *json = folder_file(folder->path, study_name);
    folder->claim = claim_share(json);
    FILE *part = fopen(claim_part(folder->claim), "w");
    if (part) fclose(part);
    free(json);
}

void folder_share(struct folder *folder) {
    struct claim *whole = folder->claim;
    show_work(folder);
    claim_release(whole);
}

struct folder *folder_join(const char *path) {
    struct folder *folder = status_allocate(1, sizeof *folder);
    folder->path = status_copy_text(path);
    char *json = folder_file(path, study_name);
    claim_forget_gone(json);
    free(json);
    show_work(folder);
    return folder;
}

void folder_end(struct folder *folder) {
    if (!folder) return;
    if (folder->claim) claim_drop(folder->claim);
    free(folder->path);
    free(folder);
}

// ---- Going on from the folder alone ----

static bool refuse_note(const char *path, const char *why, struct status *status) {
    return status_fail(status, STATUS_SCENARIO, "%s/%s: %s", path, study_name, why);
}

static void read_settings(const cJSON *root, struct folder_study *found) {
    const cJSON *list = cJSON_GetObjectItem(root, "set"), *setting;
    found->overruled = status_allocate((size_t)cJSON_GetArraySize(list) + 1, sizeof *found->overruled);
    cJSON_ArrayForEach(setting, list) {
        const char *name = text_of(setting, "name"), *value = text_of(setting, "value");
        if (!name || !value) continue;
        found->overruled[found->study.overruled_count++] =
            (struct overruled){status_copy_text(name), status_copy_text(value), study_name};
    }
    found->study.overruled = found->overruled;
}

static void read_policies(const cJSON *root, struct folder_study *found) {
    const cJSON *list = cJSON_GetObjectItem(root, "policies"), *policy;
    size_t most = (size_t)cJSON_GetArraySize(list) + 1;
    found->policies = status_allocate(most, sizeof *found->policies);
    found->study.policies = status_allocate(most, sizeof *found->study.policies);
    cJSON_ArrayForEach(policy, list) {
        if (!cJSON_IsString(policy)) continue;
        char *name = found->policies[found->study.policy_count] = status_copy_text(policy->valuestring);
        found->study.policies[found->study.policy_count++] = name;
    }
    if (found->study.policy_count == 0) found->study.policy_count = 1;  // a scenario without policies
}

// "" where nothing varies; NULL: there is no such design.
static const char *design_named(const char *name) {
    char hint[WORDS_HINT_SIZE];
    if (!name || !name[0]) return name ? "" : NULL;
    return design_kind_names[design_kind_named(name, hint)];  // the list ends with NULL
}

// What study.json says is taken at its word only as far as the identity that follows from it is the one it
// names.
static bool read_note(const char *path, const cJSON *root, struct folder_study *found,
                      struct status *status) {
    const char *scenario = text_of(root, "scenario"), *made_by = text_of(root, "made_by"),
               *design = text_of(root, "design");
    found->study.points.design = design_named(design);
    found->study.replications = whole_of(root, replications_key);
    found->note.block = whole_of(root, "block");
    if (!scenario || !made_by || !found->study.points.design || !found->study.replications ||
        !found->note.block)
        return refuse_note(path, "tells of no study that can be gone on with", status);
    found->note.scenario = status_copy_text(scenario);
    found->note.made_by = status_copy_text(made_by);
    read_settings(root, found);
    read_policies(root, found);
    return true;
}

// What was asked of the points, where it is said of every one that was read.
static void read_asked(const cJSON *root, struct points *points) {
    const cJSON *list = cJSON_GetObjectItem(root, "varies"), *text;
    if (!list || (size_t)cJSON_GetArraySize(list) != points->axis_count) return;
    points->asked = status_allocate(points->axis_count, sizeof *points->asked);
    size_t i = 0;
    cJSON_ArrayForEach(text, list) {
        points->asked[i++] = status_copy_text(cJSON_IsString(text) ? text->valuestring : "");
    }
}

static bool read_points(const char *path, const cJSON *root, struct folder_study *found,
                        struct status *status) {
    const char *design = found->study.points.design;
    if (!design[0]) {
        found->study.points = points_none();
        return true;
    }
    char *file = folder_file(path, design_name);
    bool good = points_read(file, &found->study.points, status);
    found->study.points.design = design;
    if (good) read_asked(root, &found->study.points);
    free(file);
    return good;
}

static bool is_same(const char *path, const cJSON *root, struct folder_study *found, struct status *status) {
    if (!study_check(&found->study, status)) return false;
    if (strcmp(found->study.identity, text_of(root, "identity")) == 0) return true;
    return refuse_note(path,
                       "was begun with another text of the scenario, other data files or another version of "
                       "the program: begin a new study, in another folder",
                       status);
}

bool folder_read(const char *path, const struct catalogue *catalogue, struct folder_study *found,
                 struct status *status) {
    *found = (struct folder_study){0};
    char *json = folder_file(path, study_name);
    cJSON *root = read_study(json);
    free(json);
    bool good = root || refuse_note(path, "there is no study in this folder", status);
    good = good && read_note(path, root, found, status) && read_points(path, root, found, status);
    found->file = good ? scenario_load(found->note.scenario, catalogue, status) : NULL;
    found->study.file = found->file;
    good = found->file && is_same(path, root, found, status);
    cJSON_Delete(root);
    return good;
}

void folder_study_clear(struct folder_study *found) {
    for (size_t i = 0; i < found->study.overruled_count; i++) {
        free(found->overruled[i].name);
        free((char *)found->overruled[i].value);
    }
    for (size_t i = 0; i < found->study.policy_count && found->policies; i++) free(found->policies[i]);
    free(found->overruled);
    free(found->policies);
    study_clear(&found->study);
    folder_note_clear(&found->note);
    scenario_free(found->file);
}
