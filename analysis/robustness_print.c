// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/robustness_print.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/csv_put.h"
#include "analysis/screen.h"
#include "analysis/table.h"

static const char *setting_name(const struct robustness *robustness, const struct mover *mover) {
    return robustness->points->results->settings[mover->setting].name;
}

static char *row_label(const struct robustness *robustness, const struct robustness_row *row) {
    return measure_label(&robustness->points->results->measures[row->outcome], true);
}

// What a mover is called in one cell: "maker.x (0.62)".
static char *mover_text(const struct robustness *robustness, const struct movers *movers) {
    if (movers->count == 0) return fault_copy_text("-");
    const struct mover *mover = &movers->at[0];
    const char *name = setting_name(robustness, mover);
    if (movers_method(robustness->points) == MOVERS_BY_MORRIS)
        return fault_print_text("%s (%s)", name, table_number(mover->moves).text);
    return fault_print_text("%s (%.2f)", name, mover->moves);
}

// ---- How each difference stands ----

// "75 % (60-86)"; where the median is 0 there is no sign to hold.
static char *share_text(const struct sensitivity_sign *sign) {
    return fault_print_text("%s%.0f %% (%.0f-%.0f)", sign->sign ? "" : "equal ", 100 * sign->share.value,
                            100 * sign->share.low, 100 * sign->share.high);
}

static void add_row(const struct robustness *robustness, const struct robustness_row *row,
                    struct table *table) {
    const struct sensitivity_sign *sign = &row->sign;
    char *label = row_label(robustness, row), *decides = mover_text(robustness, &row->movers),
         *share = share_text(sign);
    char *range = fault_print_text("%s to %s", table_number(sign->low).text, table_number(sign->high).text);
    table_row(table, (const char *const[]){label, table_number(sign->median).text, range, share, decides});
    free(decides);
    free(share);
    free(range);
    free(label);
}

static void print_rows(const struct robustness *robustness, size_t policy, FILE *out) {
    static const struct table_column columns[] = {{"", false},
                                                  {"median", true},
                                                  {"90 % of points", true},
                                                  {"sign holds at\n(95 %)", true},
                                                  {"moved most by", false}};
    struct table *table = table_create(columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < robustness->row_counts[policy]; i++)
        add_row(robustness, &robustness->rows[policy][i], table);
    if (table_row_count(table) == 0) screen_say(out, "  No difference seen at any point.");
    table_print(table, screen_width(out), out);
    table_free(table);
}

static void say_left_out(const struct robustness *robustness, size_t policy, FILE *out) {
    size_t most = 0;
    for (size_t i = 0; i < robustness->row_counts[policy]; i++) {
        size_t failed = robustness->rows[policy][i].sign.failed;
        most = failed > most ? failed : most;
    }
    if (most)
        screen_say(
            out,
            "Left out: points at which it has no value (a run failed, a mean over nothing), at most %zu.",
            most);
}

// ---- What decides ----

static void add_mover(const struct robustness *robustness, const char *label, const struct mover *mover,
                      struct table *table) {
    char alone[60], together[60];
    const struct sensitivity_interval *first = &mover->alone, *total = &mover->with_others;
    snprintf(alone, sizeof alone, "%.2f (%.2f-%.2f)", first->value, first->low, first->high);
    snprintf(together, sizeof together, "%.2f (%.2f-%.2f)", total->value, total->low, total->high);
    bool morris = movers_method(robustness->points) == MOVERS_BY_MORRIS;
    table_row(table, (const char *const[]){label, setting_name(robustness, mover),
                                           morris ? table_number(mover->mu).text : alone,
                                           morris ? table_number(mover->moves).text : together,
                                           morris ? table_number(mover->sigma).text : ""});
}

static void print_movers(const struct robustness *robustness, size_t policy, FILE *out) {
    static const struct table_column by_sobol[] = {{"", false},
                                                   {"decided by", false},
                                                   {"alone (95 %)", true},
                                                   {"with others (95 %)", true}},
                                     by_morris[] = {{"", false},
                                                    {"moved by", false},
                                                    {"mu", true},
                                                    {"mu*", true},
                                                    {"sigma", true}};
    enum movers_method method = movers_method(robustness->points);
    if (method == MOVERS_BY_PAWN) return;
    struct table *table = method == MOVERS_BY_SOBOL ? table_create(by_sobol, 4) : table_create(by_morris, 5);
    for (size_t i = 0; i < robustness->row_counts[policy]; i++) {
        const struct robustness_row *row = &robustness->rows[policy][i];
        char *label = row_label(robustness, row);
        for (size_t k = 0; k < row->movers.count; k++)
            add_mover(robustness, k ? "" : label, &row->movers.at[k], table);
        free(label);
    }
    if (table_row_count(table) > 0) {
        fputc('\n', out);
        table_print(table, screen_width(out), out);
    }
    table_free(table);
}

