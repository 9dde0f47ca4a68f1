// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/stop.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/engine/claim.h"

enum { WORKERS_MOST = 256 };  // as many as there may be threads

static volatile pid_t workers[WORKERS_MOST];
static char farewell[500];
static const int stopping[] = {SIGINT, SIGTERM, SIGHUP, SIGXCPU};

static void end_workers(void) {
    for (int i = 0; i < WORKERS_MOST; i++)
        if (workers[i]) kill(workers[i], SIGTERM);
    for (int i = 0; i < WORKERS_MOST; i++)
        if (workers[i]) waitpid(workers[i], NULL, 0);
}

// Made of calls that are safe in a handler.
static void stop(int signal) {
    end_workers();
    claim_drop_all();
    (void)!write(STDERR_FILENO, farewell, strlen(farewell));
    _exit(128 + signal);
}

static void handle_all(void) {
    struct sigaction action = {.sa_handler = stop}, before;
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++)
        if (sigaction(stopping[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(stopping[i], &action, NULL);
    signal(SIGXFSZ, SIG_IGN);
}

void stop_watch(const char *sentence) {
    snprintf(farewell, sizeof farewell, "\nStopped: %s.\n", sentence);
    handle_all();
}

void stop_worker_started(pid_t worker) {
    for (int i = 0; i < WORKERS_MOST; i++)
        if (!workers[i]) {
            workers[i] = worker;
            return;
        }
}

void stop_worker_ended(pid_t worker) {
    for (int i = 0; i < WORKERS_MOST; i++)
        if (workers[i] == worker) workers[i] = 0;
}

bool stop_as_worker(pid_t maker) {
    for (int i = 0; i < WORKERS_MOST; i++) workers[i] = 0;
    farewell[0] = '\0';
    handle_all();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    return getppid() == maker;
}
