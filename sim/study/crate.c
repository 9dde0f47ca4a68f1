// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/crate.h"

#include <cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/frame.h"
#include "sim/engine/identity.h"
#include "sim/engine/plan.h"
#include "sim/engine/text_file.h"
#include "sim/study/again.h"
#include "sim/study/folder.h"
#include "sim/study/shared_text.h"

static const char file_name[] = "ro-crate-metadata.json",
                  licence[] = "https://spdx.org/licenses/GPL-3.0-or-later", program[] = "#maru",
                  scenario[] = "#scenario", action[] = "#study";

// ---- Entities ----

static cJSON *add_entity(cJSON *graph, const char *id, const char *type) {
    cJSON *entity = cJSON_CreateObject();
    cJSON_AddStringToObject(entity, "@id", id);
    cJSON_AddStringToObject(entity, "@type", type);
    cJSON_AddItemToArray(graph, entity);
    return entity;
}

static cJSON *reference_to(const char *id) {
    cJSON *reference = cJSON_CreateObject();
    cJSON_AddStringToObject(reference, "@id", id);
    return reference;
}

static void refer(cJSON *entity, const char *property, const char *id) {
    cJSON_AddItemToObject(entity, property, reference_to(id));
}

// A path as part of a URI: letters beyond ASCII stay as they are. Owned by the caller.
static char *uri_of(const char *path) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./~";
    char *uri = NULL;
    size_t size;
    FILE *out = open_memstream(&uri, &size);
    if (!out) abort();
    for (; *path; path++)
        fprintf(out, strchr(plain, *path) || (unsigned char)*path >= 0x80 ? "%c" : "%%%02X",
                (unsigned char)*path);
    fclose(out);
    return uri;
}

// ---- Files ----

// What a study's folder can hold. Run files are made of the study.
static const struct {
    const char *name, *format, *description;
    bool asked;  // it says what was asked, and is no result
} files[] = {
    {"study.json", "application/json", "what was asked: scenario, policies, replications, settings", true},
    {"design.csv", "text/csv", "the points of the design: what each setting that varies is", true},
    {"study.h5", "application/x-hdf5",
     "every run with all its outcomes, also by day, with units and meanings; opens as netCDF-4", false},
    {"runs.csv", "text/csv", "a line for each run: what it was, and its outcomes", false},
    {"summary.csv", "text/csv",
     "a line for each point, policy and outcome: mean, spread, 95 % interval, and the difference to the "
     "first "
     "policy",
     false},
    {"robustness.csv", "text/csv",
     "a line for each difference between policies: its range over the points, and what moves it", false},
};

struct crate {
    const struct block_folder *folder;
    cJSON *graph, *parts, *results, *inputs;  // inputs: of the action
};

// Ours, when it is there.
static void add_file(struct crate *crate, const char *name, const char *format, const char *description,
                     bool asked) {
    char *path = folder_file(crate->folder->path, name), *id = uri_of(name);
    if (access(path, F_OK) == 0) {
        cJSON *entity = add_entity(crate->graph, id, "File");
        cJSON_AddStringToObject(entity, "name", name);
        cJSON_AddStringToObject(entity, "description", description);
        cJSON_AddStringToObject(entity, "encodingFormat", format);
        cJSON_AddItemToArray(crate->parts, reference_to(id));
        cJSON_AddItemToArray(asked ? crate->inputs : crate->results, reference_to(id));
    }
    free(path);
    free(id);
}

static void add_run(struct crate *crate, size_t run) {
    const struct study *study = crate->folder->study;
    struct study_run which = study_run_at(study, run);
    const char *policy = study->policies[which.policy];
    char *name = study_run_name(study, run), *file, *description;
    if (asprintf(&file, "%s.h5", name) < 0 ||
        asprintf(&description,
                 "the run of policy %s, replication %zu, point %zu: a run file, opens as netCDF-4",
                 policy ? policy : "(none)", which.replication, which.point) < 0)
        abort();
    add_file(crate, file, "application/x-hdf5", description, false);
    free(name);
    free(file);
    free(description);
}

