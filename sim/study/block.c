// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/block.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analysis/gather.h"
#include "sim/engine/claim.h"
#include "sim/engine/replace.h"
#include "sim/study/failure.h"
#include "sim/study/study_file.h"

size_t block_count(const struct block_folder *folder) {
    return (study_run_count(folder->study) + folder->size - 1) / folder->size;
}

size_t block_runs(const struct block_folder *folder, size_t block) {
    size_t rest = study_run_count(folder->study) - block * folder->size;
    return rest < folder->size ? rest : folder->size;
}

// ---- Paths ------------------------------------------------------------------------------------------------

static char *path_with(const struct block_folder *folder, size_t run, const char *ending) {
    char *name = study_run_name(folder->study, run), *path;
    if (asprintf(&path, "%s/%s%s", folder->path, name, ending) < 0) abort();
    free(name);
    return path;
}

char *block_run_path(const struct block_folder *folder, size_t run) {
    return path_with(folder, run, ".h5");
}

char *block_failure_path(const struct block_folder *folder, size_t run) {
    return path_with(folder, run, ".failed.json");
}

static char *path_of(const struct block_folder *folder, size_t block) {
    char *path;
    if (asprintf(&path, "%s/blocks/%06zu.h5", folder->path, block) < 0) abort();
    return path;
}

static bool make_folder_for(const struct block_folder *folder, struct status *status) {
    char *path;
    if (asprintf(&path, "%s/blocks", folder->path) < 0) abort();
    bool good = mkdir(path, 0777) == 0 || errno == EEXIST ||
                status_fail(status, STATUS_MACHINE, "%s: %s", path, strerror(errno));
    free(path);
    return good;
}

// ---- What is there ----------------------------------------------------------------------------------------

// NULL when there is none of this study.
static struct study_results *read_if_there(const struct block_folder *folder, size_t block) {
    struct fault fault = {0};
    char *path = path_of(folder, block);
    struct study_results *results = access(path, F_OK) == 0 ? study_results_read(path, &fault) : NULL;
    free(path);
    if (results && strcmp(results->identity, folder->study->identity) == 0) return results;
    study_results_free(results);
    return NULL;
}

size_t block_state(const struct block_folder *folder, size_t block) {
    struct study_results *results = read_if_there(folder, block);
    size_t held = results ? results->run_count : 0;
    study_results_free(results);
    return held;
}

size_t *block_states(const struct block_folder *folder) {
    size_t count = block_count(folder);
    size_t *states = status_allocate(count, sizeof *states);
    for (size_t block = 0; block < count; block++) states[block] = block_state(folder, block);
    return states;
}

static bool ends_with(const char *name, const char *ending) {
    size_t length = strlen(name), wanted = strlen(ending);
    return length > wanted && strcmp(name + length - wanted, ending) == 0;
}

size_t block_loose_runs(const struct block_folder *folder) {
    DIR *open = folder->keeps_runs ? NULL : opendir(folder->path);
    size_t count = 0;
    for (const struct dirent *entry; open && (entry = readdir(open));) {
        const char *name = entry->d_name;
        bool is_run = name[0] != '.' && strcmp(name, "study.h5") != 0;
        count += is_run && (ends_with(name, ".h5") || ends_with(name, ".failed.json"));
    }
    if (open) closedir(open);
    return count;
}

static bool has_file(const struct block_folder *folder, size_t run) {
    char *path = block_run_path(folder, run);
    bool there = replace_is_run(path);
    free(path);
    return there;
}

static bool has_failed(const struct block_folder *folder, size_t run, struct failure *failure) {
    char *path = block_failure_path(folder, run);
    bool failed = failure_read(path, run, failure);
    free(path);
    return failed;
}

static bool has_ended(const struct block_folder *folder, size_t run) {
    struct failure failure;
    if (has_file(folder, run)) return true;
    if (!has_failed(folder, run, &failure)) return false;
    free(failure.message);
    return true;
}

static bool all_ended(const struct block_folder *folder, size_t first, size_t last) {
    for (size_t run = first; run < last; run++)
        if (!has_ended(folder, run)) return false;
    return true;
}

// ---- Gathering runs ---------------------------------------------------------------------------------------

// One run as it stands in the folder; free what it points to but the policy.
static struct gathered_run find_run(const struct block_folder *folder, size_t run) {
    struct failure failure = {0};
    const char *policy = folder->study->policies[study_run_at(folder->study, run).policy];
    bool failed = has_failed(folder, run, &failure);
    return (struct gathered_run){.number = (int64_t)run,
                                 .point = (int64_t)study_run_at(folder->study, run).point,
                                 .replication = (int64_t)study_run_at(folder->study, run).replication,
                                 .policy = policy ? policy : "",
                                 .path = failed ? NULL : block_run_path(folder, run),
                                 .message = failure.message,
                                 .seed = failure.seed};
}

