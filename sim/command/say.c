// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/screen.h"
#include "sim/engine/status.h"

void say(size_t indent, size_t more, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    screen_print_format(indent, more, screen_width(stdout), stdout, format, arguments);
    va_end(arguments);
}

void say_fault(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    screen_print_format(0, 2, screen_width_of_messages(stderr), stderr, format, arguments);
    va_end(arguments);
}

// An earlier write has failed, and nothing was left to write since: one more fails for the same reason, and
// tells it.
static void say_once_more(void) {
    putchar('\n');
    fflush(stdout);
}

// Whoever failed already has said so.
static void check_said(int exit_status, void *nothing) {
    (void)nothing;
    errno = 0;
    if (exit_status != STATUS_OK || (fflush(stdout) == 0 && !ferror(stdout))) return;
    if (!errno) say_once_more();
    say_fault("maru: standard output cannot be written: %s", strerror(errno ? errno : EIO));
    _exit(STATUS_MACHINE);
}

void say_or_fail(void) {
    on_exit(check_said, NULL);
}