static void add_files(struct crate *crate) {
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        add_file(crate, files[i].name, files[i].format, files[i].description, files[i].asked);
    for (size_t run = 0; run < study_run_count(crate->folder->study); run++) add_run(crate, run);
    char *blocks = folder_file(crate->folder->path, "blocks");
    if (access(blocks, F_OK) == 0) {
        cJSON *entity = add_entity(crate->graph, "blocks/", "Dataset");
        cJSON_AddStringToObject(entity, "name", "blocks");
        cJSON_AddStringToObject(entity, "description",
                                "results of runs, block by block, from which study.h5 is put together");
        cJSON_AddItemToArray(crate->parts, reference_to("blocks/"));
    }
    free(blocks);
}

// ---- What it is ----

static void add_descriptor(cJSON *graph, const char *seal) {
    cJSON *entity = add_entity(graph, file_name, "CreativeWork");
    cJSON_AddStringToObject(
        entity, "description",
        "Made by Maru. A datePublished of 1970-01-01 says that the study was not published yet: whoever does "
        "puts in the day, author and license; Maru leaves this file alone once it was changed.");
    refer(entity, "conformsTo", "https://w3id.org/ro/crate/1.1");
    refer(entity, "about", "./");
    cJSON_AddStringToObject(entity, "identifier", seal);
}

static void add_date(cJSON *root) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char day[FRAME_DAY_SIZE];
    enum { DAY_S = 86400 };
    frame_print_day(epoch ? strtoll(epoch, NULL, 10) / DAY_S : 0, day);
    cJSON_AddStringToObject(root, "datePublished", day);
}

// "Lived by Maru: 3 policies (a, b, c), 2 replications, 1 point." Owned by the caller.
static char *description_of(const struct study *study) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    fprintf(out, "A study of Maru, a simulator of an economy of smart homes: %zu runs. ",
            study_run_count(study));
    if (study->policies[0]) fprintf(out, "Policies, the baseline first:");
    for (size_t i = 0; study->policies[0] && i < study->policy_count; i++)
        fprintf(out, "%s %s%s", i ? "," : "", study->policies[i], i + 1 < study->policy_count ? "" : ". ");
    fprintf(out,
            "Points of the design: %zu. Replications, with the same luck for every policy and point: %zu.",
            study->points.count, study->replications);
    fclose(out);
    return text;
}

static void fill_root(const struct crate *crate, cJSON *root, const struct plan *plan) {
    const struct study *study = crate->folder->study;
    char *description = description_of(study);
    cJSON_AddStringToObject(root, "name", plan->title[0] ? plan->title : plan->name);
    cJSON_AddStringToObject(root, "description", description);
    add_date(root);
    cJSON_AddStringToObject(root, "license", "Whoever published this study says how it may be used.");
    cJSON_AddStringToObject(root, "identifier", study->identity);
    cJSON_AddItemReferenceToObject(root, "hasPart", crate->parts);
    refer(root, "mentions", action);
    free(description);
}

static void add_program(cJSON *graph) {
    cJSON *entity = add_entity(graph, program, "SoftwareApplication");
    cJSON_AddStringToObject(entity, "name", "Maru");
    cJSON_AddStringToObject(entity, "version", MARU_VERSION);
    cJSON_AddStringToObject(entity, "softwareVersion", MARU_VERSION);
    cJSON_AddStringToObject(entity, "description", "simulator of an economy of smart homes");
    refer(entity, "license", licence);
    entity = add_entity(graph, licence, "CreativeWork");
    cJSON_AddStringToObject(entity, "name", "GNU General Public License, version 3 or later");
    cJSON_AddStringToObject(entity, "identifier", "GPL-3.0-or-later");
    cJSON_AddStringToObject(entity, "description", "the licence of the program, not of what it computed");
}

