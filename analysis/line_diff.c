// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/line_diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fault.h"

enum { CELLS_MOST = 1 << 24 };  // of the table of common lines: 64 MB

struct lines {
    char *text;  // cut at its ends of lines
    char **items;
    size_t count;
};

static struct lines cut(const char *text) {
    struct lines lines = {.text = fault_copy_text(text)};
    for (char *line = lines.text; line && *line;) {
        char *end = strchr(line, '\n');
        if (end) *end++ = '\0';
        lines.items = fault_reallocate(lines.items, lines.count + 1, sizeof *lines.items);
        lines.items[lines.count++] = line;
        line = end;
    }
    return lines;
}

static void put(struct line_changes *changes, bool added, const struct lines *lines, size_t line) {
    changes->items = fault_reallocate(changes->items, changes->count + 1, sizeof *changes->items);
    changes->items[changes->count++] =
        (struct line_change){added, line + 1, fault_copy_text(lines->items[line])};
}

// The parts that are left when both texts' equal beginnings and ends are gone.
struct parts {
    const struct lines *one, *other;
    size_t first, ends[2];
};

static struct parts find_parts(const struct lines *one, const struct lines *other) {
    struct parts parts = {one, other, 0, {one->count, other->count}};
    while (parts.first < one->count && parts.first < other->count &&
           strcmp(one->items[parts.first], other->items[parts.first]) == 0)
        parts.first++;
    while (parts.ends[0] > parts.first && parts.ends[1] > parts.first &&
           strcmp(one->items[parts.ends[0] - 1], other->items[parts.ends[1] - 1]) == 0) {
        parts.ends[0]--;
        parts.ends[1]--;
    }
    return parts;
}

// [rows + 1][columns + 1]: how many lines the parts share from there on.
static uint32_t *common_lines(const struct parts *parts, size_t rows, size_t columns) {
    uint32_t *common = fault_allocate((rows + 1) * (columns + 1), sizeof *common);
    for (size_t row = rows; row-- > 0;)
        for (size_t column = columns; column-- > 0;) {
            uint32_t *here = common + row * (columns + 1) + column, *below = here + columns + 1;
            bool same = strcmp(parts->one->items[parts->first + row],
                               parts->other->items[parts->first + column]) == 0;
            *here = same ? below[1] + 1 : below[0] > here[1] ? below[0] : here[1];
        }
    return common;
}

static void walk(const struct parts *parts, struct line_changes *changes) {
    size_t rows = parts->ends[0] - parts->first, columns = parts->ends[1] - parts->first, row = 0, column = 0;
    uint32_t *common = common_lines(parts, rows, columns);
    while (row < rows || column < columns) {
        const uint32_t *here = common + row * (columns + 1) + column;
        size_t one = parts->first + row, other = parts->first + column;
        bool both = row < rows && column < columns;
        if (both && strcmp(parts->one->items[one], parts->other->items[other]) == 0) {
            row++;
            column++;
        } else if (row < rows && (!both || here[columns + 1] >= here[1])) {
            put(changes, false, parts->one, one);
            row++;
        } else {
            put(changes, true, parts->other, other);
            column++;
        }
    }
    free(common);
}

static void replace_all(const struct parts *parts, struct line_changes *changes) {
    for (size_t i = parts->first; i < parts->ends[0]; i++) put(changes, false, parts->one, i);
    for (size_t i = parts->first; i < parts->ends[1]; i++) put(changes, true, parts->other, i);
}

static void free_lines(struct lines *lines) {
    free(lines->items);
    free(lines->text);
}

struct line_changes line_diff(const char *one, const char *other) {
    struct line_changes changes = {0};
    struct lines lines[2] = {cut(one), cut(other)};
    struct parts parts = find_parts(&lines[0], &lines[1]);
    double cells = (double)(parts.ends[0] - parts.first + 1) * (double)(parts.ends[1] - parts.first + 1);
    if (cells <= CELLS_MOST)
        walk(&parts, &changes);
    else
        replace_all(&parts, &changes);
    for (int i = 0; i < 2; i++) free_lines(&lines[i]);
    return changes;
}

void line_diff_clear(struct line_changes *changes) {
    for (size_t i = 0; i < changes->count; i++) free(changes->items[i].text);
    free(changes->items);
    *changes = (struct line_changes){0};
}
