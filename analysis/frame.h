// SPDX-License-Identifier: GPL-3.0-or-later
// A table as pandas, R and spreadsheets know it: named columns with unit and meaning, row after row. Rows are made when they are
// asked for, and not kept: a table may be larger than memory.
#ifndef MARU_ANALYSIS_FRAME_H
#define MARU_ANALYSIS_FRAME_H

#include <stdint.h>

#include "analysis/fault.h"

enum frame_kind { FRAME_NOTHING, FRAME_TEXT, FRAME_WHOLE, FRAME_NUMBER, FRAME_DAY, FRAME_KINDS };
extern const char *const frame_kind_names[FRAME_KINDS];  // "text", "whole number", "number", "date"; of nothing, "any"

struct frame_value {
    enum frame_kind kind;  // FRAME_NOTHING: there is no value
    const char *text;      // borrowed until the next row
    int64_t whole;         // of a day: since 1970-01-01
    double number;         // never NaN
};

struct frame_column {
    char *name, *unit, *meaning;  // unit: "" of texts, "1" of pure numbers
    enum frame_kind kind;         // FRAME_NOTHING: each value has its own
    size_t widest;                // bytes of its longest text, where that is known; else 0
};

struct frame;
typedef bool frame_taker(void *to, const struct frame_value *values);  // false: no more rows are wanted

struct frame {
    char *name, *meaning;
    size_t column_count, row_count;
    struct frame_column *columns;
    // Hands every row to the taker. False: it wants no more, or the fault of the file that the rows are made of says why.
    bool (*rows)(const struct frame *frame, frame_taker *take, void *to);
    void *source;  // what rows are made of
    void (*source_free)(void *source);
};

// Texts are copied. A name that the frame has already becomes another: "seed.2".
void frame_init(struct frame *frame, const char *name, const char *meaning);
struct frame_column *frame_add_column(struct frame *frame, const char *name, enum frame_kind kind, const char *unit,
                                      const char *meaning);
void frame_clear(struct frame *frame);

// ---- One whose rows are kept: small ----

// To be called before its columns are added.
void frame_keep_rows(struct frame *frame);
// Copies a row, column_count values.
void frame_add_row(struct frame *frame, const struct frame_value *values);

// ---- Values ----

struct frame_value frame_text(const char *text);
struct frame_value frame_whole(int64_t whole);
struct frame_value frame_number(double number);  // nothing, of NaN

// "days since 2018-06-01 00:00:00": that day since 1970-01-01. False: it is no such unit.
bool frame_first_day(const char *unit, int64_t *day);
// "2018-06-01"
enum { FRAME_DAY_SIZE = 40 };
void frame_print_day(int64_t day, char text[FRAME_DAY_SIZE]);

#endif
