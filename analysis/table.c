// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fault.h"
#include "analysis/screen.h"

#define GAP ((size_t)2)
#define LABEL_LEAST \
    ((size_t)26)  // the first column, and other texts, are narrowed no further, unless there is one
#define TEXT_LEAST ((size_t)16)  // column left beside the first and no room
#define NARROWEST  ((size_t)8)
#define HEADING_LEAST \
    ((size_t)14)  // a column of numbers is at least as wide as its heading's pieces, up to this

struct table {
    const struct table_column *columns;
    size_t column_count;
    char **cells;  // [rows][columns]; a note stands in the first cell, with NULL behind it
    size_t row_count, room;
    size_t notes;
};

struct table *table_create(const struct table_column *columns, size_t count) {
    struct table *table = fault_allocate(1, sizeof *table);
    table->columns = columns;
    table->column_count = count;
    return table;
}

void table_free(struct table *table) {
    for (size_t i = 0; i < table->row_count * table->column_count; i++) free(table->cells[i]);
    free(table->cells);
    free(table);
}

static char **table_add(struct table *table) {
    if (table->row_count == table->room) {
        table->room = table->room ? 2 * table->room : 16;
        table->cells = fault_reallocate(table->cells, table->room * table->column_count, sizeof(char *));
    }
    char **row = table->cells + table->row_count++ * table->column_count;
    memset(row, 0, table->column_count * sizeof *row);
    return row;
}

void table_row(struct table *table, const char *const *cells) {
    char **row = table_add(table);
    for (size_t i = 0; i < table->column_count; i++) row[i] = fault_copy_text(cells[i]);
}

void table_note(struct table *table, const char *text) {
    table_add(table)[0] = fault_copy_text(text);
    table->notes++;
}

size_t table_row_count(const struct table *table) {
    return table->row_count - table->notes;
}

// ---- Widths ----

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

static char *const *row_cells(const struct table *table, size_t row) {
    return table->cells + row * table->column_count;
}

static bool is_note(const struct table *table, size_t row) {
    return table->column_count > 1 && !row_cells(table, row)[1];
}

// Of the widest line when the text is broken wherever it may be; a piece wider than `most` counts as that.
static size_t widest_line(const char *text, size_t most, enum screen_breaks breaks) {
    size_t widest = 0;
    while (*text) {
        size_t bytes = screen_line(text, most, breaks);
        char *line = fault_print_text("%.*s", (int)bytes, text);
        widest = larger(widest, screen_text_width(line));
        free(line);
        text += bytes + (text[bytes] == '\n');
        text += strspn(text, " ");
    }
    return widest;
}

static size_t widest_cell(const struct table *table, size_t column) {
    size_t width = 0;
    for (size_t row = 0; row < table->row_count; row++)
        if (!is_note(table, row)) width = larger(width, screen_text_width(row_cells(table, row)[column]));
    return width;
}

// What a column would like to have, and what it can live with.
struct claim_of_column {
    size_t natural, least;
};

static size_t spaces_behind(const char *text) {
    size_t length = strlen(text), tail = 0;
    while (tail < length && text[length - 1 - tail] == ' ') tail++;
    return tail;
}

static struct claim_of_column column_claim(const struct table *table, size_t column) {
    const struct table_column *about = &table->columns[column];
    size_t tail = spaces_behind(about->heading), cells = widest_cell(table, column);
    size_t natural = larger(cells, widest_line(about->heading, SCREEN_ENDLESS, SCREEN_BREAKS_NOTHING));
    size_t least = column == 0 ? LABEL_LEAST : TEXT_LEAST;
    if (about->number)
        least = larger(cells, tail + widest_line(about->heading, HEADING_LEAST, SCREEN_BREAKS_NAMES));
    return (struct claim_of_column){natural, smaller(natural, least)};
}

// ---- Blocks ----

// Columns that stand side by side: the first, and [from, to).
struct block {
    const struct table *table;
    size_t from, to;
    size_t *widths;  // of all columns of the table; only the block's count
};

static bool in_block(const struct block *block, size_t column) {
    return column == 0 || (column >= block->from && column < block->to);
}

