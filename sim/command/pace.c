// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/pace.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/command/progress.h"
#include "sim/command/say.h"
#include "sim/command/stop.h"
#include "sim/engine/clock.h"
#include "sim/engine/loop.h"
#include "sim/engine/make.h"

#define PATIENCE_S   60.0
#define TASK_LEAST_S 600.0
#define TASK_MOST_S  3600.0
enum { TASKS_A_PLACE = 4 };

// What the process that lives the run knows.
struct pacing {
    double began;
    int to;  // where the seconds are told
};

static void tell(const struct pacing *pacing, double seconds) {
    if (write(pacing->to, &seconds, sizeof seconds) != (ssize_t)sizeof seconds) _exit(STATUS_MACHINE);
}

static void lose_patience(const struct world *world, void *argument) {
    const struct pacing *pacing = argument;
    double so_far = progress_now() - pacing->began;
    if (so_far < PATIENCE_S || world->until <= 0) return;
    tell(pacing, so_far * (double)world->end / (double)world->until);
    _exit(STATUS_OK);
}

// A run that fails takes the time until then.
static int live_first(const struct study *study, int to) {
    struct status status = {0};
    struct pacing pacing = {progress_now(), to};
    struct plan *plan = study_plan(study, 0, &status);
    struct world *world = plan ? world_create(plan, NULL, 1, &status) : NULL;
    if (world) {
        world->progress = lose_patience;
        world->progress_argument = &pacing;
        world_run(world, &status);
    }
    if (status.code == STATUS_MACHINE) say_fault("%s", status.message);
    if (status.code != STATUS_MACHINE) tell(&pacing, progress_now() - pacing.began);
    return status.code == STATUS_MACHINE ? STATUS_MACHINE : STATUS_OK;
}

// In a process of its own: a process has one network simulation in its life.
bool pace_measure(const struct study *study, double *seconds, struct status *status) {
    int ends[2], ended;
    stop_watch("nothing was begun", NULL);
    if (pipe(ends) != 0) return status_fail(status, STATUS_MACHINE, "a pipe: %s", strerror(errno));
    pid_t child = stop_fork_worker();
    if (child == 0) _exit(live_first(study, ends[1]));
    close(ends[1]);
    bool told = child > 0 && read(ends[0], seconds, sizeof *seconds) == (ssize_t)sizeof *seconds;
    close(ends[0]);
    if (child > 0) stop_wait_worker(&ended);
    return told || status_fail(status, STATUS_MACHINE,
                               "the first run, by which blocks are sized, could not be lived; --block sizes "
                               "them without it");
}

size_t pace_block(double seconds, size_t runs, size_t at_once, size_t places) {
    double task = seconds * (double)runs / (double)(at_once * places * TASKS_A_PLACE);
    if (task < TASK_LEAST_S) task = TASK_LEAST_S;
    if (task > TASK_MOST_S) task = TASK_MOST_S;
    double block = task * (double)at_once / (seconds > 1e-3 ? seconds : 1e-3);
    return block < 1 ? 1 : block < (double)runs ? (size_t)block : runs;
}
