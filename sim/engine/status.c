// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "sim/engine/utf8.h"

struct promise_context promise_context;

bool status_fail(struct status *status, enum status_code code, const char *format, ...) {
    if (status->code != STATUS_OK) return false;
    status->code = code;
    char message[4 * sizeof status->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    utf8_show(message, strlen(message), "\n\t", status->message, sizeof status->message);
    return false;
}

_Noreturn void promise_broken(const char *file, int line, const char *condition, const char *what) {
    fflush(stdout);
    fprintf(stderr,
            "maru: broken promise: %s\n"
            "  %s:%d: %s\n"
            "  at day %.3f of the simulation, seed %u, replication %u\n"
            "  This is a fault of the program, not of your scenario: please report these lines.\n",
            what, file, line, condition, (double)promise_context.now_ms / 86400000.0, promise_context.seed,
            promise_context.replication);
    abort();
}

static _Noreturn void out_of_memory(size_t count, size_t size) {
    fprintf(stderr, "maru: no memory for %zu x %zu bytes: try fewer homes\n", count, size);
    exit(STATUS_MACHINE);
}

void *status_allocate(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory) out_of_memory(count, size);
    return memory;
}

void *status_allocate_wide(size_t count, size_t size) {
    enum { LINE = 64, LARGE_PAGE = 2 << 20 };
    size_t bytes = count * size, unit = bytes < 2 * LARGE_PAGE ? LINE : LARGE_PAGE;
    void *memory = aligned_alloc(unit, (bytes / unit + 1) * unit);
    if (!memory) out_of_memory(count, size);
    if (unit == LARGE_PAGE) madvise(memory, bytes, MADV_HUGEPAGE);  // advice: only speed depends on it
    return memset(memory, 0, bytes);
}

void *status_reallocate(void *old, size_t count, size_t size) {
    void *memory = reallocarray(old, count ? count : 1, size ? size : 1);
    if (!memory) out_of_memory(count, size);
    return memory;
}

char *status_copy_text(const char *text) {
    size_t length = strlen(text) + 1;
    return memcpy(status_allocate(length, 1), text, length);
}