static size_t block_width(const struct block *block) {
    size_t total = block->widths[0];
    for (size_t i = block->from; i < block->to; i++) total += GAP + block->widths[i];
    return total;
}

// What is left of the width goes to the texts, evenly; then to headings that need not be broken any more.
static void block_grow(struct block *block, const struct claim_of_column *claims, size_t width) {
    for (bool grown = true; grown;) {
        grown = false;
        for (size_t i = 0; i < block->to; i++)
            if (in_block(block, i) && !block->table->columns[i].number && block_width(block) < width &&
                block->widths[i] < claims[i].natural) {
                block->widths[i]++;
                grown = true;
            }
    }
    for (size_t i = block->from; i < block->to; i++)
        if (block_width(block) + claims[i].natural - block->widths[i] <= width)
            block->widths[i] = claims[i].natural;
}

// As many columns from block->from as fit, and at least one.
static void block_fill(struct block *block, const struct claim_of_column *claims, size_t width) {
    size_t count = block->table->column_count;
    for (size_t i = 0; i < count; i++) block->widths[i] = claims[i].least;
    for (block->to = block->from; block->to < count; block->to++) {
        size_t further = GAP + block->widths[block->to];
        if (block->to > block->from && block_width(block) + further > width) break;
    }
    size_t own = block_width(block), label = block->widths[0];
    if (own > width) block->widths[0] = larger(NARROWEST, label - smaller(label, own - width));
    block_grow(block, claims, width);
}

// ---- Printing ----

// A cell's lines; all owned.
struct lines {
    char **texts;
    size_t count;
};

// The further lines of a text are set in by `further` more than the first. Spaces at its end, which put a
// heading above its numbers, stand behind all lines since the last line break.
static struct lines lines_of(const char *text, size_t width, size_t further) {
    struct lines lines = {0};
    size_t tail = spaces_behind(text), indent = 0;
    const char *end = text + strlen(text) - tail;
    for (const char *next = text; next < end || lines.count == 0;) {
        size_t behind = strchr(next, '\n') ? 0 : tail;
        size_t room = width - smaller(width - 1, behind + indent);
        size_t bytes = smaller(screen_line(next, room, SCREEN_BREAKS_NAMES), (size_t)(end - next));
        lines.texts = fault_reallocate(lines.texts, lines.count + 1, sizeof *lines.texts);
        lines.texts[lines.count++] =
            fault_print_text("%*s%.*s%*s", (int)indent, "", (int)bytes, next, (int)behind, "");
        if (next == text) indent = smaller(strspn(text, " ") + further, width / 2);
        next += bytes + (next[bytes] == '\n');
        next += next < end ? strspn(next, " ") : 0;
    }
    return lines;
}

static void lines_free(struct lines lines) {
    for (size_t i = 0; i < lines.count; i++) free(lines.texts[i]);
    free(lines.texts);
}

static void print_spaces(size_t count, FILE *out) {
    while (count-- > 0) fputc(' ', out);
}

// One line of the block, without spaces at its end. `cells` has a text for each column of the table.
static void print_line(const struct block *block, const char *const *cells, FILE *out) {
    size_t owed = 0;  // spaces that only a further text makes visible
    for (size_t i = 0; i < block->to; i++) {
        if (!in_block(block, i)) continue;
        size_t own = screen_text_width(cells[i]), rest = block->widths[i] - smaller(own, block->widths[i]);
        if (block->table->columns[i].number) owed += rest;
        size_t length = strlen(cells[i]), tail = spaces_behind(cells[i]);
        if (length > tail) {
            print_spaces(owed, out);
            fprintf(out, "%.*s", (int)(length - tail), cells[i]);
            owed = 0;
        }
        owed += tail + GAP + (block->table->columns[i].number ? 0 : rest);
    }
    fputc('\n', out);
}

