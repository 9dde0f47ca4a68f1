// SPDX-License-Identifier: GPL-3.0-or-later
// The answer in sentences. The rules know run files and no scenario: money of every party, data with and
// without consent, and the key results that differ most.
#include "analysis/comparison_short.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/prose.h"
#include "analysis/screen.h"

#define MOST_RESULTS ((size_t)5)  // told per policy
#define INDENT       ((size_t)2)

// A policy, and the paragraph that is being written about it.
struct teller {
    const struct comparison *comparison;
    size_t policy;
    struct prose prose;
};

static void finish(struct teller *teller, FILE *out) {
    prose_add(&teller->prose, ".");
    prose_print(&teller->prose, INDENT, screen_width(out), out);
}

// How many replications would tell, where that is open: "about 23", "more than 10,000".
static void add_settles(struct teller *teller, const struct comparison_row *row, const char *before,
                        const char *after) {
    size_t count = comparison_settles_at(teller->comparison, row, teller->policy);
    if (count > 0) prose_add(&teller->prose, "%s%s%s", before, prose_about(count).text, after);
}

// What the absence of a difference means.
static void add_no_difference(struct teller *teller, const char *could) {
    size_t count = teller->comparison->replications;
    prose_add(&teller->prose, "no difference %s%zu replication%s", could, count, count == 1 ? "" : "s");
}

// ---- Money ----

static bool is_told(const struct comparison_row *row) {
    return row->measure.group == MEASURE_MONEY && !comparison_is_outside(row);
}

static bool is_household(const struct comparison_row *row) {
    return strcmp(row->measure.name, "households") == 0;
}

static bool equal_means(const struct comparison *comparison, const struct comparison_row *row,
                        size_t policy) {
    return comparison_mean(comparison, row, policy) == comparison_mean(comparison, row, 0);
}

// The interval of an amount whose sign is said in words.
static void add_interval(struct teller *teller, const struct statistics_estimate *difference, bool first) {
    double size = fabs(difference->mean);
    if (!comparison_has_intervals(teller->comparison) || !(difference->half_width > 0)) return;
    prose_add(&teller->prose, " (%s%s to %s)", first ? "95 % interval " : "",
              prose_amount(size - difference->half_width).text,
              prose_amount(size + difference->half_width).text);
}

// Firms earn and households pay; the verb is said once for the firms, the currency with the verb.
static void add_money(struct teller *teller, const struct comparison_row *row, bool *firm_said) {
    struct statistics_estimate difference =
        comparison_row_difference(teller->comparison, row, teller->policy);
    bool pays = is_household(row), first = !teller->prose.text;
    bool more = pays ? difference.mean < 0 : difference.mean > 0, verb = pays || !*firm_said;
    const char *does = !verb ? "" : pays ? " pay" : " earns";
    prose_add(&teller->prose, "%s%s%s %s%s %s", first ? "" : ", ", row->measure.name, does,
              prose_amount(fabs(difference.mean)).text, verb ? " won" : "", more ? "more" : "less");
    add_interval(teller, &difference, first);
    *firm_said = *firm_said || !pays;
}

// Those that differ, but not so that the replications could tell.
static void add_untold_money(struct teller *teller) {
    const struct comparison *comparison = teller->comparison;
    const char *before = teller->prose.text ? "; money of " : "Money of ";
    bool first = true;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (!is_told(row) || comparison_tells(comparison, row, teller->policy) ||
            equal_means(comparison, row, teller->policy))
            continue;
        prose_add(&teller->prose, "%s%s", first ? before : ", ", row->measure.name);
        add_settles(teller, row, " (", ")");
        first = false;
    }
    if (first) return;
    prose_add(&teller->prose, ": ");
    add_no_difference(teller, "told from luck by ");
    if (comparison_has_intervals(comparison)) prose_add(&teller->prose, " (in brackets: how many would)");
}

static void tell_money(struct teller *teller, FILE *out) {
    const struct comparison *comparison = teller->comparison;
    bool firm_said = false;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (is_told(row) && comparison_tells(comparison, row, teller->policy))
            add_money(teller, row, &firm_said);
    }
    add_untold_money(teller);
    if (!teller->prose.text) {
        prose_add(&teller->prose, "Money: ");
        add_no_difference(teller, "seen in ");
    }
    finish(teller, out);
}

// ---- Data ----

static void add_if_luck(struct teller *teller, const struct comparison_row *row) {
    const struct comparison *comparison = teller->comparison;
    if (comparison_tells(comparison, row, teller->policy)) return;
    prose_add(&teller->prose, " (may be luck");
    add_settles(teller, row, "; ", " replications would tell");
    prose_add(&teller->prose, ")");
}

