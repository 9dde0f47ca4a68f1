// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_learning.h"

#include <stddef.h>
#include <stdlib.h>

#include "sim/engine/learning.h"
#include "sim/engine/results_tables.h"

static const struct {
    const char *name, *units, *long_name;
    size_t at;  // in struct learnt
} numbers[] = {
    {"samples", "1", "that the version was trained on", offsetof(struct learnt, samples)},
    {"homes", "1", "that the samples came from", offsetof(struct learnt, homes)},
    {"score", "1", "held against the simulated truth, as its measure says", offsetof(struct learnt, score)},
    {"flops", "1", "floating-point operations of making the version", offsetof(struct learnt, flops)},
    {"bytes", "byte", "carried for making it and bringing it out", offsetof(struct learnt, bytes)},
    {"energy", "J", "used for making it", offsetof(struct learnt, joules)},
    {"cost", "won", "paid for making it", offsetof(struct learnt, won)},
};

static const char *party_of(const struct world *world, const struct learning_row *row) {
    return world->parties[row->party].name;
}
static const char *technique_of(const struct world *world, const struct learning_row *row) {
    (void)world;
    return row->learnt.technique->name;
}
static const char *subject_of(const struct world *world, const struct learning_row *row) {
    (void)world;
    return row->learnt.subject;
}
static const char *measure_of(const struct world *world, const struct learning_row *row) {
    (void)world;
    return row->learnt.measure;
}

static const struct {
    const char *name, *long_name;
    const char *(*of)(const struct world *world, const struct learning_row *row);
} texts[] = {
    {"learner", "who learnt", party_of},
    {"technique", "by which technique", technique_of},
    {"subject", "what of", subject_of},
    {"measure", "what the score is", measure_of},
};

static void write_wholes(const struct world *world, struct record *record, struct record_dimension_id down) {
    size_t count = learning_count(world);
    int64_t *when = status_allocate(count, sizeof *when), *version = status_allocate(count, sizeof *version);
    for (size_t i = 0; i < count; i++) {
        when[i] = learning_at(world, i)->when;
        version[i] = learning_at(world, i)->learnt.version;
    }
    results_column(record, "learning", "when_ms", RECORD_INT64, down, "ms", "since the start", when);
    results_column(record, "learning", "version", RECORD_INT64, down, "1", "0: before it had learnt",
                   version);
    free(when);
    free(version);
}

static void write_texts(const struct world *world, struct record *record, struct record_dimension_id down) {
    size_t count = learning_count(world);
    const char **column = status_allocate(count, sizeof *column);
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        for (size_t i = 0; i < count; i++) column[i] = texts[t].of(world, learning_at(world, i));
        results_texts(record, "learning", down, texts[t].name, texts[t].long_name, column);
    }
    free(column);
}

static void write_numbers(const struct world *world, struct record *record, struct record_dimension_id down) {
    size_t count = learning_count(world);
    double *column = status_allocate(count, sizeof *column);
    for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) {
        for (size_t i = 0; i < count; i++)
            column[i] = *(const double *)((const char *)&learning_at(world, i)->learnt + numbers[n].at);
        results_column(record, "learning", numbers[n].name, RECORD_FLOAT64, down, numbers[n].units,
                       numbers[n].long_name, column);
    }
    free(column);
}

void results_learning(const struct world *world, struct record *record) {
    if (!learning_count(world)) return;
    struct record_dimension_id down = results_numbered(record, "learning", "row", learning_count(world),
                                                       "version of what a party has learnt");
    write_wholes(world, record, down);
    write_texts(world, record, down);
    write_numbers(world, record, down);
}
