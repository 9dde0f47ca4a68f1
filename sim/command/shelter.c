// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/shelter.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "sim/command/say.h"
#include "sim/command/stop.h"

int shelter(int (*body)(void *argument), void *argument, const char *path, int fallen) {
    int ended = 0;
    fflush(NULL);
    pid_t child = stop_fork_worker();
    if (child == 0) exit(body(argument));
    if (child < 0 || stop_wait_worker(&ended) < 0) {
        say_fault("a process to read %s cannot be made: %s", path, strerror(errno));
        return fallen;
    }
    if (!WIFSIGNALED(ended)) return WEXITSTATUS(ended);
    say_fault(
        "%s: it cannot be read: HDF5 fell over it (%s), as over a file that was changed after it was made",
        path, strsignal(WTERMSIG(ended)));
    return fallen;
}
