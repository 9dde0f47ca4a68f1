// SPDX-License-Identifier: GPL-3.0-or-later
// The long tables: every measure of every policy, per data flow and per privacy segment.
#include "analysis/comparison_details.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/prose.h"
#include "analysis/screen.h"
#include "analysis/table.h"

#define ROW(table, ...) table_row(table, (const char *const[]){__VA_ARGS__})

// Parties that hold nothing of a currency in any run are left out.
static bool worth_showing(const struct comparison *comparison, const struct comparison_row *row) {
    if (row->measure.group != MEASURE_MONEY && row->measure.group != MEASURE_TOKENS) return true;
    return !comparison_empty(comparison, row);
}

// A row's first cell: its name, set in below the subject, with the unit. Owned by the caller.
static char *row_label(const struct comparison_row *row) {
    const struct measure *measure = &row->measure;
    bool bare = strcmp(measure->unit, "1") == 0 || measure->unit[0] == '\0';
    return fault_print_text("  %s%s%s%s%s", measure->subject[0] ? "  " : "", measure->name, bare ? "" : " [",
                            bare ? "" : measure->unit, bare ? "" : "]");
}

// Fills a table group by group, each subject on a line of its own; `fill` adds one row.
static void fill_groups(const struct comparison *comparison, struct table *table, size_t policy,
                        void (*fill)(const struct comparison *, const struct comparison_row *,
                                     const char *label, size_t policy, struct table *)) {
    for (int group = 0; group < MEASURE_GROUPS; group++) {
        const char *subject = "";
        bool titled = false;
        for (size_t i = 0; i < comparison->row_count; i++) {
            const struct comparison_row *row = &comparison->rows[i];
            if ((int)row->measure.group != group || !worth_showing(comparison, row)) continue;
            if (!titled) table_note(table, measure_group_titles[group]);
            titled = true;
            if (strcmp(subject, row->measure.subject) != 0) {
                subject = row->measure.subject;
                char *line = fault_print_text("  %s", subject);
                table_note(table, line);
                free(line);
            }
            char *label = row_label(row);
            fill(comparison, row, label, policy, table);
            free(label);
        }
    }
}

static void fill_means(const struct comparison *comparison, const struct comparison_row *row,
                       const char *label, size_t policy, struct table *table) {
    size_t count = comparison->policy_count;
    struct table_cell *texts = fault_allocate(count, sizeof *texts);
    const char **cells = fault_allocate(count + 1, sizeof *cells);
    (void)policy;  // all of them
    cells[0] = label;
    for (size_t i = 0; i < count; i++) {
        texts[i] = table_number(comparison_mean(comparison, row, i));
        cells[i + 1] = texts[i].text;
    }
    table_row(table, cells);
    free(cells);
    free(texts);
}

static void print_means(const struct comparison *comparison, FILE *out) {
    struct table_column *columns = fault_allocate(comparison->policy_count + 1, sizeof *columns);
    columns[0] = (struct table_column){"", false};
    for (size_t i = 0; i < comparison->policy_count; i++)
        columns[i + 1] = (struct table_column){comparison->policies[i], true};
    struct table *table = table_create(columns, comparison->policy_count + 1);
    fill_groups(comparison, table, 0, fill_means);
    fprintf(out, "\nEvery mean\n");
    table_print(table, screen_width(out), out);
    table_free(table);
    free(columns);
}

// In one or two words what the difference says.
static const char *verdict(const struct comparison *comparison, const struct comparison_row *row,
                           const struct statistics_estimate *difference) {
    bool money = row->measure.group == MEASURE_MONEY || row->measure.group == MEASURE_SEGMENT_MONEY;
    if (isnan(difference->half_width) || !comparison_has_intervals(comparison)) return "-";
    if (difference->mean == 0 && difference->sd == 0) return "none seen";
    if (!statistics_excludes_zero(difference)) return "not distinguishable";
    if (difference->mean > 0) return money ? "gains" : "higher";
    return money ? "loses" : "lower";
}

// Further replications that would tell, where that is open.
static struct table_cell needed(const struct statistics_estimate *difference) {
    bool open = !isnan(difference->half_width) && difference->sd > 0 && !statistics_excludes_zero(difference);
    if (!open) return (struct table_cell){""};
    size_t more = statistics_needed_to_tell(difference);
    if (more == STATISTICS_NEVER) return (struct table_cell){"over 1,000,000"};
    return table_whole((int64_t)more);
}

static void fill_difference(const struct comparison *comparison, const struct comparison_row *row,
                            const char *label, size_t policy, struct table *table) {
    struct statistics_estimate difference = comparison_row_difference(comparison, row, policy);
    ROW(table, label, table_number(difference.mean).text, table_number(difference.half_width).text,
        verdict(comparison, row, &difference), needed(&difference).text);
}

static void print_differences(const struct comparison *comparison, size_t policy, FILE *out) {
    static const struct table_column columns[] = {
        {"", false}, {"mean\ndifference", true}, {"95 %\n+/-", true}, {"", false}, {"more\nruns", true}};
    struct table *table = table_create(columns, 5);
    fill_groups(comparison, table, policy, fill_difference);
    screen_say(out, "\nWhat changes with %s, compared with %s", comparison->policies[policy],
               comparison->policies[0]);
    table_print(table, screen_width(out), out);
    table_free(table);
}

static void print_legend(const struct comparison *comparison, FILE *out) {
    if (!comparison_has_intervals(comparison)) {
        screen_say(out, "\nWhat differs here may be luck: take at least %d, better 20 replications.",
                   COMPARISON_LEAST_FOR_INTERVALS);
        return;
    }
    struct prose legend = {0};
    prose_add(
        &legend,
        "gains, loses, higher, lower: the 95 %% confidence interval of the paired difference excludes 0; "
        "of 20 such intervals about one misses the truth by chance. none seen: equal in every "
        "replication. not distinguishable: the interval contains 0; \"more runs\" estimates how many "
        "further replications would tell, if mean and spread stay as they are.");
    fputc('\n', out);
    prose_print(&legend, 0, screen_width(out), out);
}

void comparison_print_details(const struct comparison *comparison, FILE *out) {
    print_means(comparison, out);
    for (size_t policy = 1; policy < comparison->policy_count; policy++)
        print_differences(comparison, policy, out);
    print_legend(comparison, out);
}
