// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/runner.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/command/futures.h"
#include "sim/command/overload.h"
#include "sim/command/progress.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/exchange.h"
#include "sim/engine/identity.h"
#include "sim/engine/loop.h"
#include "sim/engine/replace.h"
#include "sim/engine/world.h"
#include "sim/study/failure.h"

// What a process is at: a run; a block whose runs have all ended; or the runs of one luck whose policies have
// a past in common, one after the other, in so far as they come to an end.
enum task { TASK_RUN, TASK_BLOCK, TASK_FUTURES };
struct job {
    pid_t process;  // 0: this place is free
    enum task task;
    size_t number;  // of the first run
};

// How far the runner is.
struct shift {
    const struct runner *runner;
    struct job *jobs;  // [at_once]
    size_t *held;      // [blocks]: runs that the block's file holds
    size_t *left;      // [blocks]: runs of the range that have not ended
    bool *branched;    // [runs / policies]: their common past has been lived; NULL: there is none
    size_t next_run, next_block, next_futures, ended, at_work;
    struct progress progress;
};

static size_t block_of(const struct runner *runner, size_t run) {
    return run / runner->folder->size;
}

// ---- One run ------------------------------------------------------------------------------------------

static void live_world(const struct runner *runner, size_t run, const struct plan *plan, const char *path,
                       struct status *status) {
    struct world *world = world_create(plan, path, 1, status);
    bool lived = world && world_run(world, status);
    if (lived && run < runner->folder->study->policy_count && !runner->quiet)
        overload_tell(world, path);  // once for each policy
    world_free(world);
}

// One run, unless it is there already.
static void live_run(const struct runner *runner, size_t run, const char *path, struct status *status) {
    const struct study *study = runner->folder->study;
    struct plan *plan = study_plan(study, run, status);
    char identity[IDENTITY_SIZE];
    if (plan && !replace_is_of(path, plan_identity(plan, identity)))
        live_world(runner, run, plan, path, status);
    plan_free(plan);
    scenario_locate(study->file, status);
}

static void write_failure(const struct runner *runner, size_t run, const char *message,
                          struct status *status) {
    char *path = block_failure_path(runner->folder, run);
    failure_write(path, runner->folder->study, run, runner->scenario, message, status);
    free(path);
}

