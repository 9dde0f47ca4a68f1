// SPDX-License-Identifier: GPL-3.0-or-later
// What Ctrl-C, SIGTERM, SIGHUP and a spent limit of time do: end the workers, remove what is not whole, say in a sentence
// what is kept and how to go on, and exit with 128 + the signal's number. A file that grows beyond the limit (SIGXFSZ) is
// a failed writing like another. A signal that was ignored when the program was started (nohup) stays so.
#ifndef MARU_SIM_COMMAND_STOP_H
#define MARU_SIM_COMMAND_STOP_H

#include <stdbool.h>
#include <sys/types.h>

// From now on, and once more after a library has set handlers of its own. `sentence` is copied.
void stop_watch(const char *sentence);

// Processes to end, and to wait for, when this one is stopped.
void stop_worker_started(pid_t worker);
void stop_worker_ended(pid_t worker);
// In a worker: it ends with the process that made it, without a word. False: that one is gone already.
bool stop_as_worker(pid_t maker);

#endif
