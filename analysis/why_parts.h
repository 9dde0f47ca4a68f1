// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of an explanation share (why.c asks, why_number.c, why_journal.c and why_equation.c answer); nobody else
// includes this.
#ifndef MARU_ANALYSIS_WHY_PARTS_H
#define MARU_ANALYSIS_WHY_PARTS_H

#include "analysis/journal_rows.h"
#include "analysis/measure.h"
#include "analysis/run_kinds.h"
#include "analysis/why.h"

struct why_source {
    struct fault *fault;
    struct run_file *file;
    struct run *run;
    struct run_kinds kinds;
    struct journal_rows *rows;
    struct measure_list measures;
    int64_t first_day;  // since 1970-01-01
    char **names;
    size_t name_count;
};

// Adds a line; `ask` "" or NULL: nothing further. The formatted one has nothing further.
void why_add(struct why *why, int depth, enum why_sort sort, const char *ask, const char *text);
void why_say(struct why *why, int depth, enum why_sort sort, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// The same with what can be asked next, which is owned here afterwards.
void why_say_ask(struct why *why, int depth, enum why_sort sort, char *ask, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

enum { WHY_MOMENT_SIZE = 32 };
void why_print_day(const struct why_source *source, int64_t day, char text[WHY_MOMENT_SIZE]);         // 2018-07-03
void why_print_moment(const struct why_source *source, int64_t when_ms, char text[WHY_MOMENT_SIZE]);  // 2018-07-03 14:02:11

// The submodels of the kind (NULL: of any kind) that give the thing, with the settings of the entry; `entry` NULL: of every
// entry of the kind. How many there were.
size_t why_equations(const struct why_source *source, const char *kind, const char *entry, const char *thing, int depth,
                     struct why *why);
// By the kinds of these two in this order, or else of any.
size_t why_equations_of_either(const struct why_source *source, const char *one, const char *other, const char *thing, int depth,
                               struct why *why);

// A payment and what it follows from; a line and what it follows from.
void why_tell_payment(struct why_source *source, int64_t number, int depth, struct why *why);
void why_tell_event(struct why_source *source, int64_t number, int depth, struct why *why);

// "payment: households to hanbit, accessories"; owned by the caller.
char *why_flow_name(const struct run *run, size_t flow);
// "--number 'bugbye: visits'", as a shell reads it; owned by the caller.
char *why_ask_number(const char *name);

#endif
