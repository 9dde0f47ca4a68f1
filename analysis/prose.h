// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences for people: a paragraph that grows piece by piece and is broken into lines when it is printed.
#ifndef MARU_ANALYSIS_PROSE_H
#define MARU_ANALYSIS_PROSE_H

#include <stddef.h>
#include <stdio.h>

#include "analysis/table.h"

// Zeroed: an empty paragraph.
struct prose {
    char *text;  // owned; NULL while empty
    size_t length;
};

void prose_add(struct prose *prose, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Prints the paragraph on lines of at most `width` columns, the first set in by `indent` and the others by two
// more, and empties it. Prints nothing when it is empty.
void prose_print(struct prose *prose, size_t indent, size_t width, FILE *out);

// An amount to be read rather than to be added up, three significant digits: 3.16 million, 163,000, 12.4.
struct table_cell prose_amount(double amount);

// A number of replications to come, as far as statistics_needed_to_tell can know it: "about 23", "more than 10,000".
struct table_cell prose_about(size_t replications);

#endif
