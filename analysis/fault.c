// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool fault_set(struct fault *fault, const char *format, ...) {
    if (fault->there) return false;
    fault->there = true;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->message, sizeof fault->message, format, arguments);
    va_end(arguments);
    return false;
}

static void *checked(void *memory) {
    if (memory) return memory;
    fprintf(stderr, "maru: no memory to read results\n");
    exit(1);
}

void *fault_allocate(size_t count, size_t size) {
    return checked(calloc(count ? count : 1, size ? size : 1));
}

void *fault_reallocate(void *old, size_t count, size_t size) {
    return checked(reallocarray(old, count ? count : 1, size ? size : 1));
}

char *fault_copy_text(const char *text) {
    return checked(strdup(text));
}

char *fault_print_text(const char *format, ...) {
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    return checked(length < 0 ? NULL : text);
}
