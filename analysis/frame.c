// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *const frame_kind_names[FRAME_KINDS] = {"any", "text", "whole number", "number", "date"};

void frame_init(struct frame *frame, const char *name, const char *meaning) {
    *frame = (struct frame){.name = fault_copy_text(name), .meaning = fault_copy_text(meaning)};
}

static bool has_column(const struct frame *frame, const char *name) {
    for (size_t i = 0; i < frame->column_count; i++)
        if (strcmp(frame->columns[i].name, name) == 0) return true;
    return false;
}

// "seed", or where there is one already "seed.2", "seed.3", ... Owned by the caller.
static char *new_name(const struct frame *frame, const char *name) {
    char *unique = fault_copy_text(name);
    for (int number = 2; has_column(frame, unique); number++) {
        free(unique);
        unique = fault_print_text("%s.%d", name, number);
    }
    return unique;
}

struct frame_column *frame_add_column(struct frame *frame, const char *name, enum frame_kind kind,
                                      const char *unit, const char *meaning) {
    char *unique = new_name(frame, name);
    size_t count = frame->column_count++;
    frame->columns = fault_reallocate(frame->columns, count + 1, sizeof *frame->columns);
    frame->columns[count] = (struct frame_column){
        .name = unique, .unit = fault_copy_text(unit), .meaning = fault_copy_text(meaning), .kind = kind};
    return &frame->columns[count];
}

void frame_clear(struct frame *frame) {
    if (frame->source_free) frame->source_free(frame->source);
    for (size_t i = 0; i < frame->column_count; i++) {
        free(frame->columns[i].name);
        free(frame->columns[i].unit);
        free(frame->columns[i].meaning);
    }
    free(frame->columns);
    free(frame->name);
    free(frame->meaning);
}

// ---- One whose rows are kept ----

struct kept {
    struct frame_value *values;  // [rows][columns]; their texts are owned
    size_t count;
};

static bool hand_out(const struct frame *frame, frame_taker *take, void *to) {
    const struct kept *kept = frame->source;
    for (size_t row = 0; row < frame->row_count; row++)
        if (!take(to, kept->values + row * frame->column_count)) return false;
    return true;
}

static void free_kept(void *source) {
    struct kept *kept = source;
    for (size_t i = 0; i < kept->count; i++) free((char *)kept->values[i].text);
    free(kept->values);
    free(kept);
}

void frame_keep_rows(struct frame *frame) {
    frame->source = fault_allocate(1, sizeof(struct kept));
    frame->source_free = free_kept;
    frame->rows = hand_out;
}

void frame_add_row(struct frame *frame, const struct frame_value *values) {
    struct kept *kept = frame->source;
    kept->values = fault_reallocate(kept->values, kept->count + frame->column_count, sizeof *kept->values);
    for (size_t i = 0; i < frame->column_count; i++) {
        struct frame_value *value = &kept->values[kept->count++];
        *value = values[i];
        if (value->kind != FRAME_TEXT) continue;
        size_t length = strlen(value->text), *widest = &frame->columns[i].widest;
        value->text = fault_copy_text(value->text);
        if (length > *widest) *widest = length;
    }
    frame->row_count++;
}

// ---- Values ----

struct frame_value frame_text(const char *text) {
    return (struct frame_value){.kind = FRAME_TEXT, .text = text};
}

struct frame_value frame_whole(int64_t whole) {
    return (struct frame_value){.kind = FRAME_WHOLE, .whole = whole};
}

struct frame_value frame_number(double number) {
    return (struct frame_value){.kind = isnan(number) ? FRAME_NOTHING : FRAME_NUMBER, .number = number};
}

enum { DAY_S = 86400 };

bool frame_first_day(const char *unit, int64_t *day) {
    struct tm date = {0};
    if (sscanf(unit, "days since %5d-%2d-%2d", &date.tm_year, &date.tm_mon, &date.tm_mday) != 3) return false;
    date.tm_year -= 1900;
    date.tm_mon -= 1;
    *day = timegm(&date) / DAY_S;
    return true;
}

void frame_print_day(int64_t day, char text[FRAME_DAY_SIZE]) {
    struct tm date;
    time_t moment = day * DAY_S;
    if (!gmtime_r(&moment, &date) || strftime(text, FRAME_DAY_SIZE, "%Y-%m-%d", &date) == 0)
        snprintf(text, FRAME_DAY_SIZE, "day %lld", (long long)day);
}
