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
    bool number;          // to the right; never cut
};

struct table;

// The columns are borrowed for the table's lifetime. Free with table_free.
struct table *table_create(const struct table_column *columns, size_t count);
void table_free(struct table *table);

// One text per column; copied.
void table_row(struct table *table, const char *const *cells);
// A line across all columns; copied.
void table_note(struct table *table, const char *text);
size_t table_row_count(const struct table *table);  // notes not counted

#define TABLE_SCREEN ((size_t)100)  // columns of whatever is printed

// Text columns, the widest first, are cut until a line has at most `width` characters.
void table_print(const struct table *table, size_t width, FILE *out);

// A cell's text; valid until the end of the expression it stands in, as an argument of table_row.
struct table_cell {
    char text[80];
};
struct table_cell table_whole(int64_t value);    // 1,234,567
struct table_cell table_number(double value);    // four significant digits, at least all whole ones; "-" when unknown
struct table_cell table_bytes(int64_t bytes);    // 1.23 MB, in powers of 1000

// Columns a text takes on a terminal: Korean, Chinese and Japanese characters take two.
size_t table_text_width(const char *text);

#endif
