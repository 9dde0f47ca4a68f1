// SPDX-License-Identifier: GPL-3.0-or-later
// The table of means that fits on a screen: what differs is a row, what does not is named below. That
// something is the same under every policy is nothing that runs could show: no difference was seen in them.
#include "analysis/comparison_means.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/prose.h"
#include "analysis/screen.h"

#define MOST_RESULTS ((size_t)10)  // key results that get a row; the others that differ are named

enum standing { LEFT_OUT, IN_TABLE, ALSO_DIFFERS, NOT_TOLD, NOT_KNOWN, SAME };

static bool is_result(const struct comparison_row *row) {
    return row->measure.group == MEASURE_RESULT;
}

static bool tells_any(const struct comparison *comparison, const struct comparison_row *row) {
    for (size_t policy = 1; policy < comparison->policy_count; policy++)
        if (comparison_tells(comparison, row, policy)) return true;
    return false;
}

static double largest_relative(const struct comparison *comparison, const struct comparison_row *row) {
    double largest = 0;
    for (size_t policy = 1; policy < comparison->policy_count; policy++) {
        double relative = comparison_relative(comparison, row, policy);
        if (comparison_tells(comparison, row, policy) && relative > largest) largest = relative;
    }
    return largest;
}

// How many key results of this comparison differ more than the row, or as much and stand before it.
static size_t rank_of(const struct comparison *comparison, const struct comparison_row *row) {
    double own = largest_relative(comparison, row);
    size_t rank = 0;
    for (const struct comparison_row *other = comparison->rows;
         other < comparison->rows + comparison->row_count; other++) {
        bool competes = is_result(other) && !comparison_repeats_images(comparison, other);
        double relative = competes ? largest_relative(comparison, other) : 0;
        rank += relative > own || (relative == own && own > 0 && other < row);
    }
    return rank;
}

static bool is_known(const struct comparison *comparison, const struct comparison_row *row) {
    for (size_t policy = 0; policy < comparison->policy_count; policy++)
        if (isnan(comparison_mean(comparison, row, policy))) return false;
    return true;
}

// Who is better off has a table of its own (comparison_welfare.h). Money and data get a row even when luck
// may explain the difference: everybody looks for them.
static enum standing standing_of(const struct comparison *comparison, const struct comparison_row *row) {
    if (comparison_family_of(comparison, row) != COMPARISON_ANSWER || comparison_empty(comparison, row) ||
        row->measure.group == MEASURE_WELFARE)
        return LEFT_OUT;
    if (comparison_same(comparison, row)) return SAME;
    if (!is_result(row)) return IN_TABLE;
    if (!tells_any(comparison, row)) return is_known(comparison, row) ? NOT_TOLD : NOT_KNOWN;
    return rank_of(comparison, row) < MOST_RESULTS ? IN_TABLE : ALSO_DIFFERS;
}

// ---- Rows ----

// Won and tokens are whole; other means have four digits.
static struct table_cell mean_cell(const struct comparison *comparison, const struct comparison_row *row,
                                   size_t policy) {
    double mean = comparison_mean(comparison, row, policy);
    bool whole = row->measure.group == MEASURE_MONEY || row->measure.group == MEASURE_TOKENS;
    struct table_cell number = whole ? table_whole(llround(mean)) : table_number(mean), cell;
    bool star =
        policy > 0 && comparison_has_intervals(comparison) && comparison_tells(comparison, row, policy);
    const char *mark = policy == 0 ? "" : star ? " *" : "  ";
    snprintf(cell.text, sizeof cell.text, "%.70s%s", number.text, mark);
    return cell;
}

static void add_row(const struct comparison *comparison, const struct comparison_row *row,
                    struct table *table) {
    size_t count = comparison->policy_count;
    struct table_cell *texts = fault_allocate(count, sizeof *texts);
    const char **cells = fault_allocate(count + 1, sizeof *cells);
    char *label = measure_label(&row->measure, true);
    cells[0] = label;
    for (size_t policy = 0; policy < count; policy++) {
        texts[policy] = mean_cell(comparison, row, policy);
        cells[policy + 1] = texts[policy].text;
    }
    table_row(table, cells);
    free(label);
    free(cells);
    free(texts);
}

