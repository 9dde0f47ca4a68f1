// SPDX-License-Identifier: GPL-3.0-or-later
// An explanation: a list of lines, each as deep as it lies under the one it explains, some with what can be asked next.
#ifndef MARU_ANALYSIS_WHY_LINES_H
#define MARU_ANALYSIS_WHY_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum why_sort {
    WHY_ANSWER,     // the number, the payment, the line or the home that was asked about
    WHY_PART,       // what it is made of
    WHY_PAYMENT,
    WHY_EVENT,      // a line of the journal
    WHY_BEGINNING,  // what began it: nothing in the run comes before
    WHY_RULE,       // what the policy says
    WHY_EQUATION,
    WHY_SETTING,
    WHY_SOURCE,
    WHY_NOTE,
};
struct why_line {
    int depth;
    enum why_sort sort;
    char *text;
    char *ask;  // as options of maru why: "--posting 12"; "": nothing further
};
struct why {
    struct why_line *lines;
    size_t count;
};
void why_lines_free(struct why *why);

// Adds a line with nothing further to ask: the text, or a formatted one.
void why_lines_add(struct why *why, int depth, enum why_sort sort, const char *text);
void why_lines_say(struct why *why, int depth, enum why_sort sort, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// The same with what can be asked next, which belongs to the line afterwards.
void why_lines_say_ask(struct why *why, int depth, enum why_sort sort, char *ask, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

// Whether a line says so already.
bool why_lines_have(const struct why *why, const char *text);

#endif
