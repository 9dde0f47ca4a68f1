// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/gaps_print.h"

#include <stdlib.h>

#include "analysis/screen.h"
#include "analysis/shorten.h"
#include "analysis/table.h"

static void add_gap(const struct run_gap *gap, struct table *table) {
    char *values[] = {shorten(gap->values[0]), shorten(gap->values[1])};
    table_row(table, (const char *const[]){gap->what, gap->count, gap->where, values[0], values[1]});
    for (int i = 0; i < 2; i++) free(values[i]);
}

void gaps_print(const struct run_gaps *gaps, const char *one, const char *other, FILE *out) {
    const struct table_column columns[] = {
        {"what", false}, {"differ", false}, {"the first", false}, {one, false}, {other, false}};
    struct table *table = table_create(columns, 5);
    size_t results = 0;
    for (size_t i = 0; i < gaps->count; i++) results += gaps->items[i].is_result;
    for (size_t i = 0; i < gaps->count && i < GAPS_MOST; i++) add_gap(&gaps->items[i], table);
    if (gaps->count > GAPS_MOST) {
        char *note = fault_print_text("and %zu more", gaps->count - GAPS_MOST);
        table_note(table, note);
        free(note);
    }
    screen_say(out,
               "\nDifferent in what came out: %zu variables or sums; in what it was made of and by: %zu.",
               results, gaps->count - results);
    table_print(table, screen_width(out), out);
    table_free(table);
}
