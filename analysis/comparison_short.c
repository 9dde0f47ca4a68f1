// SPDX-License-Identifier: GPL-3.0-or-later
// The answer in sentences. The rules know run files and no scenario: money of every party, data with and without
// consent, and the key results that differ most.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/comparison_rows.h"
#include "analysis/prose.h"

#define MOST_RESULTS ((size_t)6)  // told per policy
#define INDENT       ((size_t)2)

// A policy, and the paragraph that is being written about it.
struct teller {
    const struct comparison *comparison;
    size_t policy;
    struct prose prose;
};

static void finish(struct teller *teller, FILE *out) {
    prose_add(&teller->prose, ".");
    prose_print(&teller->prose, INDENT, COMPARISON_WIDTH, out);
}

// "4 replications could show": what an absent difference is qualified by.
static void add_who_could_show(struct teller *teller) {
    size_t count = teller->comparison->replications;
    prose_add(&teller->prose, "%zu replication%s could show", count, count == 1 ? "" : "s");
}

// ---- Money ----

// "outside" is the rest of the economy, whose gains and losses nobody asks about.
static bool is_told(const struct comparison_row *row) {
    return row->measure.group == MEASURE_MONEY && strcmp(row->measure.name, "outside") != 0;
}

static bool is_household(const struct comparison_row *row) {
    return strcmp(row->measure.name, "households") == 0;
}

// The interval of an amount whose sign is said in words.
static void add_interval(struct teller *teller, const struct statistics_estimate *difference, bool first) {
    double size = fabs(difference->mean);
    if (!(difference->half_width > 0)) return;
    prose_add(&teller->prose, " (%s%s to %s)", first ? "95 % interval " : "",
              prose_amount(size - difference->half_width).text,
              prose_amount(size + difference->half_width).text);
}

// Firms earn and households pay.
static void add_money(struct teller *teller, const struct comparison_row *row, bool first) {
    struct statistics_estimate difference =
        comparison_row_difference(teller->comparison, row, teller->policy);
    bool more = is_household(row) ? difference.mean < 0 : difference.mean > 0;
    prose_add(&teller->prose, "%s%s %s %s won %s", first ? "" : ", ", row->measure.name,
              is_household(row) ? "pay" : "earns", prose_amount(fabs(difference.mean)).text,
              more ? "more" : "less");
    add_interval(teller, &difference, first);
}

// Those that differ, but not so that the replications could tell.
static void add_untold_money(struct teller *teller) {
    const struct comparison *comparison = teller->comparison;
    bool first = true;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (!is_told(row) || comparison_tells(comparison, row, teller->policy) ||
            comparison_same(comparison, row))
            continue;
        if (first) {
            prose_add(&teller->prose, "%s no difference that ", teller->prose.text ? "; " : "Money:");
            add_who_could_show(teller);
        }
        prose_add(&teller->prose, "%s%s", first ? " for " : ", ", row->measure.name);
        first = false;
    }
}

static void tell_money(struct teller *teller, FILE *out) {
    const struct comparison *comparison = teller->comparison;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (is_told(row) && comparison_tells(comparison, row, teller->policy))
            add_money(teller, row, !teller->prose.text);
    }
    add_untold_money(teller);
    if (!teller->prose.text) prose_add(&teller->prose, "Money: nobody earns or pays more or less");
    finish(teller, out);
}

// ---- Data ----

// "0 instead of 59.33"; NULL stands for what no run has.
static void add_instead(struct teller *teller, const struct comparison_row *row) {
    const struct comparison *comparison = teller->comparison;
    double mean = comparison_mean(comparison, row, teller->policy);
    double baseline = comparison_mean(comparison, row, 0);
    prose_add(&teller->prose, "%s instead of %s", table_number(mean).text, table_number(baseline).text);
    if (!comparison_tells(comparison, row, teller->policy)) prose_add(&teller->prose, " (may be luck)");
}

// One total of all data flows; left out where it is 0 under both policies.
static void add_data(struct teller *teller, const char *name, const char *said) {
    const struct comparison *comparison = teller->comparison;
    const struct comparison_row *row =
        comparison_find(comparison, MEASURE_PRIVACY, measure_all_flows, name);
    if (!row || (comparison_mean(comparison, row, 0) == 0 &&
                 comparison_mean(comparison, row, teller->policy) == 0))
        return;
    prose_add(&teller->prose, "%s%s ", teller->prose.text ? "; " : "Data that left the homes: ", said);
    add_instead(teller, row);
}

