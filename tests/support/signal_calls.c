// SPDX-License-Identifier: GPL-3.0-or-later
// To be preloaded into the program: SIGNAL_CALLS="rename 2 15 0" sends the process signal 15 before its
// second call of rename; a last word of 1 says after it. A process that is forked counts on from its maker's
// number. So a signal comes at a place that a random moment hardly meets.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char wanted[20];
static int at, sent, after, counted;

__attribute__((constructor)) static void begin(void) {
    const char *asked = getenv("SIGNAL_CALLS");
    if (asked && sscanf(asked, "%19s %d %d %d", wanted, &at, &sent, &after) != 4) abort();
}

// Before a call: whether the signal is due behind it.
static bool count(const char *name) {
    if (strcmp(name, wanted) != 0 || ++counted != at) return false;
    if (!after) kill(getpid(), sent);
    return after;
}

// The function behind `name`, called between the two moments.
#define AROUND(type, name, parameters, arguments)                 \
    type name parameters;                                         \
    type name parameters {                                        \
        static type(*behind) parameters;                          \
        if (!behind) *(void **)&behind = dlsym(RTLD_NEXT, #name); \
        bool due = count(#name);                                  \
        type result = behind arguments;                           \
        if (due) kill(getpid(), sent);                            \
        return result;                                            \
    }

AROUND(ssize_t, pwrite, (int descriptor, const void *bytes, size_t size, off_t offset),
       (descriptor, bytes, size, offset))
AROUND(ssize_t, write, (int descriptor, const void *bytes, size_t size), (descriptor, bytes, size))
AROUND(int, fsync, (int descriptor), (descriptor))
AROUND(int, link, (const char *from, const char *to), (from, to))
AROUND(int, unlink, (const char *path), (path))
AROUND(int, rename, (const char *from, const char *to), (from, to))
AROUND(FILE *, fopen, (const char *path, const char *mode), (path, mode))
AROUND(int, fclose, (FILE * file), (file))
AROUND(pid_t, fork, (void), ())

int open(const char *path, int flags, ...) {
    static int (*behind)(const char *, int, ...);
    if (!behind) *(void **)&behind = dlsym(RTLD_NEXT, "open");
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    bool due = count("open");
    int descriptor = behind(path, flags, mode);
    if (due) kill(getpid(), sent);
    return descriptor;
}
