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
                           size_t policy, const struct statistics_estimate *difference) {
    bool money = row->measure.group == MEASURE_MONEY || row->measure.group == MEASURE_SEGMENT_MONEY;
    if (isnan(difference->half_width) || !comparison_has_intervals(comparison)) return "-";
    if (!comparison_differs(comparison, row, policy)) return "none seen";
    if (!comparison_tells(comparison, row, policy))
        return statistics_excludes_zero(difference) ? "only by itself" : "open";
    if (difference->mean > 0) return money ? "gains" : "higher";
    return money ? "loses" : "lower";
}

// Where values do not vary there is nothing to make an interval of.
static struct table_cell half_width(const struct statistics_estimate *difference) {
    return table_number(difference->sd > 0 ? difference->half_width : NAN);
}

// Replications that would tell, where that is open.
static struct table_cell needed(size_t count) {
    if (count == 0) return (struct table_cell){""};
    if (count <= STATISTICS_MOST) return table_whole((int64_t)count);
    return (struct table_cell){"over 10,000"};
}

static void fill_difference(const struct comparison *comparison, const struct comparison_row *row,
                            const char *label, size_t policy, struct table *table) {
    struct statistics_estimate difference = comparison_row_difference(comparison, row, policy);
    ROW(table, label, table_number(difference.mean).text, half_width(&difference).text,
        verdict(comparison, row, policy, &difference),
        needed(comparison_settles_at(comparison, row, policy)).text);
}

static void print_differences(const struct comparison *comparison, size_t policy, FILE *out) {
    static const struct table_column columns[] = {
        {"", false}, {"mean\ndifference", true}, {"95 %\n+/-", true}, {"", false}, {"needed", true}};
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
        "gains, loses, higher, lower: told from luck when all differences seen are tested together (Holm): "
        "the %zu of the first table, and for themselves the %zu of single data flows, segments and the rest; "
        "in 19 of 20 such families none of them is luck. +/-: half the 95 %% interval of the mean paired "
        "difference over %zu replications, by itself, of which 1 in 20 misses: luck only, not how uncertain "
        "the settings are; none where nothing varies. only by itself: its own interval excludes 0, but "
        "among so many that may be luck. open: its interval contains 0. needed: about how "
        "many replications would tell, if means and spread stay as they are. none seen: equal in every "
        "replication.",
        comparison->judged[COMPARISON_ANSWER].differences, comparison->judged[COMPARISON_DETAILS].differences,
        comparison->replications);
    fputc('\n', out);
    prose_print(&legend, 0, screen_width(out), out);
}

void comparison_print_details(const struct comparison *comparison, FILE *out) {
    print_means(comparison, out);
    for (size_t policy = 1; policy < comparison->policy_count; policy++)
        print_differences(comparison, policy, out);
    print_legend(comparison, out);
}
