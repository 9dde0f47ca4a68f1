// SPDX-License-Identifier: GPL-3.0-or-later
// What can go wrong while run files are read: a message for the user that travels up. And memory that is there
// or stops the program.
#ifndef MARU_ANALYSIS_FAULT_H
#define MARU_ANALYSIS_FAULT_H

#include <stdbool.h>
#include <stddef.h>

struct fault {
    bool there;
    char message[1000];  // begins with the file's path
};

// Fills in the fault and returns false, so that a caller can write `return fault_set(...)`. The first one stays.
bool fault_set(struct fault *fault, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Zeroed; freed with free().
void *fault_allocate(size_t count, size_t size);
void *fault_reallocate(void *old, size_t count, size_t size);
char *fault_copy_text(const char *text);
// Like sprintf, into memory of its own.
char *fault_print_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
