// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/futures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/command/overload.h"
#include "sim/command/stop.h"
#include "sim/engine/loop.h"
#include "sim/engine/replace.h"
#include "sim/engine/results.h"
#include "sim/engine/world.h"

struct history {
    const struct block_folder *folder;
    size_t *runs;  // those that are lived, the one that is lived first before the others
    size_t count;
    size_t run;  // whose world this process lives
    char *path;  // of its file
    struct status status;
};

static bool is_there(const struct block_folder *folder, size_t run) {
    struct status ignored = {0};
    char identity[IDENTITY_SIZE], *path = block_run_path(folder, run);
    struct plan *plan = replace_is_run(path) ? study_plan(folder->study, run, &ignored) : NULL;
    bool there = plan && replace_is_of(path, plan_identity(plan, identity));
    plan_free(plan);
    free(path);
    return there;
}

static const char *policy_of(const struct study *study, size_t run) {
    return study->policies[study_run_at(study, run).policy];
}

// The past itself, which goes on as it was, is lived by the process that forks.
static void add_run(struct history *history, size_t run, bool before_others) {
    if (before_others) memmove(history->runs + 1, history->runs, history->count * sizeof *history->runs);
    history->runs[before_others ? 0 : history->count] = run;
    history->count++;
}

static void find_runs(struct history *history, size_t first) {
    const struct study *study = history->folder->study;
    const char *from = scenario_branches(study->file)->all[0].from;
    history->runs = status_allocate(study->policy_count, sizeof *history->runs);
    for (size_t run = first; run < first + study->policy_count; run++) {
        const char *policy = policy_of(study, run);
        bool is_past = strcmp(policy, from) == 0;
        if ((is_past || scenario_is_future(study->file, policy)) && !is_there(history->folder, run))
            add_run(history, run, is_past);
    }
}

static void become(struct history *history, struct world *world, size_t run) {
    struct plan *plan = study_plan(history->folder->study, run, &history->status);
    free(history->path);
    history->run = run;
    history->path = block_run_path(history->folder, run);
    if (!plan) _exit(STATUS_SCENARIO);
    world->asked = plan;
    if (!results_become(world, history->path, &history->status)) _exit(STATUS_MACHINE);
}

// The others one after the other, so that as many processes are at work as were asked for.
static void fork_all(struct world *world, void *argument) {
    struct history *history = argument;
    for (size_t i = 1; i < history->count; i++) {
        int ended;
        fflush(NULL);
        pid_t child = stop_fork_worker();
        if (child == 0) {
            become(history, world, history->runs[i]);
            return;
        }
        if (child > 0) stop_wait_worker(&ended);
    }
}

static void live(struct history *history, const struct plan *plan, bool quiet) {
    const struct study *study = history->folder->study;
    const struct scenario_branch *branch = scenario_branches(study->file)->all;
    struct world *world = world_create(plan, history->path, 1, &history->status);
    if (!world) return;
    world->turn = (branch->at_day - plan_start_day(plan)) * CLOCK_DAY;
    world->before_turn = fork_all;
    world->before_turn_argument = history;
    bool lived = world_run(world, &history->status);
    if (lived && !quiet && history->run < study->policy_count) overload_tell(world, history->path);
    if (history->run != history->runs[0]) _exit(lived ? STATUS_OK : (int)history->status.code);
    world_free(world);
}

void futures_live(const struct block_folder *folder, size_t first, bool quiet) {
    struct history history = {.folder = folder};
    find_runs(&history, first);
    if (history.count > 1) {
        history.run = history.runs[0];
        history.path = block_run_path(folder, history.run);
        struct plan *plan = study_plan(folder->study, history.run, &history.status);
        if (plan) live(&history, plan, quiet);
        plan_free(plan);
        free(history.path);
    }
    free(history.runs);
}
