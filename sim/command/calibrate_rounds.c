// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/calibrate_rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "analysis/outcomes.h"
#include "sim/command/calibrate_targets.h"
#include "sim/command/describe.h"
#include "sim/command/runner.h"
#include "sim/engine/random.h"
#include "sim/study/merge.h"

enum { BLOCK = 100 };  // runs whose results share a file

// ---- The points ----

static uint64_t chance_of(const struct calibrate_rounds *rounds, size_t round, const char *meaning,
                          size_t n) {
    struct random_key key = {(uint32_t)rounds->seed, (uint32_t)round};
    return random_block(key, RANDOM_WORLD, random_stream(meaning), n).word[0];
}

uint64_t calibrate_rounds_chance(const struct calibrate_rounds *rounds, size_t round) {
    return chance_of(rounds, round, "calibrate.places", 0);
}

static void give_own_luck(const struct calibrate_rounds *rounds, size_t round, struct points *points) {
    char **seeds = status_allocate(points->count, sizeof *seeds), asked[60];
    for (size_t i = 0; i < points->count; i++)
        if (asprintf(&seeds[i], "%u", (uint32_t)chance_of(rounds, round, "calibrate.luck", i)) < 0) abort();
    snprintf(asked, sizeof asked, "scenario.seed=0..%u", UINT32_MAX);
    points_add(points, "scenario.seed", asked, seeds);
    free(seeds);
}

bool calibrate_rounds_study(const struct calibrate_rounds *rounds, size_t round, const double *at,
                            size_t count, struct study *study, struct status *status) {
    struct design design = {round ? DESIGN_LIST : DESIGN_RANDOM, rounds->axes->count, count, (double *)at};
    options_study(rounds->shared, rounds->file, 1, study);
    study->policies[0] = rounds->policy;
    study->policy_count = 1;
    study->points = points_of_design(rounds->axes->at, rounds->axes->count, &design);
    give_own_luck(rounds, round, &study->points);
    return study_check(study, status);
}

// ---- Living them ----

static char *path_of(const struct calibrate_rounds *rounds, size_t round) {
    char *path;
    if (asprintf(&path, "%s/round-%zu", rounds->folder, round) < 0) abort();
    return path;
}

// Its folder, with the study begun in it; others may work there. NULL with a status.
static struct folder *open_folder(const struct calibrate_rounds *rounds, size_t round,
                                  const struct study *study, struct status *status) {
    struct folder_note note = {.made_by = (char *)"maru calibrate", .block = BLOCK};
    char *path = path_of(rounds, round);
    struct folder *folder = options_folder(rounds->shared, path, "calibrate", study, &note, status);
    if (folder) folder_share(folder);
    free(path);
    return folder;
}

static bool live_runs(const struct calibrate_rounds *rounds, const struct block_folder *runs, size_t last,
                      struct status *status) {
    bool all = last == study_run_count(runs->study);
    struct runner runner = {.folder = runs,
                            .scenario = rounds->shared->scenario,
                            .last = last,
                            .at_once = (size_t)options_threads(rounds->shared),
                            .quiet = rounds->shared->quiet || !all,
                            .makes_blocks = all};
    return runner_run(&runner, status);
}

// Of a run whose file is not there, because it failed or its block is whole, nothing can be said yet.
static bool check_first_run(const struct block_folder *runs, const char *data,
                            const struct calibration_targets *targets, struct status *status) {
    char *path = block_run_path(runs, 0);
    struct outcomes outcomes = {0};
    struct fault fault = {0};
    bool there = access(path, F_OK) == 0;
    if (there && !outcomes_read(path, &outcomes, &fault))
        status_fail(status, STATUS_MACHINE, "%s", fault.message);
    else if (there)
        calibrate_targets_check(data, targets, outcomes.ids, outcomes.measures.count, status);
    outcomes_clear(&outcomes);
    free(path);
    return status->code == STATUS_OK;
}

bool calibrate_rounds_try(const struct calibrate_rounds *rounds, size_t round, const struct study *study,
                          const char *data, const struct calibration_targets *targets,
                          struct status *status) {
    struct folder *folder = open_folder(rounds, round, study, status);
    if (!folder) return false;
    struct block_folder runs = {study, folder_path(folder), folder_block(folder), false};
    bool good = live_runs(rounds, &runs, 1, status) && check_first_run(&runs, data, targets, status);
    folder_end(folder);
    return good;
}

static struct study_results *read_results(const char *folder, struct status *status) {
    struct fault fault = {0};
    char *path = folder_file(folder, "study.h5");
    struct study_results *results = study_results_read(path, &fault);
    free(path);
    if (!results) status_fail(status, STATUS_MACHINE, "%s", fault.message);
    return results;
}

struct study_results *calibrate_rounds_live(const struct calibrate_rounds *rounds, size_t round,
                                            const struct study *study, struct status *status) {
    struct folder *folder = open_folder(rounds, round, study, status);
    if (!folder) return NULL;
    struct block_folder runs = {study, folder_path(folder), folder_block(folder), false};
    struct merged merged;
    struct study_results *results = NULL;
    if (live_runs(rounds, &runs, study_run_count(study), status) && merge(&runs, &merged, status) &&
        describe_study(&runs, rounds->shared->quiet, status))
        results = read_results(folder_path(folder), status);
    folder_end(folder);
    return results;
}
