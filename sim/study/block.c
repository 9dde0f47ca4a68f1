// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/study/block.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analysis/outcomes.h"
#include "sim/engine/replace.h"
#include "sim/study/failure.h"
#include "sim/study/privately.h"
#include "sim/study/study_file.h"

size_t block_count(const struct block_folder *folder) {
    return (study_run_count(folder->study) + folder->size - 1) / folder->size;
}

static size_t runs_in(const struct block_folder *folder, size_t block) {
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

size_t *block_states(const struct block_folder *folder) {
    size_t count = block_count(folder);
    size_t *states = status_allocate(count, sizeof *states);
    for (size_t block = 0; block < count; block++) {
        struct study_results *results = read_if_there(folder, block);
        states[block] = results ? results->run_count : 0;
        study_results_free(results);
    }
    return states;
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

bool block_run_ended(const struct block_folder *folder, size_t run, const size_t *blocks) {
    struct failure failure;
    if (blocks && run % folder->size < blocks[run / folder->size]) return true;
    if (has_file(folder, run)) return true;
    if (!has_failed(folder, run, &failure)) return false;
    free(failure.message);
    return true;
}

static bool all_ended(const struct block_folder *folder, size_t first, size_t last) {
    for (size_t run = first; run < last; run++)
        if (!block_run_ended(folder, run, NULL)) return false;
    return true;
}

// ---- Gathering runs into results
// ------------------------------------------------------------------------------

// The runs from `first` on, each with its outcomes; those of a run that failed are empty.
struct gathered {
    const struct block_folder *folder;
    size_t first, count;
    struct outcomes *outcomes;
    struct study_results *results;
    double *by_day;
};

static void make_lines(struct gathered *all) {
    struct study_results *results = all->results;
    size_t n = results->run_count = all->count;
    results->run = status_allocate(n, sizeof *results->run);
    results->point = status_allocate(n, sizeof *results->point);
    results->replication = status_allocate(n, sizeof *results->replication);
    results->seed = status_allocate(n, sizeof *results->seed);
    results->policy = status_allocate(n, sizeof *results->policy);
    results->lived = status_allocate(n, sizeof *results->lived);
    results->message = status_allocate(n, sizeof *results->message);
    for (size_t i = 0; i < n; i++) {
        struct study_run which = study_run_at(all->folder->study, all->first + i);
        const char *policy = all->folder->study->policies[which.policy];
        results->run[i] = (int64_t)(all->first + i);
        results->point[i] = (int64_t)which.point;
        results->replication[i] = (int64_t)which.replication;
        results->policy[i] = status_copy_text(policy ? policy : "");
    }
}

static bool read_run(struct gathered *all, size_t i, struct status *status) {
    struct fault fault = {0};
    struct failure failure = {0};
    struct study_results *results = all->results;
    if (has_failed(all->folder, all->first + i, &failure)) {
        results->message[i] = failure.message;
        results->seed[i] = failure.seed;
        return true;
    }
    char *path = block_run_path(all->folder, all->first + i);
    bool read = outcomes_read(path, &all->outcomes[i], &fault);
    free(path);
    results->message[i] = status_copy_text("");
    results->lived[i] = 1;
    results->seed[i] = all->outcomes[i].seed;
    return read || status_fail(status, STATUS_MACHINE, "%s", fault.message);
}

static void take_calendar(struct gathered *all, const struct outcomes *outcomes) {
    struct study_results *results = all->results;
    if (results->days || !outcomes->days) return;
    results->days = outcomes->days;
    results->day = status_allocate(results->days, sizeof *results->day);
    for (size_t day = 0; day < results->days; day++) results->day[day] = outcomes->first_day + (int64_t)day;
    free(results->day_unit);
    results->day_unit = status_copy_text(outcomes->day_unit);
    results->homes = (int64_t)outcomes->homes;
}

static size_t find_id(char *const *ids, size_t count, const char *id, size_t guess) {
    if (guess < count && strcmp(ids[guess], id) == 0) return guess;
    size_t i = 0;
    while (i < count && strcmp(ids[i], id) != 0) i++;
    return i;
}

static void join_ids(struct study_results *results, const struct outcomes *outcomes) {
    for (size_t i = 0; i < outcomes->measures.count; i++) {
        size_t place = find_id(results->ids, results->outcome_count, outcomes->ids[i], i);
        if (place < results->outcome_count) continue;
        results->ids = status_reallocate(results->ids, place + 1, sizeof *results->ids);
        results->measures = status_reallocate(results->measures, place + 1, sizeof *results->measures);
        results->ids[place] = status_copy_text(outcomes->ids[i]);
        results->measures[place] = measure_copy(&outcomes->measures.rows[i]);
        results->outcome_count++;
    }
    for (size_t i = 0; i < outcomes->daily_count; i++) {
        const char *id = outcomes->ids[outcomes->daily[i]];
        size_t place = find_id(results->quantities, results->quantity_count, id, i);
        if (place < results->quantity_count) continue;
        results->quantities = status_reallocate(results->quantities, place + 1, sizeof *results->quantities);
        results->quantities[place] = status_copy_text(id);
        results->quantity_count++;
    }
}

static void put_run(struct gathered *all, size_t run) {
    const struct outcomes *outcomes = &all->outcomes[run];
    struct study_results *results = all->results;
    double *values = results->values + run * results->outcome_count;
    double *by_day = all->by_day + run * results->quantity_count * results->days;
    for (size_t k = 0; k < results->outcome_count; k++)
        values[k] = results->lived[run] ? results->measures[k].missing : NAN;
    for (size_t k = 0; k < results->quantity_count * results->days; k++) by_day[k] = NAN;
    for (size_t i = 0; i < outcomes->measures.count; i++)
        values[find_id(results->ids, results->outcome_count, outcomes->ids[i], i)] =
            outcomes->measures.rows[i].value;
    for (size_t i = 0; i < outcomes->daily_count; i++) {
        size_t place =
            find_id(results->quantities, results->quantity_count, outcomes->ids[outcomes->daily[i]], i);
        memcpy(by_day + place * results->days, outcomes->by_day + i * outcomes->days,
               outcomes->days * sizeof *by_day);
    }
}

static bool same_days(const struct gathered *all, struct status *status) {
    for (size_t i = 0; i < all->count; i++) {
        const struct outcomes *outcomes = &all->outcomes[i];
        if (outcomes->days && outcomes->days != all->results->days)
            return status_fail(status, STATUS_MACHINE, "run %zu has %zu days where others have %zu",
                               all->first + i, outcomes->days, all->results->days);
    }
    return true;
}

static void fill_tables(struct gathered *all) {
    struct study_results *results = all->results;
    results->values = status_allocate(all->count * results->outcome_count, sizeof *results->values);
    all->by_day = status_allocate(all->count * results->quantity_count * results->days, sizeof *all->by_day);
    for (size_t i = 0; i < all->count; i++) put_run(all, i);
}

static void name_results(struct gathered *all, struct status *status) {
    struct plan *plan = study_plan(all->folder->study, 0, status);
    struct study_results *results = all->results;
    results->scenario = status_copy_text(plan ? plan->name : "");
    results->title = status_copy_text(plan ? plan->title : "");
    results->identity = status_copy_text(all->folder->study->identity);
    results->path = status_copy_text(all->folder->path);
    results->day_unit = status_copy_text("");
    plan_free(plan);
}

static bool gather(struct gathered *all, struct status *status) {
    all->results = status_allocate(1, sizeof *all->results);
    all->outcomes = status_allocate(all->count, sizeof *all->outcomes);
    name_results(all, status);
    make_lines(all);
    for (size_t i = 0; i < all->count && status->code == STATUS_OK; i++) {
        if (!read_run(all, i, status)) break;
        take_calendar(all, &all->outcomes[i]);
        join_ids(all->results, &all->outcomes[i]);
    }
    if (status->code != STATUS_OK || !same_days(all, status)) return false;
    fill_tables(all);
    return true;
}

static void gathered_clear(struct gathered *all) {
    for (size_t i = 0; i < all->count; i++) outcomes_clear(&all->outcomes[i]);
    free(all->outcomes);
    free(all->by_day);
    study_results_free(all->results);
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

// The block as it was (NULL: it was not) and the runs that came after it.
static bool write_block(const struct block_folder *folder, size_t block, const struct study_results *before,
                        const struct gathered *all, struct status *status) {
    struct study_columns columns = {0};
    struct fault fault = {0};
    char *path = path_of(folder, block), *written = privately(path);
    double *before_by_day = before ? study_results_by_day(before, &fault) : NULL;
    struct study_file *file = NULL;
    if (fault.there)
        status_fail(status, STATUS_MACHINE, "%s", fault.message);
    else if ((!before || study_columns_add(&columns, before, status)) &&
             study_columns_add(&columns, all->results, status))
        file = study_file_create(written, folder->study->identity, folder->study->identity,
                                 &folder->study->points, &columns, status);
    if (file && before) study_file_append(file, before, before_by_day);
    if (file) study_file_append(file, all->results, all->by_day);
    bool good = file && study_file_close(file, status) && privately_done(written, path, status);
    study_columns_clear(&columns);
    free(before_by_day);
    free(written);
    free(path);
    return good;
}

bool block_make(const struct block_folder *folder, size_t block, struct status *status) {
    struct study_results *before = read_if_there(folder, block);
    size_t held = before ? before->run_count : 0, wanted = runs_in(folder, block);
    struct gathered all = {
        .folder = folder, .first = block * folder->size + held, .count = wanted > held ? wanted - held : 0};
    bool good = true;
    if (all.count && all_ended(folder, all.first, all.first + all.count)) {
        good = make_folder_for(folder, status) && gather(&all, status) &&
               write_block(folder, block, before, &all, status);
        gathered_clear(&all);
        if (good) forget_runs(folder, all.first, all.first + all.count);
    }
    study_results_free(before);
    return good;
}

struct study_results *block_read(const struct block_folder *folder, size_t block, struct status *status) {
    struct study_results *results = read_if_there(folder, block);
    if (!results || results->run_count < runs_in(folder, block)) {
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
    privately_clear(path);
    privately_clear(folder->path);
    free(path);
}
