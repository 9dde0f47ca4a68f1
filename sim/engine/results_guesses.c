// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_guesses.h"

#include <stddef.h>
#include <stdlib.h>

#include "sim/engine/guesses.h"
#include "sim/engine/results_tables.h"

static const struct {
    const char *name, *units, *long_name;
    size_t at;  // in struct guessed
} numbers[] = {
    {"answers", "1", "guesses held against the truth", offsetof(struct guessed, answers)},
    {"right", "1", "share of them that are right", offsetof(struct guessed, right)},
    {"right_without", "1", "share that is right of guesses by nothing overheard",
     offsetof(struct guessed, without)},
    {"advantage", "1", "true less false positives", offsetof(struct guessed, advantage)},
    {"advantage_low", "1", "its 95 % interval: Wilson's by answer, added as Newcombe does, homes as clusters",
     offsetof(struct guessed, low)},
    {"advantage_high", "1", "likewise, its upper end", offsetof(struct guessed, high)},
    {"advantage_error", "1", "its standard error, homes as clusters", offsetof(struct guessed, error)},
    {"advantage_without", "1", "advantage of guesses by nothing overheard",
     offsetof(struct guessed, advantage_without)},
    {"bound", "1", "that theory sets to the advantage; not a number: none", offsetof(struct guessed, bound)},
    {"balanced", "1", "share guessed rightly, mean over the answers there are",
     offsetof(struct guessed, balanced)},
    {"mcc", "1", "Matthews' correlation of guess and truth", offsetof(struct guessed, mcc)},
    {"bits", "bit day-1", "that guesses tell of the truth, a home and day", offsetof(struct guessed, bits)},
};

static const char *attacker_of(const struct world *world, const struct guesses_row *row) {
    return world->parties[row->party].name;
}
static const char *watched_of(const struct world *world, const struct guesses_row *row) {
    (void)world;
    return row->guessed.watched;
}
static const char *technique_of(const struct world *world, const struct guesses_row *row) {
    (void)world;
    return row->guessed.technique->name;
}
static const char *question_of(const struct world *world, const struct guesses_row *row) {
    (void)world;
    return row->guessed.question;
}

static const struct {
    const char *name, *long_name;
    const char *(*of)(const struct world *world, const struct guesses_row *row);
} texts[] = {
    {"attacker", "who guesses", attacker_of},
    {"watched", "whose mail it overhears", watched_of},
    {"technique", "by which technique", technique_of},
    {"question", "what is guessed", question_of},
};

static void write_texts(const struct world *world, struct record *record, struct record_dimension_id down) {
    size_t count = guesses_count(world);
    const char **column = status_allocate(count, sizeof *column);
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        for (size_t i = 0; i < count; i++) column[i] = texts[t].of(world, guesses_at(world, i));
        results_texts(record, "guesses", down, texts[t].name, texts[t].long_name, column);
    }
    free(column);
}

static void write_numbers(const struct world *world, struct record *record, struct record_dimension_id down) {
    size_t count = guesses_count(world);
    double *column = status_allocate(count, sizeof *column);
    for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) {
        for (size_t i = 0; i < count; i++)
            column[i] = *(const double *)((const char *)&guesses_at(world, i)->guessed + numbers[n].at);
        results_column(record, "guesses", numbers[n].name, RECORD_FLOAT64, down, numbers[n].units,
                       numbers[n].long_name, column);
    }
    free(column);
}

void results_guesses(const struct world *world, struct record *record) {
    if (!guesses_count(world)) return;
    struct record_dimension_id down =
        results_numbered(record, "guesses", "row", guesses_count(world), "who guesses, and what");
    write_texts(world, record, down);
    write_numbers(world, record, down);
}
