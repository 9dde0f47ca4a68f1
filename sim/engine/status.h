// SPDX-License-Identifier: GPL-3.0-or-later
// Three kinds of failure, three treatments.
//   A broken promise inside the program: PROMISE() stops at once and prints simulated time, seed,
//     site, file and line. A result after it would be worthless.
//   A wrong scenario: STATUS_SCENARIO with the Lua file and line, before the run starts; exit 2.
//   A machine fault (disk full, no memory): STATUS_MACHINE travels up with its message; exit 1.
// Event handlers return nothing: what can go wrong inside a run is a broken promise.
#ifndef MARU_SIM_ENGINE_STATUS_H
#define MARU_SIM_ENGINE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum status_code { STATUS_OK = 0, STATUS_MACHINE = 1, STATUS_SCENARIO = 2 };  // = exit status

struct status {
    enum status_code code;
    char message[1000];
};

// Fills in the failure and returns false, so that a caller can write `return status_fail(...)`.
// The first failure stays: a later one never hides its cause. Whatever bytes names and paths hold, the message can be
// printed (utf8_show).
bool status_fail(struct status *status, enum status_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// What PROMISE prints beside the site: set by the world as its time moves on.
struct promise_context {
    int64_t now_ms;
    uint32_t seed, replication;
};
extern struct promise_context promise_context;

_Noreturn void promise_broken(const char *file, int line, const char *condition, const char *what);

// Always checked, in release builds too.
#define PROMISE(condition, what) \
    ((condition) ? (void)0 : promise_broken(__FILE__, __LINE__, #condition, what))

// Memory that is there or stops the program with a clear message; zeroed. Freed with free().
void *status_allocate(size_t count, size_t size);
// The same for large arrays that are visited here and there: at the border of a cache line, and in large pages where the
// system has them.
void *status_allocate_wide(size_t count, size_t size);
void *status_reallocate(void *old, size_t count, size_t size);
char *status_copy_text(const char *text);

#endif
