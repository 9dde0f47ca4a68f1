// SPDX-License-Identifier: GPL-3.0-or-later
// What the program says besides tables: paragraphs that fit the screen.
#ifndef MARU_SIM_COMMAND_SAY_H
#define MARU_SIM_COMMAND_SAY_H

#include <stddef.h>

// A paragraph on standard output, its first line set in by `indent`, the others by `more`.
void say(size_t indent, size_t more, const char *format, ...) __attribute__((format(printf, 3, 4)));
// A fault on standard error.
void say_fault(const char *format, ...) __attribute__((format(printf, 1, 2)));

// From now on the program does not end well when what it said could not be written (a full disk).
void say_or_fail(void);

#endif
