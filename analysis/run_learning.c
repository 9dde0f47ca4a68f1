// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_learning.h"

#include <stdlib.h>

static const char group[] = "/learning";

struct run_learning run_learning_read(struct run_file *file) {
    struct run_learning l = {0};
    if (!run_file_is_group(file, group)) return l;
    size_t count = l.count = run_file_length(file, "/learning/row");
    l.when_ms = run_file_wholes(file, group, "when_ms", RUN_SHAPE(count));
    l.version = run_file_wholes(file, group, "version", RUN_SHAPE(count));
    l.learner = run_file_texts(file, group, "learner", count);
    l.technique = run_file_texts(file, group, "technique", count);
    l.subject = run_file_texts(file, group, "subject", count);
    l.measure = run_file_texts(file, group, "measure", count);
    l.samples = run_file_numbers(file, group, "samples", RUN_SHAPE(count));
    l.homes = run_file_numbers(file, group, "homes", RUN_SHAPE(count));
    l.score = run_file_numbers(file, group, "score", RUN_SHAPE(count));
    l.flops = run_file_numbers(file, group, "flops", RUN_SHAPE(count));
    l.bytes = run_file_numbers(file, group, "bytes", RUN_SHAPE(count));
    l.energy = run_file_numbers(file, group, "energy", RUN_SHAPE(count));
    l.cost = run_file_numbers(file, group, "cost", RUN_SHAPE(count));
    return l;
}

void run_learning_free(struct run_learning *l) {
    char **const texts[] = {l->learner, l->technique, l->subject, l->measure};
    void *const numbers[] = {l->when_ms, l->version, l->samples, l->homes, l->score,
                             l->flops,   l->bytes,   l->energy,  l->cost};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) run_file_free_texts(texts[i], l->count);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) free(numbers[i]);
    *l = (struct run_learning){0};
}
