// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/why_lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fault.h"

static void add_owned(struct why *why, int depth, enum why_sort sort, char *ask, char *text) {
    why->lines = fault_reallocate(why->lines, why->count + 1, sizeof *why->lines);
    why->lines[why->count++] = (struct why_line){depth, sort, text, ask};
}

void why_lines_add(struct why *why, int depth, enum why_sort sort, const char *text) {
    add_owned(why, depth, sort, fault_copy_text(""), fault_copy_text(text));
}

static char *print(const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = fault_allocate((size_t)(length < 0 ? 0 : length) + 1, 1);
    vsnprintf(text, (size_t)(length < 0 ? 0 : length) + 1, format, arguments);
    return text;
}

void why_lines_say(struct why *why, int depth, enum why_sort sort, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_owned(why, depth, sort, fault_copy_text(""), print(format, arguments));
    va_end(arguments);
}

void why_lines_say_ask(struct why *why, int depth, enum why_sort sort, char *ask, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_owned(why, depth, sort, ask, print(format, arguments));
    va_end(arguments);
}

void why_lines_free(struct why *why) {
    for (size_t i = 0; i < why->count; i++) {
        free(why->lines[i].text);
        free(why->lines[i].ask);
    }
    free(why->lines);
    *why = (struct why){0};
}

bool why_lines_have(const struct why *why, const char *text) {
    for (size_t i = 0; i < why->count; i++)
        if (strcmp(why->lines[i].text, text) == 0) return true;
    return false;
}
