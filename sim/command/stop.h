// SPDX-License-Identifier: GPL-3.0-or-later
// What Ctrl-C, SIGTERM, SIGHUP and a spent limit of time do: end the workers, remove what is not whole, say in a sentence
// what is kept and how to go on, and exit with 128 + the signal's number. A file that grows beyond the limit (SIGXFSZ) is
// a failed writing like another. A signal that was ignored when the program was started (nohup) stays so.
#ifndef MARU_SIM_COMMAND_STOP_H
#define MARU_SIM_COMMAND_STOP_H

#include <sys/types.h>

// From now on. `sentence` is said; `published` instead once this process has given a file its name (NULL: no difference).
// Both are copied.
void stop_watch(const char *sentence, const char *published);

// Processes that end with this one, without a word, and that it waits for when it is stopped. As fork(): 0 in the worker, -1
// with errno when it cannot be made. At most as many at once as there may be threads.
pid_t stop_fork_worker(void);
// Waits for any of them to end, as wait() does.
pid_t stop_wait_worker(int *ended);

#endif
