// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_guesses.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/report_number.h"

static const char *const number_names[GUESSED_NUMBERS] = {
    "advantage", "low",      "high", "bound", "advantage_without", "right", "right_without",
    "answers",   "balanced", "mcc",  "bits"};

static struct report_guessed *guessed_of(struct report_guesses *all, const struct run_guesses *g,
                                         size_t row) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->all[i].attacker, g->attacker[row]) == 0 &&
            strcmp(all->all[i].technique, g->technique[row]) == 0)
            return &all->all[i];
    all->all = fault_reallocate(all->all, all->count + 1, sizeof *all->all);
    struct report_guessed *one = &all->all[all->count++];
    *one = (struct report_guessed){
        .attacker = fault_copy_text(g->attacker[row]),
        .watched = fault_copy_text(g->watched[row]),
        .technique = fault_copy_text(g->technique[row]),
        .question = fault_copy_text(g->question[row]),
        .there = fault_allocate(all->policy_count, sizeof *one->there),
        .numbers = fault_allocate(all->policy_count, sizeof *one->numbers),
    };
    return one;
}

void report_guesses_add(struct report_guesses *all, size_t policy, const struct run *run) {
    const struct run_guesses *g = &run->guesses;
    const double *const columns[GUESSED_NUMBERS] = {
        g->advantage, g->low,      g->high, g->bound, g->advantage_without, g->right, g->right_without,
        g->answers,   g->balanced, g->mcc,  g->bits};
    for (size_t row = 0; row < g->count; row++) {
        struct report_guessed *one = guessed_of(all, g, row);
        one->there[policy] = true;
        for (size_t n = 0; n < GUESSED_NUMBERS; n++)
            statistics_take(&one->numbers[policy][n], columns[n][row]);
    }
}

void report_guesses_clear(struct report_guesses *all) {
    for (size_t i = 0; i < all->count; i++) {
        struct report_guessed *one = &all->all[i];
        free(one->attacker);
        free(one->watched);
        free(one->technique);
        free(one->question);
        free(one->there);
        free(one->numbers);
    }
    free(all->all);
    *all = (struct report_guesses){0};
}

double report_guesses_bound(const struct report_guesses *all, const char *attacker, size_t policy) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->all[i].attacker, attacker) == 0 && all->all[i].there[policy])
            return statistics_so_far(&all->all[i].numbers[policy][GUESSED_BOUND], STATISTICS_LEVEL).mean;
    return NAN;
}

// ---- On the page ----

static double number_of(const struct statistics_running numbers[GUESSED_NUMBERS], size_t n) {
    struct statistics_estimate advantage = statistics_so_far(&numbers[GUESSED_ADVANTAGE], STATISTICS_LEVEL);
    if (n == GUESSED_LOW && advantage.count > 1) return advantage.mean - advantage.half_width;
    if (n == GUESSED_HIGH && advantage.count > 1) return advantage.mean + advantage.half_width;
    return statistics_so_far(&numbers[n], STATISTICS_LEVEL).mean;
}

static void put_policy(struct json *json, const struct report_guessed *one, size_t policy) {
    if (!one->there[policy]) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '{');
    for (size_t n = 0; n < GUESSED_NUMBERS; n++) {
        json_key(json, number_names[n]);
        report_put_number(json, number_of(one->numbers[policy], n));
    }
    json_close(json, '}');
}

void report_guesses_put(struct json *json, const struct report_guesses *all) {
    json_open(json, '[');
    for (size_t i = 0; i < all->count; i++) {
        const struct report_guessed *one = &all->all[i];
        json_open(json, '{');
        json_key_text(json, "attacker", one->attacker);
        json_key_text(json, "watched", one->watched);
        json_key_text(json, "technique", one->technique);
        json_key_text(json, "question", one->question);
        json_key(json, "numbers");
        json_open(json, '[');
        for (size_t policy = 0; policy < all->policy_count; policy++) put_policy(json, one, policy);
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}
