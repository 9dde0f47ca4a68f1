// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fault.h"

#define GAP       2
#define NARROWEST ((size_t)8)  // text columns are cut no further

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

// The character at *text, moving on; bytes that are no UTF-8 count one by one.
static uint32_t character_next(const char **text) {
    const unsigned char *bytes = (const unsigned char *)*text;
    int more = bytes[0] >= 0xf0 ? 3 : bytes[0] >= 0xe0 ? 2 : bytes[0] >= 0xc0 ? 1 : 0;
    uint32_t character = more ? bytes[0] & (0x3fu >> more) : bytes[0];
    int taken = 1;
    for (; taken <= more && (bytes[taken] & 0xc0) == 0x80; taken++)
        character = character << 6 | (bytes[taken] & 0x3f);
    *text += taken;
    return character;
}

// The blocks that Unicode Standard Annex 11 calls wide, as far as names of firms and policies need them.
static size_t character_width(uint32_t character) {
    bool wide =
        (character >= 0x1100 && character <= 0x115f) || (character >= 0x2e80 && character <= 0xa4cf) ||
        (character >= 0xac00 && character <= 0xd7a3) || (character >= 0xf900 && character <= 0xfaff) ||
        (character >= 0xff00 && character <= 0xff60) || (character >= 0x1f300 && character <= 0x1faff) ||
        (character >= 0x20000 && character <= 0x3fffd);
    return wide ? 2 : 1;
}

size_t table_text_width(const char *text) {
    size_t width = 0;
    while (*text) width += character_width(character_next(&text));
    return width;
}

static size_t heading_width(const char *heading) {
    const char *end = strchr(heading, '\n');
    if (!end) return table_text_width(heading);
    size_t first = (size_t)(end - heading), second = table_text_width(end + 1);
    return first > second ? first : second;
}

static size_t column_width(const struct table *table, size_t column) {
    size_t width = heading_width(table->columns[column].heading);
    for (size_t row = 0; row < table->row_count; row++) {
        char *const *cells = table->cells + row * table->column_count;
        bool note = table->column_count > 1 && !cells[1];
        size_t own = note ? 0 : table_text_width(cells[column]);
        if (own > width) width = own;
    }
    return width;
}

// Takes `excess` away from the text columns, always from the widest.
static void widths_cut(const struct table *table, size_t *widths, size_t excess) {
    while (excess-- > 0) {
        size_t widest = SIZE_MAX;
        for (size_t i = 0; i < table->column_count; i++)
            if (!table->columns[i].number && (widest == SIZE_MAX || widths[i] > widths[widest])) widest = i;
        if (widest == SIZE_MAX || widths[widest] <= NARROWEST) return;
        widths[widest]--;
    }
}

// ---- Printing ----

static void print_spaces(size_t count, FILE *out) {
    while (count-- > 0) fputc(' ', out);
}

// Prints the text into `width` columns, cut with two points when it is too long.
static void print_cell(const char *text, size_t width, bool right, FILE *out) {
    size_t own = table_text_width(text), used = 0;
    if (own <= width) {
        if (right) print_spaces(width - own, out);
        fputs(text, out);
        if (!right) print_spaces(width - own, out);
        return;
    }
    for (const char *next = text; width >= 2; text = next) {
        size_t more = character_width(character_next(&next));
        if (used + more > width - 2) break;
        fwrite(text, 1, (size_t)(next - text), out);
        used += more;
    }
    fputs("..", out);
    print_spaces(width - used - 2, out);
}

// One line, without spaces at its end.
static void print_cells(const struct table *table, const size_t *widths, const char *const *cells,
                        FILE *out) {
    char *line = NULL;
    size_t length;
    FILE *memory = open_memstream(&line, &length);
    for (size_t i = 0; memory && i < table->column_count; i++) {
        if (i > 0) print_spaces(GAP, memory);
        print_cell(cells[i], widths[i], table->columns[i].number, memory);
    }
    if (memory) fclose(memory);
    while (line && length > 0 && line[length - 1] == ' ') length--;
    fprintf(out, "%.*s\n", line ? (int)length : 0, line ? line : "");
    free(line);
}

// Headings of one line stand on the lower line when others have two.
static void print_headings(const struct table *table, const size_t *widths, FILE *out) {
    bool two_lines = false;
    for (size_t i = 0; i < table->column_count; i++)
        two_lines = two_lines || strchr(table->columns[i].heading, '\n');
    const char **cells = fault_allocate(table->column_count, sizeof *cells);
    char **upper = fault_allocate(table->column_count, sizeof *upper);
    for (size_t i = 0; i < table->column_count; i++) {
        const char *heading = table->columns[i].heading, *end = strchr(heading, '\n');
        upper[i] = fault_print_text("%.*s", end ? (int)(end - heading) : 0, heading);
        cells[i] = end ? end + 1 : heading;
    }
    if (two_lines) print_cells(table, widths, (const char *const *)upper, out);
    print_cells(table, widths, cells, out);
    for (size_t i = 0; i < table->column_count; i++) free(upper[i]);
    free(upper);
    free(cells);
}

static void print_rule(const struct table *table, const size_t *widths, FILE *out) {
    size_t total = (table->column_count - 1) * GAP;
    for (size_t i = 0; i < table->column_count; i++) total += widths[i];
    while (total-- > 0) fputc('-', out);
    fputc('\n', out);
}

void table_print(const struct table *table, size_t width, FILE *out) {
    size_t *widths = fault_allocate(table->column_count, sizeof *widths);
    size_t total = (table->column_count - 1) * GAP;
    for (size_t i = 0; i < table->column_count; i++) total += widths[i] = column_width(table, i);
    if (total > width) widths_cut(table, widths, total - width);
    print_headings(table, widths, out);
    print_rule(table, widths, out);
    for (size_t row = 0; row < table->row_count; row++) {
        char **cells = table->cells + row * table->column_count;
        bool note = table->column_count > 1 && !cells[1];
        if (note)
            fprintf(out, "%s\n", cells[0]);
        else
            print_cells(table, widths, (const char *const *)cells, out);
    }
    free(widths);
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