static void add_scenario(cJSON *graph, const struct plan *plan) {
    const char *slash = strrchr(plan->path, '/');
    cJSON *entity = add_entity(graph, scenario, "SoftwareSourceCode");
    cJSON_AddStringToObject(entity, "name", slash ? slash + 1 : plan->path);
    cJSON_AddStringToObject(entity, "description", "the scenario, as it was lived");
    cJSON_AddStringToObject(entity, "programmingLanguage", "Lua");
    cJSON_AddStringToObject(entity, "encodingFormat", "text/x-lua");
    cJSON_AddStringToObject(entity, "text", plan->text);
}

static void add_action(const struct crate *crate) {
    char *command = again_command(crate->folder->path);
    cJSON *entity = add_entity(crate->graph, action, "CreateAction");
    cJSON_AddStringToObject(entity, "name", "the study was lived");
    cJSON_AddStringToObject(entity, "description", command ? command : "maru sweep");
    refer(entity, "actionStatus", "http://schema.org/CompletedActionStatus");
    refer(entity, "instrument", program);
    cJSON_AddItemReferenceToObject(entity, "object", crate->inputs);
    cJSON_AddItemReferenceToObject(entity, "result", crate->results);
    free(command);
}

// ---- The document ----

// Owned by the caller.
static char *print(const struct block_folder *folder, const struct plan *plan, const char *seal) {
    cJSON *document = cJSON_CreateObject();
    cJSON_AddStringToObject(document, "@context", "https://w3id.org/ro/crate/1.1/context");
    struct crate crate = {.folder = folder,
                          .graph = cJSON_AddArrayToObject(document, "@graph"),
                          .parts = cJSON_CreateArray(),
                          .results = cJSON_CreateArray(),
                          .inputs = cJSON_CreateArray()};
    add_descriptor(crate.graph, seal);
    cJSON *root = add_entity(crate.graph, "./", "Dataset");
    cJSON_AddItemToArray(crate.inputs, reference_to(scenario));
    add_files(&crate);
    fill_root(&crate, root, plan);
    add_scenario(crate.graph, plan);
    add_program(crate.graph);
    add_action(&crate);
    char *text = cJSON_Print(document), *line;
    if (asprintf(&line, "%s\n", text) < 0) abort();
    cJSON_free(text);
    cJSON_Delete(document);
    cJSON_Delete(crate.parts);
    cJSON_Delete(crate.results);
    cJSON_Delete(crate.inputs);
    return line;
}

// The seal is the hash of the text with no seal in it: it breaks when anything is changed.
static const char no_seal[] = "00000000000000000000000000000000";

static void make_seal(const char *text, char seal[IDENTITY_SIZE]) {
    struct identity *hash = identity_begin();
    identity_add(hash, text);
    identity_end(hash, seal);
}

static bool has_seal(char *text) {
    static const char before[] = "\"identifier\":\t\"";
    char *found = strstr(text, before), there[IDENTITY_SIZE] = "", wanted[IDENTITY_SIZE];
    size_t length = sizeof no_seal - 1;
    if (!found || strlen(found) < sizeof before + length) return false;
    found += sizeof before - 1;
    memcpy(there, found, length);
    memcpy(found, no_seal, length);
    make_seal(text, wanted);
    return strcmp(there, wanted) == 0;
}

// There is one that is not as it was written.
static bool was_changed(const char *path) {
    struct status ignored = {0};
    if (access(path, F_OK) != 0) return false;
    char *text = text_file_read(path, path, TEXT_FILE_DATA_MOST, &ignored);
    bool changed = !text || !has_seal(text);
    free(text);
    return changed;
}

bool crate_write(const struct block_folder *folder, bool *kept, struct status *status) {
    char *path = folder_file(folder->path, file_name), seal[IDENTITY_SIZE];
    struct plan *plan = study_plan(folder->study, 0, status);
    *kept = plan && was_changed(path);
    if (plan && !*kept) {
        char *open = print(folder, plan, no_seal);
        make_seal(open, seal);
        char *sealed = print(folder, plan, seal);
        shared_text(path, sealed, status);
        free(open);
        free(sealed);
    }
    plan_free(plan);
    free(path);
    return status->code == STATUS_OK;
}
