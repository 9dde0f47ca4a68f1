// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/workbook.h"

#include <inttypes.h>
#include <libgen.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>
#include <xlsxwriter.h>

#include "analysis/workbook_look.h"

enum {
    DAY_ZERO = 25569,       // 1970-01-01 as spreadsheets count days
    FIRST_DAY = 315532800,  // 1980-01-01, as zip archives begin: the library stores a date
    WIDTH_LEAST = 8,
    WIDTH_OF_TEXTS = 24,  // where it is not known how long they are
    WIDTH_MOST = 60,
};
#define EXACT_MOST (INT64_C(1) << 53)  // up to here a number holds every whole number

struct writing {
    const struct frames *frames;
    const char *shown;
    size_t rows_most;
    struct fault *fault;
    lxw_workbook *book;
    lxw_format *head, *day, *amount, *whole;
    size_t *rows;  // of each sheet, with its head
    size_t sheets;
    // The sheet that is written:
    const struct frame *frame;
    lxw_worksheet *sheet;
    size_t row, done;  // the next one of the sheet, and how many of the frame are written
};

size_t workbook_sheets(const struct frame *frame, size_t rows_most) {
    return frame->row_count <= rows_most ? 1 : (frame->row_count + rows_most - 1) / rows_most;
}

static bool refuse(const struct writing *all, const char *what) {
    return fault_set(all->fault, "%s: table %s %s; --to csv writes it all the same", all->shown,
                     all->frame->name, what);
}

// ---- Cells ----

// A text that reads like the spelling of a control character, "_x000D_", would become one: its first line is
// spelled so itself. Owned by the caller.
static char *spell(const char *text) {
    char *spelled = NULL;
    size_t size;
    FILE *out = open_memstream(&spelled, &size);
    if (!out) abort();
    for (; *text; text++) {
        int length = 0;
        if (text[0] == '_' && text[1] == 'x' && sscanf(text, "_x%*4[0-9a-fA-F]_%n", &length) == 0 &&
            length == 7)
            fputs("_x005F", out);
        fputc(*text, out);
    }
    fclose(out);
    return spelled;
}

static lxw_error put_text(const struct writing *all, lxw_col_t column, const char *text, lxw_format *format) {
    if (u8_check((const uint8_t *)text, strlen(text))) return LXW_ERROR_PARAMETER_VALIDATION;
    bool odd = strstr(text, "_x");
    char *spelled = odd ? spell(text) : NULL;
    lxw_error error =
        worksheet_write_string(all->sheet, (lxw_row_t)all->row, column, odd ? spelled : text, format);
    free(spelled);
    return error;
}

static lxw_error put_whole(const struct writing *all, lxw_col_t column, int64_t whole) {
    char text[40];
    const char *unit = all->frame->columns[column].unit;
    bool amount = strcmp(unit, "won") == 0 || strcmp(unit, "token") == 0 || strcmp(unit, "byte") == 0;
    if (whole >= -EXACT_MOST && whole <= EXACT_MOST)
        return worksheet_write_number(all->sheet, (lxw_row_t)all->row, column, (double)whole,
                                      amount ? all->amount : all->whole);
    snprintf(text, sizeof text, "%" PRId64, whole);
    return put_text(all, column, text, NULL);
}

static lxw_error put_value(const struct writing *all, lxw_col_t column, const struct frame_value *value) {
    lxw_row_t row = (lxw_row_t)all->row;
    switch (value->kind) {
        case FRAME_TEXT:
            return put_text(all, column, value->text, NULL);
        case FRAME_WHOLE:
            return put_whole(all, column, value->whole);
        case FRAME_DAY:
            return worksheet_write_number(all->sheet, row, column, (double)(value->whole + DAY_ZERO),
                                          all->day);
        case FRAME_NUMBER:
            if (isinf(value->number)) return put_text(all, column, value->number > 0 ? "inf" : "-inf", NULL);
            return worksheet_write_number(all->sheet, row, column, value->number, NULL);
        default:
            return LXW_NO_ERROR;
    }
}

static const char *reason_of(lxw_error error) {
    if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
        return "a text of more than 32,767 characters, which no cell holds";
    return error == LXW_ERROR_PARAMETER_VALIDATION ? "a text that is no UTF-8" : lxw_strerror(error);
}

static bool refuse_cell(const struct writing *all, size_t column, lxw_error error) {
    char *what = fault_print_text("has in column %s, row %zu: %s", all->frame->columns[column].name,
                                  all->done + 1, reason_of(error));
    refuse(all, what);
    free(what);
    return false;
}

// ---- A sheet ----

static double width_of(const struct frame_column *column) {
    size_t width = strlen(column->name) + 3;  // and room for the filter's arrow
    size_t texts = column->kind == FRAME_TEXT ? WIDTH_OF_TEXTS : WIDTH_LEAST;
    if (column->widest) texts = column->widest + 1;
    if (width < texts) width = texts;
    return width > WIDTH_MOST ? WIDTH_MOST : (double)width;
}

