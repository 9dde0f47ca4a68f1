// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison_front.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/prose.h"
#include "analysis/screen.h"
#include "analysis/table.h"

// ---- What is weighed -------------------------------------------------------------------------------------

enum { ALL_RUNS = -1 };  // the mean of the replications, rather than one of them

static bool anybody_guesses(const struct comparison *comparison) {
    for (size_t i = 0; i < comparison->row_count; i++)
        if (comparison->rows[i].measure.group == MEASURE_GUESSED) return true;
    return false;
}

static double value_of(const struct comparison *comparison, const struct comparison_row *row, size_t policy,
                       int run) {
    if (run == ALL_RUNS) return comparison_mean(comparison, row, policy);
    return row->values[policy * comparison->replications + (size_t)run];
}

static void take_guesses(struct comparison_front_policy *own, const struct comparison *comparison,
                         size_t policy, int run) {
    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        if (row->measure.group != MEASURE_GUESSED) continue;
        double advantage = value_of(comparison, row, policy, run);
        if (isnan(advantage) || (own->guess && advantage <= own->guessed)) continue;
        own->guess = row;
        own->guessed = advantage;
    }
}

static bool is_above(const struct comparison_front_policy *one, const struct comparison_front_policy *other) {
    bool no_worse = one->firms_won >= other->firms_won && one->families_won >= other->families_won &&
                    one->guessed <= other->guessed;
    bool better = one->firms_won > other->firms_won || one->families_won > other->families_won ||
                  one->guessed < other->guessed;
    return no_worse && better;
}

static void weigh(struct comparison_front_policy *front, const struct comparison *comparison, int run) {
    const struct comparison_row *firms = comparison_front_won(comparison, "firms");
    const struct comparison_row *families = comparison_front_won(comparison, "families");
    size_t count = comparison->policy_count;
    for (size_t i = 0; i < count; i++) {
        front[i] = (struct comparison_front_policy){.firms_won = value_of(comparison, firms, i, run),
                                                    .families_won = value_of(comparison, families, i, run),
                                                    .above = SIZE_MAX};
        take_guesses(&front[i], comparison, i, run);
    }
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count && front[i].above == SIZE_MAX; k++)
            if (is_above(&front[k], &front[i])) front[i].above = k;
}

const struct comparison_row *comparison_front_won(const struct comparison *comparison, const char *side) {
    return comparison_find(comparison, MEASURE_WELFARE, "", side);
}

struct comparison_front_policy *comparison_front(const struct comparison *comparison) {
    size_t count = comparison->policy_count;
    bool totals = comparison_front_won(comparison, "firms") && comparison_front_won(comparison, "families");
    if (!totals || count < 2 || !anybody_guesses(comparison)) return NULL;
    struct comparison_front_policy *front = fault_allocate(count, sizeof *front),
                                   *one = fault_allocate(count, sizeof *one);
    weigh(front, comparison, ALL_RUNS);
    for (size_t run = 0; run < comparison->replications; run++) {
        weigh(one, comparison, (int)run);
        for (size_t i = 0; i < count; i++) front[i].runs += one[i].above == SIZE_MAX;
    }
    free(one);
    return front;
}

// ---- As a table ------------------------------------------------------------------------------------------

static void put_row(struct table *table, const struct comparison *comparison,
                    const struct comparison_front_policy *front, size_t policy) {
    const struct comparison_front_policy *own = &front[policy];
    struct table_cell firms = table_whole(llround(own->firms_won)),
                      families = table_whole(llround(own->families_won)), guessed;
    snprintf(guessed.text, sizeof guessed.text, "%.3f", own->guessed);
    const char *cells[] = {comparison->policies[policy], firms.text, families.text, guessed.text,
                           own->above == SIZE_MAX ? "on the front" : comparison->policies[own->above]};
    table_row(table, cells);
}

// Who guesses best of all.
static const char *best_attacker(const struct comparison *comparison,
                                 const struct comparison_front_policy *front) {
    const struct comparison_front_policy *best = &front[0];
    for (size_t i = 1; i < comparison->policy_count; i++)
        if (front[i].guess && (!best->guess || front[i].guessed > best->guessed)) best = &front[i];
    return best->guess ? best->guess->measure.name : NULL;
}

static void print_legend(const struct comparison *comparison, const struct comparison_front_policy *front,
                         FILE *out) {
    struct prose legend = {0};
    const char *attacker = best_attacker(comparison, front);
    prose_add(&legend,
              "The front: no other policy is at least as good in all three and better in one, by the means. "
              "guessed: the largest advantage of an attacker, 0 as by guessing blindly, 1 as by knowing.");
    if (attacker)
        prose_add(&legend, " Why one run came to it: maru why RUN --number 'guessed: %s', 'welfare: firms'.",
                  attacker);
    prose_print(&legend, 0, screen_width(out), out);
}

void comparison_front_print(const struct comparison *comparison, FILE *out) {
    static const struct table_column columns[] = {{"Money, welfare, guesses", false},
                                                  {"firms [won]", true},
                                                  {"families [won]", true},
                                                  {"guessed", true},
                                                  {"beaten by", false}};
    struct comparison_front_policy *front = comparison_front(comparison);
    if (!front) return;
    struct table *table = table_create(columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < comparison->policy_count; i++) put_row(table, comparison, front, i);
    fputc('\n', out);
    table_print(table, screen_width(out), out);
    print_legend(comparison, front, out);
    table_free(table);
    free(front);
}