static void tell_data(struct teller *teller, FILE *out) {
    add_data(teller, measure_without_consent, "without consent");
    add_data(teller, measure_with_consent, "with consent");
    add_data(teller, measure_images, "images");
    add_data(teller, measure_widest_flow, "homes known to one recipient");
    if (!teller->prose.text) prose_add(&teller->prose, "No data left the homes");
    finish(teller, out);
}

// ---- Key results ----

// A key result that differs.
struct pick {
    const struct comparison_row *row;
    double relative;
    size_t rank;  // among its entry's, 0 the largest
};

static bool values_equal(const struct comparison *comparison, const struct comparison_row *row,
                         const struct comparison_row *other) {
    for (size_t i = 0; other && i < comparison->policy_count * comparison->replications; i++)
        if (row->values[i] != other->values[i]) return false;
    return other;
}

// The images have been told of already when an appliance counts them too.
static bool is_repeated(const struct comparison *comparison, const struct comparison_row *row) {
    return values_equal(comparison, row,
                        comparison_find(comparison, MEASURE_PRIVACY, measure_all_flows, measure_images));
}

// Each entry's largest difference comes first, so that every part of the world has its say.
static int compare_importance(const void *one, const void *other) {
    const struct pick *a = one, *b = other;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    if (a->relative != b->relative) return a->relative > b->relative ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

// As in the run file, where an entry's results stand together.
static int compare_place(const void *one, const void *other) {
    const struct pick *a = one, *b = other;
    return a->row < b->row ? -1 : a->row > b->row;
}

static void rank_picks(struct pick *picks, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (!strcmp(picks[i].row->measure.entry, picks[k].row->measure.entry) &&
                (picks[k].relative > picks[i].relative || (picks[k].relative == picks[i].relative && k < i)))
                picks[i].rank++;
}

// The key results to tell of, in the order of the run file; returns how many. `picks` has room for all rows.
static size_t pick_results(const struct teller *teller, struct pick *picks) {
    const struct comparison *comparison = teller->comparison;
    size_t count = 0;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (row->measure.group != MEASURE_RESULT || !comparison_tells(comparison, row, teller->policy) ||
            is_repeated(comparison, row))
            continue;
        picks[count++] = (struct pick){row, comparison_relative(comparison, row, teller->policy), 0};
    }
    rank_picks(picks, count);
    qsort(picks, count, sizeof *picks, compare_importance);
    if (count > MOST_RESULTS) count = MOST_RESULTS;
    qsort(picks, count, sizeof *picks, compare_place);
    return count;
}

static void add_result(struct teller *teller, const struct comparison_row *row) {
    const struct measure *measure = &row->measure;
    bool bare = !measure->unit[0] || !strcmp(measure->unit, "1");
    prose_add(&teller->prose, "%s: ", measure->meaning[0] ? measure->meaning : measure_own_name(measure));
    add_instead(teller, row);
    if (!bare) prose_add(&teller->prose, " %s", measure->unit);
}

// One paragraph per entry.
static void tell_results(struct teller *teller, FILE *out) {
    struct pick *picks = fault_allocate(teller->comparison->row_count, sizeof *picks);
    size_t count = pick_results(teller, picks);
    for (size_t i = 0; i < count; i++) {
        const char *entry = picks[i].row->measure.entry;
        bool begins = i == 0 || strcmp(picks[i - 1].row->measure.entry, entry) != 0;
        bool ends = i + 1 == count || strcmp(picks[i + 1].row->measure.entry, entry) != 0;
        if (begins && entry[0]) prose_add(&teller->prose, "%s - ", entry);
        add_result(teller, picks[i].row);
        if (ends)
            finish(teller, out);
        else
            prose_add(&teller->prose, "; ");
    }
    if (count == 0) {
        prose_add(&teller->prose, "Key results: no difference that ");
        add_who_could_show(teller);
        finish(teller, out);
    }
    free(picks);
}

void comparison_print_short(const struct comparison *comparison, FILE *out) {
    fprintf(out, "\nIn short, by the means%s\n",
            comparison->replications == 1 ? " (one replication has no interval: a difference may be luck)" : "");
    for (size_t policy = 1; policy < comparison->policy_count; policy++) {
        struct teller teller = {.comparison = comparison, .policy = policy};
        fprintf(out, "%s, compared with %s:\n", comparison->policies[policy], comparison->policies[0]);
        tell_money(&teller, out);
        tell_data(&teller, out);
        tell_results(&teller, out);
    }
}
