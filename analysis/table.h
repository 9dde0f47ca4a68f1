// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of plain text for people: columns as wide as needed, numbers to the right with separated thousands.
#ifndef MARU_ANALYSIS_TABLE_H
#define MARU_ANALYSIS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct table_column {
    const char *heading;  // a line break makes it two lines
    bool number;          // to the right; never broken
};

struct table;

// The columns are borrowed for the table's lifetime. Free with table_free.
struct table *table_create(const struct table_column *columns, size_t count);
void table_free(struct table *table);

// One text per column; copied.
void table_row(struct table *table, const char *const *cells);
// A line across all columns; copied. Behind the last row it stands once, elsewhere in each block.
void table_note(struct table *table, const char *text);
size_t table_row_count(const struct table *table);  // notes not counted

// On lines of at most `width` columns, with nothing cut: texts and headings are broken between words, or else at joints
// (sell_sightings); where not all columns fit side by side they stand in blocks, each with the first column.
void table_print(const struct table *table, size_t width, FILE *out);

// A cell's text; valid until the end of the expression it stands in, as an argument of table_row.
struct table_cell {
    char text[80];
};
struct table_cell table_whole(int64_t value);    // 1,234,567
struct table_cell table_number(double value);    // four significant digits, at least all whole ones; "-" when unknown
struct table_cell table_bytes(int64_t bytes);    // 1.23 MB, in powers of 1000

#endif
