// SPDX-License-Identifier: GPL-3.0-or-later
// Which lines two texts do not share: the fewest that have to go and to come.
#ifndef MARU_ANALYSIS_LINE_DIFF_H
#define MARU_ANALYSIS_LINE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

struct line_change {
    bool added;     // only in the second; false: only in the first
    size_t number;  // of the line in its own text, from 1
    char *text;
};

struct line_changes {
    struct line_change *items;  // as they stand in the texts, what went before what came
    size_t count;
};

// Of texts whose changed parts are of more than some 4,000 lines each, the whole part counts as changed. Free with
// line_diff_clear.
struct line_changes line_diff(const char *one, const char *other);
void line_diff_clear(struct line_changes *changes);

#endif
