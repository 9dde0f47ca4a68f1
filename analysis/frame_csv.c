// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame_csv.h"

#include <inttypes.h>

#include "analysis/csv_put.h"

static void put_value(FILE *out, const struct frame_value *value) {
    char day[FRAME_DAY_SIZE];
    switch (value->kind) {
        case FRAME_TEXT:
            csv_put_text(out, value->text);
            break;
        case FRAME_WHOLE:
            fprintf(out, "%" PRId64, value->whole);
            break;
        case FRAME_NUMBER:
            csv_put_number(out, value->number);
            break;
        case FRAME_DAY:
            frame_print_day(value->whole, day);
            fputs(day, out);
            break;
        default:
            break;
    }
}

struct writing {
    const struct frame *frame;
    FILE *out;
};

static bool put_row(void *to, const struct frame_value *values) {
    const struct writing *writing = to;
    for (size_t i = 0; i < writing->frame->column_count; i++) {
        if (i) fputc(',', writing->out);
        put_value(writing->out, &values[i]);
    }
    fputs("\r\n", writing->out);
    return !ferror(writing->out);
}

bool frame_csv_write(const struct frame *frame, FILE *out) {
    struct writing writing = {frame, out};
    for (size_t i = 0; i < frame->column_count; i++) {
        if (i) fputc(',', out);
        csv_put_text(out, frame->columns[i].name);
    }
    fputs("\r\n", out);
    return frame->rows(frame, put_row, &writing);
}
