// SPDX-License-Identifier: GPL-3.0-or-later
// Why a run came to a number: from the number to its parts, from a payment back through the journal to what began it, and at
// each step the equation, the settings in it with who said them, and the source. All of it is read from the run file.
//
// An explanation is a list of lines, each as deep as it lies under the one it explains, some with what can be asked next.
#ifndef MARU_ANALYSIS_WHY_H
#define MARU_ANALYSIS_WHY_H

#include <stdint.h>

#include "analysis/fault.h"

enum why_sort {
    WHY_ANSWER,    // the number, the payment, the line or the home that was asked about
    WHY_PART,      // what it is made of
    WHY_PAYMENT,
    WHY_EVENT,     // a line of the journal
    WHY_BEGINNING, // what began it: nothing in the run comes before
    WHY_RULE,      // what the policy says
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
void why_free(struct why *why);

struct why_source;
// Of a run file; NULL and a fault. The path and the fault are borrowed until why_close.
struct why_source *why_open(const char *path, struct fault *fault);
void why_close(struct why_source *source);

// Everything of this run that has a name, in the order of its tables: "money: hanbit", "bugbye: visits", "bugbye_visits",
// "data: ...", "payment: households to hanbit, accessories". Borrowed.
const char *const *why_names(struct why_source *source, size_t *count);

// `day`: one day only, from 0; -1: the whole run. `party`: only payments to or from it; NULL: all.
// Each is false when there is no such thing (then nothing is filled in), or with a fault.
bool why_number(struct why_source *source, const char *name, const char *party, int64_t day, struct why *why);
bool why_posting(struct why_source *source, int64_t number, struct why *why);  // from 0
bool why_event(struct why_source *source, int64_t number, struct why *why);    // from 1
bool why_home(struct why_source *source, int64_t home, struct why *why);

// How many there are.
struct why_counts {
    int64_t postings, events, homes, days;
};
struct why_counts why_counts(const struct why_source *source);
// The day since the start of "2018-07-03", or of a number of days; -1: it is no day of the run.
int64_t why_day(const struct why_source *source, const char *text);
bool why_has_party(const struct why_source *source, const char *name);

#endif
