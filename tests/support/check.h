// SPDX-License-Identifier: GPL-3.0-or-later
// What every cmocka test includes, in the order cmocka wants it.
#ifndef MARU_TESTS_SUPPORT_CHECK_H
#define MARU_TESTS_SUPPORT_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

// `make soak` has time for what `make test` does in fewer steps.
static inline int check_is_thorough(void) {
    return getenv("MARU_THOROUGH") != NULL;
}

// True when `action(argument)` stops the process by a broken promise (abort). Runs it in a child.
static inline int check_breaks_promise(void (*action)(void *), void *argument) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr)) _exit(1);
        action(argument);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

#endif