// The fewest replications that would tell the row from luck under some policy; 0: nothing is open.
static size_t settles_at(const struct comparison *comparison, const struct comparison_row *row) {
    size_t least = 0;
    for (size_t policy = 1; policy < comparison->policy_count; policy++) {
        size_t count = comparison_settles_at(comparison, row, policy);
        if (count > 0 && (least == 0 || count < least)) least = count;
    }
    return least;
}

static void add_settles(struct prose *prose, size_t count) {
    if (count == 0) return;
    struct table_cell number = prose_about(count);
    prose_add(prose, " (%s)", number.text + (strncmp(number.text, "about ", 6) ? 0 : 6));
}

// Names the rows of one place in a paragraph, "bugbye: visits, wait; family: trust"; nothing when there are
// none.
static void print_names(const struct comparison *comparison, enum standing standing, const char *title,
                        FILE *out) {
    struct prose prose = {0};
    const char *owner = NULL;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct measure *measure = &comparison->rows[i].measure;
        if (standing_of(comparison, &comparison->rows[i]) != standing) continue;
        bool again = owner && !strcmp(owner, measure_owner(measure));
        char *name = measure_words(measure);
        if (!prose.text) prose_add(&prose, "%s: ", title);
        prose_add(&prose, "%s", again ? ", " : owner ? "; " : "");
        owner = measure_owner(measure);
        if (!again && owner[0]) prose_add(&prose, "%s: ", owner);
        prose_add(&prose, "%s", name);
        if (standing == NOT_TOLD) add_settles(&prose, settles_at(comparison, &comparison->rows[i]));
        free(name);
    }
    if (prose.text) prose_add(&prose, ".");
    prose_print(&prose, 0, screen_width(out), out);
}

// The headings of the policies end where their numbers do, before the star. Owned by the caller.
static struct table_column *columns_of(const struct comparison *comparison, char **headings) {
    struct table_column *columns = fault_allocate(comparison->policy_count + 1, sizeof *columns);
    columns[0] = (struct table_column){"Means", false};
    for (size_t i = 0; i < comparison->policy_count; i++) {
        headings[i] = fault_print_text("%s%s", comparison->policies[i], i ? "  " : "");
        columns[i + 1] = (struct table_column){headings[i], true};
    }
    return columns;
}

static void print_table(const struct comparison *comparison, FILE *out) {
    char **headings = fault_allocate(comparison->policy_count, sizeof *headings);
    struct table_column *columns = columns_of(comparison, headings);
    struct table *table = table_create(columns, comparison->policy_count + 1);
    for (size_t i = 0; i < comparison->row_count; i++)
        if (standing_of(comparison, &comparison->rows[i]) == IN_TABLE)
            add_row(comparison, &comparison->rows[i], table);
    table_print(table, screen_width(out), out);
    table_free(table);
    free(columns);
    for (size_t i = 0; i < comparison->policy_count; i++) free(headings[i]);
    free(headings);
}

static void print_legend(const struct comparison *comparison, FILE *out) {
    struct prose legend = {0};
    size_t differences = comparison->judged[COMPARISON_ANSWER].differences;
    if (comparison_has_intervals(comparison))
        prose_add(&legend,
                  "* differs from %s by more than luck: the %zu difference%s seen here are tested together "
                  "(Holm), so that in 19 of 20 such tables no star is luck. ",
                  comparison->policies[0], differences, differences == 1 ? "" : "s");
    prose_add(&legend, "money: received less paid; widest flow: the one that tells of most homes.");
    prose_print(&legend, 0, screen_width(out), out);
}

// Runs cannot show that nothing differs, only that it does so in few of them. Owned by the caller.
static char *none_seen_text(size_t count) {
    if (count == 1) return fault_print_text("No difference seen in 1 replication");
    return fault_print_text(
        "No difference seen in %zu replications (95 %% sure: fewer than %.0f %% of them differ)", count,
        ceil(100 * statistics_unseen_share(count, STATISTICS_LEVEL)));
}

void comparison_print_means(const struct comparison *comparison, FILE *out) {
    fputc('\n', out);
    print_table(comparison, out);
    print_legend(comparison, out);
    print_names(comparison, ALSO_DIFFERS, "Also different", out);
    print_names(comparison, NOT_TOLD,
                "Not told apart from luck (in brackets about how many replications would tell)", out);
    print_names(comparison, NOT_KNOWN, "Not known in every replication", out);
    char *none_seen = none_seen_text(comparison->replications);
    print_names(comparison, SAME, none_seen, out);
    free(none_seen);
}
