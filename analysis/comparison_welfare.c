// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison_welfare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/prose.h"
#include "analysis/screen.h"
#include "analysis/table.h"

struct welfare_table {
    const struct comparison *comparison;
    struct table *table;
};

// A row of the policies but the baseline. Numbers of columns are few: they are made anew for each.
static void put_row(struct welfare_table *t, const char *label,
                    struct table_cell (*cell)(const struct welfare_table *t, const void *of, size_t policy),
                    const void *of) {
    size_t count = t->comparison->policy_count;
    struct table_cell *texts = fault_allocate(count, sizeof *texts);
    const char **cells = fault_allocate(count, sizeof *cells);
    cells[0] = label;
    for (size_t policy = 1; policy < count; policy++) {
        texts[policy] = cell(t, of, policy);
        cells[policy] = texts[policy].text;
    }
    table_row(t->table, cells);
    free(cells);
    free(texts);
}

static struct table_cell difference_cell(const struct welfare_table *t, const void *of, size_t policy) {
    const struct comparison *comparison = t->comparison;
    const struct comparison_row *row = of;
    double mean = comparison_row_difference(comparison, row, policy).mean;
    bool star = comparison_has_intervals(comparison) && comparison_tells(comparison, row, policy);
    struct table_cell number = table_whole(llround(mean)), cell;
    snprintf(cell.text, sizeof cell.text, "%s%.70s%s", mean > 0.5 ? "+" : "", isnan(mean) ? "-" : number.text,
             star ? " *" : "  ");
    return cell;
}

static void put_difference(struct welfare_table *t, const struct comparison_row *row, const char *label) {
    if (row && !comparison_same(t->comparison, row)) put_row(t, label, difference_cell, row);
}

static void put_group(struct welfare_table *t, enum measure_group group) {
    for (size_t i = 0; i < t->comparison->row_count; i++) {
        const struct comparison_row *row = &t->comparison->rows[i];
        if (row->measure.group != group) continue;
        char *label = fault_print_text("  %s", row->measure.name);
        put_difference(t, row, label);
        free(label);
    }
}

static const struct comparison_row *row_of(const struct welfare_table *t, enum measure_group group,
                                           const char *name) {
    return comparison_find(t->comparison, group, "", name);
}

static void put_sides(struct welfare_table *t) {
    put_difference(t, row_of(t, MEASURE_WELFARE, "families"), "families");
    put_group(t, MEASURE_WORTH);
    put_difference(t, row_of(t, MEASURE_WELFARE, "firms"), "firms");
    put_difference(t, row_of(t, MEASURE_WELFARE, "public"), "public");
    put_difference(t, row_of(t, MEASURE_WELFARE, "all"), "all");
}

enum fate { BETTER, WORSE, SAME };

static struct table_cell homes_cell(const struct welfare_table *t, const void *of, size_t policy) {
    const struct comparison_winners *winners = &t->comparison->winners[policy];
    const double homes[] = {[BETTER] = winners->better, [WORSE] = winners->worse, [SAME] = winners->same};
    struct table_cell number = table_whole(llround(homes[*(const enum fate *)of])), cell;
    snprintf(cell.text, sizeof cell.text, "%.70s  ", number.text);
    return cell;
}

static void put_winners(struct welfare_table *t) {
    static const char *const labels[] = {
        [BETTER] = "  better off", [WORSE] = "  worse off", [SAME] = "  the same"};
    if (!t->comparison->winners) return;
    table_note(t->table, "families, of all");
    for (enum fate fate = BETTER; fate <= SAME; fate++) put_row(t, labels[fate], homes_cell, &fate);
}

static char **headings_of(const struct comparison *comparison) {
    char **headings = fault_allocate(comparison->policy_count, sizeof *headings);
    headings[0] = fault_print_text("Who is better off than with %s [won]", comparison->policies[0]);
    for (size_t i = 1; i < comparison->policy_count; i++)
        headings[i] = fault_print_text("%s  ", comparison->policies[i]);
    return headings;
}

static void print_table(const struct comparison *comparison, FILE *out) {
    size_t count = comparison->policy_count;
    char **headings = headings_of(comparison);
    struct table_column *columns = fault_allocate(count, sizeof *columns);
    for (size_t i = 0; i < count; i++) columns[i] = (struct table_column){headings[i], i > 0};
    struct welfare_table t = {comparison, table_create(columns, count)};
    put_sides(&t);
    table_note(t.table, "a household, by privacy, size and dwelling");
    put_group(&t, MEASURE_HOMES_WELFARE);
    put_winners(&t);
    fputc('\n', out);
    table_print(t.table, screen_width(out), out);
    table_free(t.table);
    free(columns);
    for (size_t i = 0; i < count; i++) free(headings[i]);
    free(headings);
}

static void print_legend(FILE *out) {
    struct prose legend = {0};
    prose_add(&legend,
              "families: money and what they have beside it, by source; payments between families, firms and "
              "public bodies cancel in all; * as below.");
    prose_print(&legend, 0, screen_width(out), out);
}

void comparison_print_welfare(const struct comparison *comparison, FILE *out) {
    const struct comparison_row *all = comparison_find(comparison, MEASURE_WELFARE, "", "all");
    if (!all || comparison->policy_count < 2) return;
    print_table(comparison, out);
    print_legend(out);
}