static bool put_head(struct writing *all) {
    const struct frame *frame = all->frame;
    all->row = 0;
    for (size_t i = 0; i < frame->column_count; i++) {
        double width = width_of(&frame->columns[i]);
        worksheet_set_column(all->sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL);
        lxw_error error = put_text(all, (lxw_col_t)i, frame->columns[i].name, all->head);
        if (error != LXW_NO_ERROR) return refuse_cell(all, i, error);
    }
    all->row = 1;
    worksheet_freeze_panes(all->sheet, 1, 0);
    return true;
}

static bool begin_sheet(struct writing *all) {
    size_t number = all->done / all->rows_most + 1, rest = all->frame->row_count - all->done;
    char *name = number == 1 ? fault_copy_text(all->frame->name)
                             : fault_print_text("%s (%zu)", all->frame->name, number);
    lxw_error error = workbook_validate_sheet_name(all->book, name);
    all->sheet = error == LXW_NO_ERROR ? workbook_add_worksheet(all->book, name) : NULL;
    if (!all->sheet) {
        char *what = fault_print_text("cannot be a sheet named '%s': %s", name, lxw_strerror(error));
        refuse(all, what);
        free(what);
    }
    free(name);
    if (!all->sheet || !put_head(all)) return false;
    size_t rows = rest < all->rows_most ? rest : all->rows_most;
    if (rows)
        worksheet_autofilter(all->sheet, 0, 0, (lxw_row_t)rows, (lxw_col_t)(all->frame->column_count - 1));
    all->rows = fault_reallocate(all->rows, all->sheets + 1, sizeof *all->rows);
    all->rows[all->sheets++] = 1;
    return true;
}

static bool put_row(void *to, const struct frame_value *values) {
    struct writing *all = to;
    if (all->done && all->done % all->rows_most == 0 && !begin_sheet(all)) return false;
    bool empty = true;
    for (size_t i = 0; i < all->frame->column_count; i++) {
        lxw_error error = put_value(all, (lxw_col_t)i, &values[i]);
        if (error != LXW_NO_ERROR) return refuse_cell(all, i, error);
        empty = empty &&
                (values[i].kind == FRAME_NOTHING || (values[i].kind == FRAME_TEXT && !values[i].text[0]));
    }
    if (!empty) all->rows[all->sheets - 1]++;
    all->row++;
    all->done++;
    return true;
}

// On the first sheet: which tables are several sheets.
static bool tell_splits(struct writing *all) {
    bool good = true;
    for (size_t i = 0; good && i < all->frames->count; i++) {
        const struct frame *frame = &all->frames->items[i];
        size_t sheets = workbook_sheets(frame, all->rows_most);
        if (sheets == 1) continue;
        char *text = fault_print_text("%zu sheets, as one takes %zu rows: %s, %s (2), ...", sheets,
                                      all->rows_most, frame->name, frame->name);
        const struct frame_value values[] = {frame_text("split"), frame_text(frame->name), frame_text(text)};
        good = put_row(all, values);
        free(text);
    }
    return good;
}

static bool put_frame(struct writing *all, const struct frame *frame) {
    all->frame = frame;
    all->done = 0;
    if (frame->column_count > LXW_COL_MAX) return refuse(all, "has more than 16,384 columns");
    return begin_sheet(all) && frame->rows(frame, put_row, all) &&
           (frame != all->frames->items || tell_splits(all));
}

// ---- The book ----

static void make_formats(struct writing *all) {
    all->head = workbook_add_format(all->book);
    all->day = workbook_add_format(all->book);
    all->amount = workbook_add_format(all->book);
    all->whole = workbook_add_format(all->book);
    format_set_bold(all->head);
    format_set_bottom(all->head, LXW_BORDER_THIN);
    format_set_num_format(all->day, "yyyy-mm-dd");
    format_set_num_format(all->amount, "#,##0");
    format_set_num_format(all->whole, "0");
}

static void describe(const struct writing *all) {
    lxw_doc_properties properties = {
        .author = (char *)WORKBOOK_MAKER, .keywords = all->frames->identity, .created = FIRST_DAY};
    workbook_set_properties(all->book, &properties);
}

static bool close_book(struct writing *all, bool good, const char *path) {
    lxw_error error = workbook_close(all->book);
    if (!good || all->fault->there) return false;
    if (error == LXW_NO_ERROR && workbook_look_is_whole(path, all->rows, all->sheets)) return true;
    return fault_set(
        all->fault, "%s: cannot be written: %s", all->shown,
        error == LXW_NO_ERROR ? "the disk is full, or a file may not become so large" : lxw_strerror(error));
}

// Scratch files lie where the book does: /tmp may be small.
bool workbook_write(const struct frames *frames, const char *path, const char *shown, size_t rows_most,
                    struct fault *fault) {
    char *copy = fault_copy_text(path);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = dirname(copy)};
    struct writing all = {.frames = frames, .shown = shown, .rows_most = rows_most, .fault = fault};
    all.book = workbook_new_opt(path, &options);
    bool good = all.book || fault_set(fault, "%s: cannot be written", shown);
    if (good) {
        make_formats(&all);
        describe(&all);
        for (size_t i = 0; good && i < frames->count; i++) good = put_frame(&all, &frames->items[i]);
        good = close_book(&all, good, path);
    }
    free(all.rows);
    free(copy);
    return good;
}