// One total of all data flows: "0 transfers without consent instead of 178". Left out where it is 0 under
// both policies, or `none` is said.
static void add_data(struct teller *teller, const char *name, const char *none) {
    const struct comparison *comparison = teller->comparison;
    const struct comparison_row *row = comparison_find(comparison, MEASURE_PRIVACY, measure_all_flows, name);
    double mean = row ? comparison_mean(comparison, row, teller->policy) : 0;
    double baseline = row ? comparison_mean(comparison, row, 0) : 0;
    bool nothing = mean == 0 && baseline == 0;
    if (nothing && !none) return;
    prose_add(&teller->prose, "%s", teller->prose.text ? ", " : "Data that left the homes: ");
    if (nothing) {
        prose_add(&teller->prose, "%s", none);
        return;
    }
    prose_add(&teller->prose, "%s %s", table_number(mean).text, name);
    if (mean == baseline) {
        prose_add(&teller->prose, " under both");
        return;
    }
    prose_add(&teller->prose, " instead of %s", table_number(baseline).text);
    add_if_luck(teller, row);
}

static void tell_data(struct teller *teller, FILE *out) {
    add_data(teller, measure_without_consent, "nothing without consent");
    add_data(teller, measure_with_consent, "nothing with consent");
    add_data(teller, measure_images, NULL);
    add_data(teller, measure_widest_flow, NULL);
    finish(teller, out);
}

// ---- Key results ----

// A key result that differs.
struct pick {
    const struct comparison_row *row;
    double relative;
    size_t rank;  // among its entry's, 0 the largest
};

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

// The larger difference first; of equals, the earlier row.
static bool goes_before(const struct pick *picks, size_t one, size_t other) {
    if (picks[one].relative != picks[other].relative) return picks[one].relative > picks[other].relative;
    return one < other;
}

static void rank_picks(struct pick *picks, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (!strcmp(picks[i].row->measure.entry, picks[k].row->measure.entry) && goes_before(picks, k, i))
                picks[i].rank++;
}

// The key results to tell of, in the order of the run file; returns how many. `picks` has room for all rows.
static size_t pick_results(const struct teller *teller, struct pick *picks) {
    const struct comparison *comparison = teller->comparison;
    size_t count = 0;
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (row->measure.group != MEASURE_RESULT || !comparison_tells(comparison, row, teller->policy) ||
            comparison_repeats_images(comparison, row))
            continue;
        picks[count++] = (struct pick){row, comparison_relative(comparison, row, teller->policy), 0};
    }
    rank_picks(picks, count);
    qsort(picks, count, sizeof *picks, compare_importance);
    if (count > MOST_RESULTS) count = MOST_RESULTS;
    qsort(picks, count, sizeof *picks, compare_place);
    return count;
}

// "leads bought: 10.67 instead of 59.33"
static void add_result(struct teller *teller, const struct comparison_row *row) {
    const struct measure *measure = &row->measure;
    bool bare = !measure->unit[0] || !strcmp(measure->unit, "1");
    prose_add(&teller->prose, "%s: %s instead of ",
              measure->meaning[0] ? measure->meaning : measure_own_name(measure->name, measure->entry),
              table_number(comparison_mean(teller->comparison, row, teller->policy)).text);
    prose_add(&teller->prose, "%s%s%s", table_number(comparison_mean(teller->comparison, row, 0)).text,
              bare ? "" : " ", bare ? "" : measure->unit);
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
        prose_add(&teller->prose, "Key results: ");
        add_no_difference(teller, "told from luck by ");
        finish(teller, out);
    }
    free(picks);
}

// Two policies that never differed are one: whatever tells them apart was never met, or does nothing.
static void tell_twin(struct teller *teller, size_t twin, FILE *out) {
    const struct comparison *comparison = teller->comparison;
    prose_add(&teller->prose, "Turned out the same as %s: not one figure differs in %zu replication%s",
              comparison->policies[twin], comparison->replications, comparison->replications == 1 ? "" : "s");
    finish(teller, out);
}

static void tell_policy(struct teller *teller, FILE *out) {
    size_t twin = comparison_twin(teller->comparison, teller->policy);
    if (twin < teller->policy) {
        tell_twin(teller, twin, out);
        return;
    }
    tell_money(teller, out);
    tell_data(teller, out);
    tell_results(teller, out);
}

void comparison_print_short(const struct comparison *comparison, FILE *out) {
    if (comparison_has_intervals(comparison))
        screen_say(
            out,
            "\nIn short: what differs, in means of %zu replications. Each interval is the 95 %% one of "
            "the mean paired difference over them: it holds luck only, not how uncertain the settings "
            "are.",
            comparison->replications);
    else
        screen_say(
            out, "\nIn short: what differs. Of %zu replication%s nothing is told from luck; take %d or more.",
            comparison->replications, comparison->replications == 1 ? "" : "s",
            COMPARISON_LEAST_FOR_INTERVALS);
    for (size_t policy = 1; policy < comparison->policy_count; policy++) {
        struct teller teller = {.comparison = comparison, .policy = policy};
        screen_say(out, "%s, compared with %s:", comparison->policies[policy], comparison->policies[0]);
        tell_policy(&teller, out);
    }
}
