// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/stop.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "analysis/screen.h"
#include "sim/engine/claim.h"

enum { WORKERS_MOST = 256 };  // as many as there may be threads

static volatile pid_t workers[WORKERS_MOST];
static char farewells[2][500];  // before a file has got its name, and after
static const int stopping[] = {SIGINT, SIGTERM, SIGHUP, SIGXCPU};

static void end_workers(void) {
    for (int i = 0; i < WORKERS_MOST; i++)
        if (workers[i]) kill(workers[i], SIGTERM);
    for (int i = 0; i < WORKERS_MOST; i++)
        if (workers[i]) waitpid(workers[i], NULL, 0);
}

// Made of calls that are safe in a handler. Always in the first thread, which holds signals back where they
// would come between two steps that belong together.
static void stop(int signal) {
    if (gettid() != getpid()) {
        tgkill(getpid(), getpid(), signal);
        return;
    }
    const char *farewell = farewells[claim_published()];
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

// Held back while it is unclear what to say, or who is a worker: which of these is there, and whose number
// may be another's by now.
static void hold_signals(sigset_t *before) {
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++) sigaddset(&held, stopping[i]);
    sigprocmask(SIG_BLOCK, &held, before);
}

static void word(char farewell[sizeof farewells[0]], const char *sentence) {
    char text[sizeof farewells[0] - 20];
    snprintf(text, sizeof text, "\nStopped: %s.", sentence);
    FILE *out = fmemopen(farewell, sizeof farewells[0], "w");
    if (out) screen_print(text, 0, 2, screen_width_of_messages(stderr), out);
    if (out) fclose(out);
}

void stop_watch(const char *sentence, const char *published) {
    sigset_t before;
    hold_signals(&before);
    word(farewells[0], sentence);
    word(farewells[1], published ? published : sentence);
    handle_all();
    sigprocmask(SIG_SETMASK, &before, NULL);
}

static void replace_worker(pid_t worker, pid_t by) {
    for (int i = 0; i < WORKERS_MOST; i++)
        if (workers[i] == worker) {
            workers[i] = by;
            return;
        }
}

static void become_worker(pid_t maker) {
    for (int i = 0; i < WORKERS_MOST; i++) workers[i] = 0;
    farewells[0][0] = farewells[1][0] = '\0';
    handle_all();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != maker) _exit(128 + SIGTERM);  // it was gone before it could be said
}

pid_t stop_fork_worker(void) {
    sigset_t before;
    pid_t maker = getpid();
    hold_signals(&before);
    pid_t worker = fork();
    if (worker == 0) become_worker(maker);
    if (worker > 0) replace_worker(0, worker);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return worker;
}

pid_t stop_wait_worker(int *ended) {
    siginfo_t first;
    sigset_t before;
    if (waitid(P_ALL, 0, &first, WEXITED | WNOWAIT) != 0) return -1;
    hold_signals(&before);
    pid_t worker = waitpid(first.si_pid, ended, 0);
    replace_worker(worker, 0);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return worker;
}