// ---- Where it flips ----

static void print_flips(const struct robustness *robustness, size_t policy, FILE *out) {
    bool any = false;
    for (size_t i = 0; i < robustness->row_counts[policy]; i++) {
        const struct robustness_row *row = &robustness->rows[policy][i];
        if (!row->flip) continue;
        if (!any) screen_say(out, "\nWhere another sign than the median's is found more often:");
        any = true;
        char *label = row_label(robustness, row), *text = flip_text(robustness->points, row->flip);
        screen_say(out, "  %s: %s.", label, text);
        free(label);
        free(text);
    }
}

static void explain(const struct robustness *robustness, FILE *out) {
    static const char *const methods[] = {
        [MOVERS_BY_PAWN] =
            "moved most by: the setting whose value changes the distribution most (PAWN, 0 to 1); -: none "
            "does "
            "more than the largest of them all would by chance.",
        [MOVERS_BY_SOBOL] =
            "moved most by: the setting with the largest share of the variance (Sobol's total index); alone: "
            "the share that goes when it is known; with others: the share that stays when all others are "
            "known.",
        [MOVERS_BY_MORRIS] =
            "moved most by: the setting with the largest mu*: the change from its least to its most, on "
            "average and without sign; sigma: how much that hangs on where the others stand."};
    screen_say(out, "\nsign holds: share of points at which it has the median's sign. %s",
               methods[movers_method(robustness->points)]);
}

void robustness_print(const struct robustness *robustness, FILE *out) {
    const struct study_points *points = robustness->points;
    bool alone = points->policy_count == 1;
    if (points->results->missing)
        screen_say(out, "\nPartial: %zu runs are there, %lld are missing; what is said may change.",
                   points->results->run_count, (long long)points->results->missing);
    for (size_t policy = !alone; policy < points->policy_count; policy++) {
        if (alone)
            screen_say(out, "\n%s, at %zu points:", points->policies[0][0] ? points->policies[0] : "Outcomes",
                       points->point_count);
        else
            screen_say(out, "\n%s, compared with %s, at %zu points:", points->policies[policy],
                       points->policies[0], points->point_count);
        print_rows(robustness, policy, out);
        say_left_out(robustness, policy, out);
        print_movers(robustness, policy, out);
        print_flips(robustness, policy, out);
    }
    explain(robustness, out);
}

// ---- As a file ----

static void put_line(FILE *out, const struct robustness *robustness, size_t policy,
                     const struct robustness_row *row) {
    const struct study_points *points = robustness->points;
    const struct sensitivity_sign *sign = &row->sign;
    char *mover = mover_text(robustness, &row->movers),
         *flip = row->flip ? flip_text(points, row->flip) : fault_copy_text("");
    csv_put_text(out, points->policies[policy]);
    fputc(',', out);
    csv_put_text(out, policy ? points->policies[0] : "");
    fputc(',', out);
    csv_put_text(out, points->results->ids[row->outcome]);
    fputc(',', out);
    csv_put_text(out, points->results->measures[row->outcome].unit);
    fprintf(out, ",%zu,%zu,%.9g,%.9g,%.9g,%.6g,%.6g,%.6g,", sign->used, sign->failed, sign->median, sign->low,
            sign->high, sign->share.value, sign->share.low, sign->share.high);
    csv_put_text(out, row->movers.count ? mover : "");
    fputc(',', out);
    csv_put_text(out, flip);
    fputc('\n', out);
    free(mover);
    free(flip);
}

char *robustness_csv(const struct robustness *robustness) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    fputs(
        "policy,baseline,outcome,unit,points,failed,median,low,high,sign_holds,sign_low,sign_high,moved_by,"
        "flips\n",
        out);
    for (size_t policy = 0; policy < robustness->points->policy_count; policy++)
        for (size_t i = 0; i < robustness->row_counts[policy]; i++)
            put_line(out, robustness, policy, &robustness->rows[policy][i]);
    fclose(out);
    return text;
}