// The runs [first, first + count) and their days.
static struct study_results *gather_runs(const struct block_folder *folder, size_t first, size_t count,
                                         double **by_day, struct status *status) {
    struct fault fault = {0};
    struct gathered_run *runs = status_allocate(count, sizeof *runs);
    for (size_t i = 0; i < count; i++) runs[i] = find_run(folder, first + i);
    struct study_results *results = gather(runs, count, by_day, &fault);
    for (size_t i = 0; i < count; i++) {
        free((char *)runs[i].path);
        free((char *)runs[i].message);
    }
    free(runs);
    if (!results) status_fail(status, STATUS_MACHINE, "%s", fault.message);
    return results;
}

// ---- Making a block ---------------------------------------------------------------------------------------

static void forget_runs(const struct block_folder *folder, size_t first, size_t last) {
    for (size_t run = first; run < last && !folder->keeps_runs; run++) {
        char *path = block_run_path(folder, run), *failure = block_failure_path(folder, run);
        unlink(path);
        unlink(failure);
        free(path);
        free(failure);
    }
}

// Results and what they were by day.
struct part {
    struct study_results *results;
    double *by_day;
};

static void free_part(struct part *part) {
    study_results_free(part->results);
    free(part->by_day);
}

static bool write_parts(const struct block_folder *folder, size_t block, const struct part *parts,
                        size_t count, struct status *status) {
    const struct study *study = folder->study;
    struct study_columns columns = {0};
    char *path = path_of(folder, block);
    bool good = true;
    for (size_t i = 0; i < count; i++) good = good && study_columns_add(&columns, parts[i].results, status);
    const char **units = study_units(study);
    struct study_file *file =
        good ? study_file_create(path, study->identity, &study->points, units, &columns, status) : NULL;
    free(units);
    for (size_t i = 0; file && i < count; i++)
        study_file_append(file, parts[i].results, parts[i].by_day, parts[i].results->run_count);
    good = file && study_file_close(file, status);
    study_columns_clear(&columns);
    free(path);
    return good;
}

// `before` is the block as it was, without the runs from `first` on; its results are NULL when there was
// none.
static bool extend_block(const struct block_folder *folder, size_t block, const struct part *before,
                         size_t first, size_t count, struct status *status) {
    struct part added = {0};
    added.results = gather_runs(folder, first, count, &added.by_day, status);
    struct part parts[2] = {before->results ? *before : added, added};
    bool good = added.results && make_folder_for(folder, status) &&
                write_parts(folder, block, parts, before->results ? 2 : 1, status);
    free_part(&added);
    if (good) forget_runs(folder, first, first + count);
    return good;
}

static bool make_block(const struct block_folder *folder, size_t block, struct status *status) {
    struct fault fault = {0};
    struct part before = {.results = read_if_there(folder, block)};
    size_t held = before.results ? before.results->run_count : 0, wanted = block_runs(folder, block);
    size_t first = block * folder->size + held, count = wanted > held ? wanted - held : 0;
    bool due = count && all_ended(folder, first, first + count), good = true;
    if (due && before.results) before.by_day = study_results_by_day(before.results, &fault);
    if (fault.there)
        good = status_fail(status, STATUS_MACHINE, "%s", fault.message);
    else if (due)
        good = extend_block(folder, block, &before, first, count, status);
    free_part(&before);
    return good;
}

static bool is_whole(const struct block_folder *folder, size_t block) {
    struct study_results *results = read_if_there(folder, block);
    bool whole = results && results->run_count >= block_runs(folder, block);
    study_results_free(results);
    return whole;
}

// Another process may make it at the same time, and remove the run files when it is the first to be done.
bool block_make(const struct block_folder *folder, size_t block, struct status *status) {
    struct status inner = {0};
    if (make_block(folder, block, &inner) || is_whole(folder, block)) return true;
    return status_fail(status, inner.code, "%s", inner.message);
}

struct study_results *block_read(const struct block_folder *folder, size_t block, struct status *status) {
    struct study_results *results = read_if_there(folder, block);
    if (!results || results->run_count < block_runs(folder, block)) {
        study_results_free(results);
        status_fail(status, STATUS_MACHINE,
                    "%s: block %zu is not whole: start the study again, and it goes on", folder->path, block);
        return NULL;
    }
    return results;
}

void block_clear(const struct block_folder *folder) {
    char *path;
    if (asprintf(&path, "%s/blocks", folder->path) < 0) abort();
    claim_clear(path);
    claim_clear(folder->path);
    forget_runs(folder, 0, study_run_count(folder->study));
    free(path);
}