// In the child. A scenario that fails at this point of the design is something to know of it; a machine that
// fails is not, nor is somebody's file that has the run's name.
static int do_run(const struct runner *runner, size_t run) {
    struct status status = {0}, writing = {0};
    char *path = block_run_path(runner->folder, run);
    live_run(runner, run, path, &status);
    bool in_the_way = access(path, F_OK) == 0;
    free(path);
    if (status.code == STATUS_SCENARIO && runner->scenario && !in_the_way) {
        write_failure(runner, run, status.message, &writing);
        status = writing;
    }
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

static int do_block(const struct runner *runner, size_t block) {
    struct status status = {0};
    block_make(runner->folder, block, &status);
    if (status.code != STATUS_OK) say_fault("%s", status.message);
    return (int)status.code;
}

// What did not come to an end is lived again by itself, and says why.
static int do_futures(const struct runner *runner, size_t first) {
    futures_live(runner->folder, first, runner->quiet);
    return STATUS_OK;
}

static int do_task(const struct runner *runner, enum task task, size_t number) {
    static int (*const tasks[])(const struct runner *runner, size_t number) = {
        [TASK_RUN] = do_run, [TASK_BLOCK] = do_block, [TASK_FUTURES] = do_futures};
    return tasks[task](runner, number);
}

// ---- Many at once -----------------------------------------------------------------------------------------

static bool start(struct shift *shift, enum task task, size_t number, struct status *status) {
    struct job *job = shift->jobs;
    while (job->process) job++;
    fflush(NULL);
    pid_t child = stop_fork_worker();
    if (child < 0)
        return status_fail(status, STATUS_MACHINE, "a process for a run cannot be made: %s", strerror(errno));
    if (child == 0) _exit(do_task(shift->runner, task, number));
    *job = (struct job){child, task, number};
    shift->at_work++;
    return true;
}

static bool is_held(const struct shift *shift, size_t run) {
    const struct block_folder *folder = shift->runner->folder;
    return !folder->keeps_runs && run % folder->size < shift->held[block_of(shift->runner, run)];
}

// A block whose runs in the range have all ended, which may have others elsewhere: then it is left to who
// ends those.
static bool block_is_due(const struct shift *shift, size_t block) {
    return shift->runner->makes_blocks && shift->left[block] == 0;
}

static size_t policies_of(const struct shift *shift) {
    return shift->runner->folder->study->policy_count;
}

// A past is lived once for all its futures, before any of them is looked at by itself.
static bool waits_for_past(const struct shift *shift, size_t run) {
    return shift->branched && !shift->branched[run / policies_of(shift)];
}

static bool start_futures(struct shift *shift, struct status *status) {
    size_t policies = policies_of(shift), last = shift->runner->last;
    while (shift->branched && shift->next_futures + policies <= last) {
        size_t first = shift->next_futures;
        shift->next_futures += policies;
        if (!shift->branched[first / policies]) return start(shift, TASK_FUTURES, first, status);
    }
    return false;
}

// The next thing to do; false: there is none just now.
static bool start_next(struct shift *shift, struct status *status) {
    const struct runner *runner = shift->runner;
    size_t last_block = runner->last ? block_of(runner, runner->last - 1) + 1 : 0;
    while (shift->next_block < last_block && shift->held[shift->next_block] == runner->folder->size)
        shift->next_block++;
    if (shift->next_block < last_block && block_is_due(shift, shift->next_block))
        return start(shift, TASK_BLOCK, shift->next_block++, status);
    while (shift->next_run < runner->last && is_held(shift, shift->next_run)) shift->next_run++;
    if (shift->next_run < runner->last && !waits_for_past(shift, shift->next_run))
        return start(shift, TASK_RUN, shift->next_run++, status);
    return start_futures(shift, status);
}

static void watch(const struct shift *shift) {
    char sentence[400];
    snprintf(sentence, sizeof sentence,
             "%zu of %zu runs have ended, in %.200s; the same command goes on from there", shift->ended,
             shift->runner->last - shift->runner->first, shift->runner->folder->path);
    stop_watch(sentence, NULL);
}

static void run_ended(struct shift *shift, size_t run) {
    shift->ended++;
    shift->left[block_of(shift->runner, run)]--;
    watch(shift);
    progress_show(&shift->progress, (int64_t)shift->ended);
}

// The signal that ended a child, also where that cleared up first (stop.h); 0: none.
static int signal_of(int ended) {
    if (WIFSIGNALED(ended)) return WTERMSIG(ended);
    return WEXITSTATUS(ended) > 128 ? WEXITSTATUS(ended) - 128 : 0;
}

// Perhaps it wanted more memory than there is: its name lets somebody look.
static bool tell_killed(const struct runner *runner, const struct job *job, int signal_number,
                        struct status *status) {
    char *name = job->task == TASK_BLOCK ? NULL : study_run_name(runner->folder->study, job->number);
    status_fail(status, STATUS_MACHINE, "%s was ended by signal %d (%s)", name ? name : "a block of results",
                signal_number, strsignal(signal_number));
    free(name);
    return false;
}

// Signals that a fault of the program sends itself; the others come from somebody, or from a limit.
static bool is_crash(int signal_number) {
    static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        if (crashes[i] == signal_number) return true;
    return false;
}

// A run that crashed is a fault of the program at this point; one that somebody ended is to be lived again.
static bool take_crash(struct shift *shift, const struct job *job, int signal_number, struct status *status) {
    const struct runner *runner = shift->runner;
    if (job->task == TASK_BLOCK || !runner->scenario || !is_crash(signal_number))
        return tell_killed(runner, job, signal_number, status);
    char message[100];
    snprintf(message, sizeof message, "it was ended by signal %d (%s)", signal_number,
             strsignal(signal_number));
    write_failure(runner, job->number, message, status);
    return status->code == STATUS_OK;
}

// Whatever was in its way is met again by the run that it concerns.
static bool take_futures(struct shift *shift, size_t first, int signal_number, struct status *status) {
    shift->branched[first / policies_of(shift)] = true;
    const struct job job = {.task = TASK_RUN, .number = first};
    return !signal_number || is_crash(signal_number) ||
           tell_killed(shift->runner, &job, signal_number, status);
}

// Waits for one child; what failed has said why.
static bool end_next(struct shift *shift, struct status *status) {
    int ended = 0;
    pid_t child = stop_wait_worker(&ended);
    if (child < 0) return status_fail(status, STATUS_MACHINE, "lost sight of a run: %s", strerror(errno));
    struct job *place = shift->jobs;
    while (place->process != child) place++;
    struct job job = *place;
    *place = (struct job){0};
    shift->at_work--;
    int signal_number = signal_of(ended);
    if (job.task == TASK_FUTURES) return take_futures(shift, job.number, signal_number, status);
    if (signal_number && !take_crash(shift, &job, signal_number, status)) return false;
    if (!signal_number && WEXITSTATUS(ended) != 0) {
        enum status_code code = WEXITSTATUS(ended) == STATUS_SCENARIO ? STATUS_SCENARIO : STATUS_MACHINE;
        return status_fail(status, code, "a run failed: the study is not whole");
    }
    if (job.task == TASK_RUN) run_ended(shift, job.number);
    return true;
}

// Where all policies of a luck are in the range; of the others each is lived by itself, as are all where
// policies follow on others that follow: that is right, only slower.
static void look_for_pasts(struct shift *shift) {
    const struct runner *runner = shift->runner;
    const struct study *study = runner->folder->study;
    size_t policies = study->policy_count, lucks = study_run_count(study) / policies;
    if (scenario_branches(study->file)->count != 1) return;
    shift->branched = status_allocate(lucks, sizeof *shift->branched);
    shift->next_futures = (runner->first + policies - 1) / policies * policies;
    for (size_t luck = 0; luck < lucks; luck++)
        shift->branched[luck] = luck * policies < runner->first || (luck + 1) * policies > runner->last ||
                                is_held(shift, luck * policies);
}

static void look_what_is_there(struct shift *shift) {
    const struct runner *runner = shift->runner;
    shift->held = block_states(runner->folder);
    shift->left = status_allocate(block_count(runner->folder), sizeof *shift->left);
    for (size_t run = runner->first; run < runner->last; run++) {
        shift->left[block_of(runner, run)] += !is_held(shift, run);
        shift->ended += is_held(shift, run);
    }
    shift->next_run = runner->first;
    look_for_pasts(shift);
    shift->next_block = block_of(runner, runner->first);
}

// As the first run's network needs it, which is every run's unless the network varies.
static void load_libraries(const struct runner *runner) {
    struct status ignored = {0};
    struct plan *plan = study_plan(runner->folder->study, runner->first, &ignored);
    if (plan) exchange_load(plan_section(plan, &network_section));
    plan_free(plan);
}

bool runner_run(const struct runner *runner, struct status *status) {
    struct shift shift = {.runner = runner, .jobs = status_allocate(runner->at_once, sizeof *shift.jobs)};
    look_what_is_there(&shift);
    shift.progress =
        progress_start(runner->quiet ? NULL : stderr, "run", (int64_t)(runner->last - runner->first));
    watch(&shift);
    if (shift.ended < runner->last - runner->first) load_libraries(runner);
    for (bool more = true; more || shift.at_work;) {
        more = status->code == STATUS_OK && shift.at_work < runner->at_once && start_next(&shift, status);
        if (!more && shift.at_work) more = end_next(&shift, status);
    }
    progress_end(&shift.progress);
    free(shift.jobs);
    free(shift.branched);
    free(shift.held);
    free(shift.left);
    return status->code == STATUS_OK;
}
