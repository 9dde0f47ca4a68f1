// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison_front.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/prose.h"
#include "analysis/screen.h"
#include "analysis/table.h"

// ---- What is weighed -------------------------------------------------------------------------------------

static bool is_advantage(const struct measure *measure) {
    return measure->group == MEASURE_RESULT &&
           strcmp(measure_own_name(measure->name, measure->entry), "advantage") == 0;
}

// NAN: nobody guesses.
static double most_guessed(const struct comparison *comparison, size_t policy) {
    double most = NAN;
    for (size_t i = 0; i < comparison->row_count; i++)
        if (is_advantage(&comparison->rows[i].measure))
            most = fmax(most, comparison_mean(comparison, &comparison->rows[i], policy));
    return most;
}

static bool is_above(const struct comparison_front_policy *one, const struct comparison_front_policy *other) {
    bool no_worse = one->firms_won >= other->firms_won && one->families_won >= other->families_won &&
                    one->guessed <= other->guessed;
    bool better = one->firms_won > other->firms_won || one->families_won > other->families_won ||
                  one->guessed < other->guessed;
    return no_worse && better;
}

struct comparison_front_policy *comparison_front(const struct comparison *comparison) {
    const struct comparison_row *firms = comparison_find(comparison, MEASURE_WELFARE, "", "firms");
    const struct comparison_row *families = comparison_find(comparison, MEASURE_WELFARE, "", "families");
    size_t count = comparison->policy_count;
    if (!firms || !families || count < 2 || isnan(most_guessed(comparison, 0))) return NULL;
    struct comparison_front_policy *front = fault_allocate(count, sizeof *front);
    for (size_t i = 0; i < count; i++)
        front[i] = (struct comparison_front_policy){comparison_mean(comparison, firms, i),
                                                    comparison_mean(comparison, families, i),
                                                    most_guessed(comparison, i), SIZE_MAX};
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count && front[i].above == SIZE_MAX; k++)
            if (is_above(&front[k], &front[i])) front[i].above = k;
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

static void print_legend(FILE *out) {
    struct prose legend = {0};
    prose_add(&legend,
              "The front: no other policy is at least as good in all three and better in one, by the means. "
              "guessed: the largest advantage of an attacker, 0 as by guessing blindly, 1 as by knowing.");
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
    print_legend(out);
    table_free(table);
    free(front);
}
