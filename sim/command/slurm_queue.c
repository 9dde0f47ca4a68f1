// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/slurm_queue.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// ---- A program that is asked ------------------------------------------------------------------------------

// In a group of its own, so that Ctrl-C does not reach it: a job is handed in wholly, or not.
static int start(char *const *arguments, int output, pid_t *process) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    int failed = posix_spawnp(process, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static char *read_all(int from) {
    char *text = status_allocate(1, 1), part[4096];
    size_t length = 0;
    for (ssize_t got; (got = read(from, part, sizeof part)) > 0; length += (size_t)got) {
        text = status_reallocate(text, length + (size_t)got + 1, 1);
        memcpy(text + length, part, (size_t)got);
        text[length + (size_t)got] = '\0';
    }
    return text;
}

// What it printed; owned by the caller. NULL with a status: it is not there, or it failed.
static char *ask(char *const *arguments, struct status *status) {
    int ends[2], ended = -1;
    pid_t process;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        status_fail(status, STATUS_MACHINE, "a pipe: %s", strerror(errno));
        return NULL;
    }
    int failed = start(arguments, ends[1], &process);
    close(ends[1]);
    char *text = read_all(ends[0]);
    close(ends[0]);
    if (failed)
        status_fail(status, STATUS_MACHINE, "%s: %s", arguments[0], strerror(failed));
    else if (waitpid(process, &ended, 0) != process || ended != 0)
        status_fail(status, STATUS_MACHINE, "%s failed: %s", arguments[0], *text ? text : "without a word");
    if (status->code == STATUS_OK) return text;
    free(text);
    return NULL;
}

bool slurm_queue_check(struct status *status) {
    struct status inner = {0};
    char *version = ask((char *[]){"sbatch", "--version", NULL}, &inner);
    if (version) {
        free(version);
        return true;
    }
    return status_fail(status, STATUS_SCENARIO,
                       "--launcher slurm: jobs cannot be submitted from here (%s): start it where sbatch is "
                       "on the PATH, on a login node; --dry-run only writes the scripts",
                       inner.message);
}

// ---- Handing in -------------------------------------------------------------------------------------------

// "4711" or "4711;cluster" on a line of its own; warnings may stand around it.
static size_t find_number(const char *text) {
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        char *end;
        size_t number = strtoull(line, &end, 10);
        if (end > line && number > 0 && strchr("\n;", *end)) return number;
        if (!*line) break;
    }
    return 0;
}

size_t slurm_queue_submit(const char *script, size_t after, struct status *status) {
    char dependency[60];
    snprintf(dependency, sizeof dependency, "--dependency=afterany:%zu", after);
    char *alone[] = {"sbatch", "--parsable", (char *)script, NULL};
    char *later[] = {"sbatch", "--parsable", dependency, (char *)script, NULL};
    char *text = ask(after ? later : alone, status);
    size_t number = text ? find_number(text) : 0;
    if (text && !number) status_fail(status, STATUS_MACHINE, "sbatch names no job, but: %s", text);
    free(text);
    return number;
}

// ---- Looking ----------------------------------------------------------------------------------------------

// What stays as it is until somebody does something.
static bool is_held(const char *reason) {
    static const char *const held[] = {"JobHeld", "launch failed", "BadConstraints"};
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        if (strncmp(reason, held[i], strlen(held[i])) == 0) return true;
    return false;
}

// "maru|PENDING|Priority|/data/study", as squeue was asked to print it.
static void take_line(const struct slurm_job *job, char *line, struct slurm_queue *queue) {
    char *rest = line, *mark = strsep(&rest, "|"), *state = strsep(&rest, "|"), *reason = strsep(&rest, "|");
    if (!rest || strcmp(mark, "maru") != 0 || strcmp(rest, job->folder) != 0) return;
    if (strcmp(state, "PENDING") == 0)
        queue->waiting++;
    else
        queue->at_work++;
    if (is_held(reason)) snprintf(queue->held, sizeof queue->held, "%s", reason);
}

bool slurm_queue_look(const struct slurm_job *job, struct slurm_queue *queue) {
    struct status ignored = {0};
    char names[80], user[40];
    snprintf(names, sizeof names, "--name=%s,%s-merge", job->name, job->name);
    snprintf(user, sizeof user, "--user=%ld", (long)getuid());
    char *text = ask(
        (char *[]){"squeue", "--noheader", "--array", user, names, "--format=maru|%T|%r|%Z", NULL}, &ignored);
    *queue = (struct slurm_queue){0};
    for (char *rest = text, *line; text && (line = strsep(&rest, "\n"));) take_line(job, line, queue);
    free(text);
    return text;
}
