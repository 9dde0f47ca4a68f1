// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/provenance.h"
#include "sim/engine/loop.h"

#include <cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sim/engine/claim.h"
#include "sim/engine/text_file.h"

char *provenance_path(const char *run_file) {
    size_t length = strlen(run_file);
    if (length > 3 && strcmp(run_file + length - 3, ".h5") == 0) length -= 3;
    char *path;
    if (asprintf(&path, "%.*s.provenance.json", (int)length, run_file) < 0) path = status_copy_text("");
    return path;
}

const char *provenance_host(char host[PROVENANCE_HOST_SIZE]) {
    memset(host, 0, PROVENANCE_HOST_SIZE);
    if (gethostname(host, PROVENANCE_HOST_SIZE - 1) != 0) strcpy(host, "unknown");
    return host;
}

static void add_host(cJSON *root) {
    char host[PROVENANCE_HOST_SIZE];
    cJSON_AddStringToObject(root, "host", provenance_host(host));
}

static void add_start(cJSON *root, time_t started) {
    char text[40];
    struct tm utc;
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&started, &utc));
    cJSON_AddStringToObject(root, "started", text);
}

static cJSON *make_json(const struct provenance *provenance, const struct world *world) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "run_file", provenance->run_file);
    cJSON_AddStringToObject(root, "maru_version", MARU_VERSION);
    cJSON *words = cJSON_AddArrayToObject(root, "command_line");
    for (int i = 0; i < provenance->argc; i++)
        cJSON_AddItemToArray(words, cJSON_CreateString(provenance->argv[i]));
    add_host(root);
    add_start(root, provenance->started);
    cJSON_AddNumberToObject(root, "wall_seconds", provenance->wall_seconds);
    cJSON_AddNumberToObject(root, "threads", world->threads);
    cJSON_AddNumberToObject(root, "home_events", (double)world_events(world));
    cJSON *phases = cJSON_AddObjectToObject(root, "phase_seconds");
    for (int i = 0; i < PHASES; i++)
        cJSON_AddNumberToObject(phases, loop_phase_names[i], world->phase_seconds[i]);
    return root;
}

static bool write_text(const struct claim *claim, const char *text, struct status *status) {
    FILE *file = fopen(claim_part(claim), "w");
    bool good = file && fprintf(file, "%s\n", text) > 0;
    if (file) good = fclose(file) == 0 && good;
    return good || status_fail(status, STATUS_MACHINE, "%s: %s", claim_path(claim), strerror(errno));
}

// NULL where there is no such file, or it holds something else. Delete it.
static cJSON *read_json(const char *path) {
    struct status ignored = {0};
    char *text = text_file_read(path, path, TEXT_FILE_DATA_MOST, &ignored);
    cJSON *root = text ? cJSON_Parse(text) : NULL;
    free(text);
    return root;
}

// Written by us: it says which program made which run file.
static bool is_ours(const char *path) {
    cJSON *root = read_json(path);
    bool ours = cJSON_HasObjectItem(root, "run_file") && cJSON_HasObjectItem(root, "maru_version");
    cJSON_Delete(root);
    return ours;
}

static char *copy_string(const cJSON *value) {
    return cJSON_IsString(value) ? status_copy_text(value->valuestring) : NULL;
}

// The word of the command line that ends in the file's name.
static char *find_word(const cJSON *words, const char *file) {
    const cJSON *word;
    cJSON_ArrayForEach(word, words) {
        if (!cJSON_IsString(word)) continue;
        const char *slash = strrchr(word->valuestring, '/');
        if (strcmp(slash ? slash + 1 : word->valuestring, file) == 0) return copy_string(word);
    }
    return NULL;
}

struct provenance_said provenance_read(const char *run_file, const char *scenario_file) {
    char *path = provenance_path(run_file);
    cJSON *root = read_json(path);
    struct provenance_said said = {copy_string(cJSON_GetObjectItem(root, "host")),
                                   find_word(cJSON_GetObjectItem(root, "command_line"), scenario_file)};
    cJSON_Delete(root);
    free(path);
    return said;
}

void provenance_said_clear(struct provenance_said *said) {
    free(said->host);
    free(said->scenario);
    *said = (struct provenance_said){0};
}

bool provenance_begin(struct provenance *provenance, struct status *status) {
    char *path = provenance_path(provenance->run_file);
    struct stat found;
    provenance->claim = claim_take(path, status);
    bool fits = provenance->claim;
    if (fits && lstat(path, &found) == 0 && !(S_ISREG(found.st_mode) && is_ours(path)))
        fits = status_fail(status, STATUS_SCENARIO,
                           "%s is there and tells of no run: it stays as it is; choose another name for the "
                           "run file",
                           path);
    free(path);
    return fits;
}

bool provenance_write(const struct provenance *provenance, const struct world *world, struct status *status) {
    cJSON *root = make_json(provenance, world);
    char *text = cJSON_Print(root);
    bool good = text || status_fail(status, STATUS_MACHINE, "no memory");
    good = good && write_text(provenance->claim, text, status) && claim_publish(provenance->claim, status);
    cJSON_free(text);
    cJSON_Delete(root);
    return good;
}

void provenance_end(struct provenance *provenance) {
    if (provenance->claim) claim_drop(provenance->claim);
    provenance->claim = NULL;
}
