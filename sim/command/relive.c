// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/relive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lua/scenario.h"
#include "models/catalogue.h"
#include "sim/command/progress.h"
#include "sim/engine/identity.h"
#include "sim/engine/loop.h"
#include "sim/engine/whereabouts.h"

// Of this process alone, and only as long as it lives. Owned by the caller.
static char *path_of_descriptor(int descriptor) {
    char *path;
    if (asprintf(&path, "/proc/self/fd/%d", descriptor) < 0) abort();
    return path;
}

// ---- What the scenario reads ----

static bool fits_hash(const struct made_file *file) {
    char hash[IDENTITY_SIZE];
    return (int64_t)strlen(file->text) == file->bytes &&
           strcmp(identity_of_bytes(file->text, strlen(file->text), hash), file->hash) == 0;
}

// A file in memory that holds the text; NULL with a status.
static char *lend_text(const struct made_file *file, struct status *status) {
    int descriptor = memfd_create("maru", MFD_CLOEXEC);
    ssize_t written = descriptor < 0 ? -1 : write(descriptor, file->text, (size_t)file->bytes);
    if (written == file->bytes) return path_of_descriptor(descriptor);
    status_fail(status, STATUS_MACHINE, "%s: no room for it in memory: %s", file->name, strerror(errno));
    return NULL;
}

static char *join(const char *folder, const char *name) {
    char *path;
    if (asprintf(&path, "%s/%s", folder, name) < 0) abort();
    return path;
}

// The folder of the scenario as it was named; "." when it is not known. Owned by the caller.
static char *folder_of_old(const struct relive *how) {
    const char *slash = how->scenario ? strrchr(how->scenario, '/') : NULL;
    return slash ? strndup(how->scenario, (size_t)(slash - how->scenario) + (slash == how->scenario))
                 : status_copy_text(".");
}

// Whether the bytes there are those of then; `found` is set once such a file is there, whatever it holds.
static bool is_unchanged(const char *path, const struct made_file *file, bool *found) {
    char hash[IDENTITY_SIZE];
    int64_t bytes;
    if (!identity_of_file(path, &bytes, hash)) return false;
    *found = true;
    return bytes == file->bytes && strcmp(hash, file->hash) == 0;
}

// Where data that the run file does not hold lie unchanged; NULL: nowhere. Owned by the caller.
static char *find_data(const struct relive *how, const struct made_file *file, bool *found) {
    char *old = folder_of_old(how), *library = whereabouts_find(WHEREABOUTS_SHARED, "lua"), *path = NULL;
    const char *folders[] = {how->beside ? how->beside : old, how->beside ? NULL : ".", library};
    bool absolute = file->name[0] == '/' && !how->beside;
    for (size_t i = 0; !path && i < sizeof folders / sizeof *folders; i++) {
        if (!folders[i]) continue;
        path = absolute ? status_copy_text(file->name) : join(folders[i], file->name);
        if (is_unchanged(path, file, found)) break;
        free(path);
        path = NULL;
    }
    free(old);
    free(library);
    return path;
}

static bool refuse_data(const struct relive *how, const struct made_file *file, bool found,
                        struct status *status) {
    return status_fail(
        status, STATUS_SCENARIO,
        found ? "%s: its data file %s was changed since: %lld bytes of hash %s are wanted; say --beside "
                "FOLDER for the folder that holds it as it was"
              : "%s: its data file %s is not there: %lld bytes of hash %s, more than a run file keeps; say "
                "--beside FOLDER for the folder that holds it",
        how->run->path, file->name, (long long)file->bytes, file->hash);
}

static bool supply_data(const struct relive *how, const struct made_file *file, struct supplies *supplies,
                        struct status *status) {
    bool found = false;
    char *path = file->text ? lend_text(file, status) : find_data(how, file, &found);
    if (path) supplies_add(supplies, SUPPLY_DATA, file->name, NULL, path);
    bool good = path || status->code != STATUS_OK || refuse_data(how, file, found, status);
    free(path);
    return good && status->code == STATUS_OK;
}

