// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_guesses.h"

#include <stdlib.h>

static const char group[] = "/guesses";

struct run_guesses run_guesses_read(struct run_file *file) {
    struct run_guesses g = {0};
    if (!run_file_is_group(file, group)) return g;
    size_t count = g.count = run_file_length(file, "/guesses/row");
    g.attacker = run_file_texts(file, group, "attacker", count);
    g.watched = run_file_texts(file, group, "watched", count);
    g.technique = run_file_texts(file, group, "technique", count);
    g.question = run_file_texts(file, group, "question", count);
    g.answers = run_file_numbers(file, group, "answers", RUN_SHAPE(count));
    g.right = run_file_numbers(file, group, "right", RUN_SHAPE(count));
    g.right_without = run_file_numbers(file, group, "right_without", RUN_SHAPE(count));
    g.advantage = run_file_numbers(file, group, "advantage", RUN_SHAPE(count));
    g.low = run_file_numbers(file, group, "advantage_low", RUN_SHAPE(count));
    g.high = run_file_numbers(file, group, "advantage_high", RUN_SHAPE(count));
    g.advantage_without = run_file_numbers(file, group, "advantage_without", RUN_SHAPE(count));
    g.bound = run_file_numbers(file, group, "bound", RUN_SHAPE(count));
    g.balanced = run_file_numbers(file, group, "balanced", RUN_SHAPE(count));
    g.mcc = run_file_numbers(file, group, "mcc", RUN_SHAPE(count));
    g.bits = run_file_numbers(file, group, "bits", RUN_SHAPE(count));
    return g;
}

void run_guesses_free(struct run_guesses *g) {
    char **const texts[] = {g->attacker, g->watched, g->technique, g->question};
    double *const numbers[] = {
        g->answers,           g->right, g->right_without, g->advantage, g->low, g->high,
        g->advantage_without, g->bound, g->balanced,      g->mcc,       g->bits};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) run_file_free_texts(texts[i], g->count);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) free(numbers[i]);
    *g = (struct run_guesses){0};
}