// Cells of several lines side by side, all from the top or all down to the bottom.
static void print_cells(const struct block *block, const char *const *texts, bool headings, FILE *out) {
    size_t count = block->table->column_count, height = 0;
    struct lines *cells = fault_allocate(count, sizeof *cells);
    const char **line = fault_allocate(count, sizeof *line);
    for (size_t i = 0; i < block->to; i++)
        if (in_block(block, i)) {
            cells[i] = lines_of(texts[i], block->widths[i], headings ? 0 : 2);
            height = larger(height, cells[i].count);
        }
    for (size_t y = 0; y < height; y++) {
        for (size_t i = 0; i < block->to; i++) {
            size_t above = headings ? height - cells[i].count : 0;
            line[i] = y >= above && y - above < cells[i].count ? cells[i].texts[y - above] : "";
        }
        print_line(block, line, out);
    }
    for (size_t i = 0; i < count; i++) lines_free(cells[i]);
    free(line);
    free(cells);
}

static void print_headings(const struct block *block, FILE *out) {
    size_t count = block->table->column_count;
    const char **texts = fault_allocate(count, sizeof *texts);
    for (size_t i = 0; i < count; i++) texts[i] = block->table->columns[i].heading;
    print_cells(block, texts, true, out);
    free(texts);
    for (size_t i = 0; i < block_width(block); i++) fputc('-', out);
    fputc('\n', out);
}

static void print_note(const char *text, size_t width, FILE *out) {
    size_t indent = strspn(text, " ");
    screen_print(text + indent, indent, indent + 2, width, out);
}

static void print_block(const struct block *block, size_t width, FILE *out) {
    const struct table *table = block->table;
    size_t last = table->row_count;  // behind the last row that is no note
    while (last > 0 && is_note(table, last - 1)) last--;
    print_headings(block, out);
    for (size_t row = 0; row < table->row_count; row++) {
        if (!is_note(table, row))
            print_cells(block, (const char *const *)row_cells(table, row), false, out);
        else if (row < last || block->to == table->column_count)
            print_note(row_cells(table, row)[0], width, out);
    }
}

void table_print(const struct table *table, size_t width, FILE *out) {
    size_t count = table->column_count;
    struct claim_of_column *claims = fault_allocate(count, sizeof *claims);
    struct block block = {.table = table, .from = 1, .widths = fault_allocate(count, sizeof *block.widths)};
    for (size_t i = 0; i < count; i++) claims[i] = column_claim(table, i);
    do {
        if (block.from > 1) fputc('\n', out);
        block_fill(&block, claims, width);
        print_block(&block, width, out);
        block.from = block.to;
    } while (block.from < count);
    free(block.widths);
    free(claims);
}

// ---- Numbers as text ----

// Puts a comma after every third digit from the right of the whole part.
static struct table_cell with_thousands(const char *digits) {
    struct table_cell cell = {""};
    const char *start = digits + (digits[0] == '-');
    size_t whole = strspn(start, "0123456789"), used = 0;
    if (digits[0] == '-') cell.text[used++] = '-';
    for (size_t i = 0; start[i] && used + 2 < sizeof cell.text; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) cell.text[used++] = ',';
        cell.text[used++] = start[i];
    }
    return cell;
}

struct table_cell table_whole(int64_t value) {
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)value);
    return with_thousands(digits);
}

struct table_cell table_number(double value) {
    char digits[64];
    if (!isfinite(value)) return (struct table_cell){"-"};
    if (fabs(value) >= 1e15 || (value != 0 && fabs(value) < 1e-4)) {
        snprintf(digits, sizeof digits, "%.3e", value);
        return with_thousands(digits);
    }
    int decimals = value == rint(value) ? 0 : 3 - (int)floor(log10(fabs(value)));
    snprintf(digits, sizeof digits, "%.*f", decimals > 0 ? decimals : 0, value);
    return with_thousands(digits);
}

struct table_cell table_bytes(int64_t bytes) {
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
    struct table_cell cell;
    double value = (double)bytes;
    size_t unit = 0;
    while (value >= 999.5 && unit + 1 < sizeof units / sizeof units[0]) {
        value /= 1000;
        unit++;
    }
    int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    snprintf(cell.text, sizeof cell.text, "%.*f %s", decimals, value, units[unit]);
    return cell;
}