static bool supply(const struct relive *how, const struct made_file *file, struct supplies *supplies,
                   struct status *status) {
    if (file->text && !fits_hash(file))
        return status_fail(status, STATUS_SCENARIO,
                           "%s: what it keeps of %s does not fit its hash: it was changed after it was made",
                           how->run->path, file->name);
    for (int sort = 0; sort < SUPPLY_DATA; sort++)
        if (file->text && strcmp(file->sort, supplies_sort_names[sort]) == 0) {
            supplies_add(supplies, (enum supply_sort)sort, file->name, file->text, NULL);
            return true;
        }
    return supply_data(how, file, supplies, status);
}

static bool supply_all(const struct relive *how, struct supplies *supplies, struct status *status) {
    if (!how->made->has_files)
        return status_fail(status, STATUS_SCENARIO,
                           "%s: it does not keep what its scenario read, as files of older programs: run it "
                           "again with maru run",
                           how->run->path);
    for (size_t i = 0; i < how->made->file_count; i++)
        if (!supply(how, &how->made->files[i], supplies, status)) return false;
    return true;
}

// ---- The plan ----

// As the command line overruled them.
static bool overrule_settings(struct plan *plan, const struct run_settings *settings, struct status *status) {
    for (size_t i = 0; i < settings->count; i++)
        if (strcmp(settings->origin[i], origin_names[ORIGIN_COMMAND]) == 0 &&
            !plan_set_typed(plan, settings->name[i], settings->value[i], ORIGIN_COMMAND, status))
            return false;
    return true;
}

// What another program took from the same texts may be another run; of this one it is the same.
static bool check_identity(const struct relive *how, const struct plan *plan, struct status *status) {
    char identity[IDENTITY_SIZE];
    if (strcmp(how->run->maru_version, MARU_VERSION) != 0 ||
        strcmp(plan_identity(plan, identity), how->made->identity) == 0)
        return true;
    return status_fail(status, STATUS_SCENARIO,
                       "what it says of what was asked does not fit its identity: it was changed after it "
                       "was made, or another maru " MARU_VERSION " made it, with other defaults");
}

static struct plan *make_plan(const struct relive *how, struct scenario_file *file, struct status *status) {
    const struct run *run = how->run;
    if (run->replication < 0 || run->replication > UINT32_MAX) {
        status_fail(status, STATUS_SCENARIO, "replication %lld is none", (long long)run->replication);
        return NULL;
    }
    struct plan *plan =
        scenario_plan(file, run->policy[0] ? run->policy : NULL, (uint32_t)run->replication, status);
    if (plan && overrule_settings(plan, &run->settings, status) && plan_check(plan, status) &&
        check_identity(how, plan, status))
        return plan;
    plan_free(plan);
    return NULL;
}

// ---- The world ----

static void show_day(const struct world *world, void *argument) {
    progress_show(argument, clock_day(world->until));
}

static bool live(struct world *world, bool quiet, struct status *status) {
    struct progress progress = progress_start(quiet ? NULL : stderr, "day", clock_day(world->end));
    world->progress = show_day;
    world->progress_argument = &progress;
    bool lived = world_run(world, status);
    world->progress = NULL;  // it shows what is gone after this
    world->progress_argument = NULL;
    progress_end(&progress);
    return lived;
}

static bool live_plan(const struct relive *how, const struct plan *plan, struct status *status) {
    struct world *world = world_create(plan, how->out, how->threads, status);
    bool lived = world && live(world, how->quiet, status);
    world_free(world);
    return lived;
}

// A fault of what stands in the file names the file.
static void name_run(const struct relive *how, struct status *status) {
    struct status inner = *status;
    if (inner.code != STATUS_SCENARIO || strncmp(inner.message, how->run->path, strlen(how->run->path)) == 0)
        return;
    *status = (struct status){0};
    status_fail(status, STATUS_SCENARIO, "%s: it cannot be lived again: %s", how->run->path, inner.message);
}

bool relive(const struct relive *how, struct status *status) {
    struct supplies supplies = {0};
    struct scenario_file *file = NULL;
    struct plan *plan = NULL;
    const struct run_settings *settings = &how->run->settings;
    if (supply_all(how, &supplies, status))
        file = scenario_load_text(settings->scenario_file, settings->scenario_text, &supplies,
                                  models_catalogue(), status);
    if (file) plan = make_plan(how, file, status);
    bool lived = plan && live_plan(how, plan, status);
    plan_free(plan);
    scenario_free(file);
    supplies_clear(&supplies);
    name_run(how, status);
    return lived;
}
