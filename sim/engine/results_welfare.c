// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/results_welfare.h"

#include <stdlib.h>

static const char unit[] = "0.001 won";

enum { WHEN, CAUSE, HOME, SOURCE, AMOUNT };
static const struct {
    const char *name;
    enum record_type type;
    const char *units, *long_name;
} worth_columns[WORTH_COLUMNS] = {
    [WHEN] = {"when_ms", RECORD_INT64, "ms", "since the start"},
    [CAUSE] = {"cause", RECORD_INT64, "1", "line of /events it follows from, counted from 1"},
    [HOME] = {"home", RECORD_INT32, "1", "household that is better off, or worse"},
    [SOURCE] = {"source", RECORD_INT32, "1", "number of the source, as in /welfare"},
    [AMOUNT] = {"amount", RECORD_INT64, unit, "by how much"},
};

static void open_worths(struct results_welfare *welfare, struct record *record) {
    welfare->worth = record_dimension(record, "worths", "worth", RECORD_INT64, RECORD_LOG, NULL, "1",
                                      "what something was worth to a family");
    for (int i = 0; i < WORTH_COLUMNS; i++)
        welfare->columns[i] =
            record_variable(record, &(struct record_variable){.group = "worths",
                                                              .name = worth_columns[i].name,
                                                              .type = worth_columns[i].type,
                                                              .rank = 1,
                                                              .dimensions = {welfare->worth},
                                                              .units = worth_columns[i].units,
                                                              .long_name = worth_columns[i].long_name});
}

static const char *name_at(const struct welfare *welfare, size_t source) {
    return welfare_source_at(welfare, source)->name;
}
static const char *kind_at(const struct welfare *welfare, size_t source) {
    return welfare_kind_names[welfare_source_at(welfare, source)->kind];
}
static const char *meaning_at(const struct welfare *welfare, size_t source) {
    return welfare_source_at(welfare, source)->meaning;
}

// Of every source; freed by the caller.
static const char **texts_of(const struct world *world,
                             const char *(*text_at)(const struct welfare *welfare, size_t source)) {
    size_t count = welfare_source_count(world->welfare);
    const char **texts = status_allocate(count, sizeof *texts);
    for (size_t i = 0; i < count; i++) texts[i] = text_at(world->welfare, i);
    return texts;
}

static void column_of(const struct world *world, struct results *results, const char *name,
                      const char *long_name,
                      const char *(*text_at)(const struct welfare *welfare, size_t source)) {
    const char **texts = texts_of(world, text_at);
    results_texts(results->record, "welfare", results->welfare.source, name, long_name, texts);
    free(texts);
}

void results_welfare_open(struct world *world, struct results *results) {
    struct results_welfare *welfare = &results->welfare;
    const char **names = texts_of(world, name_at);
    welfare->source =
        record_dimension(results->record, "welfare", "source", RECORD_TEXT,
                         welfare_source_count(world->welfare), names, NULL, "where worth comes from");
    free(names);
    column_of(world, results, "kind", "what kind of worth it is", kind_at);
    column_of(world, results, "meaning", "what it is", meaning_at);
    welfare->by_day = record_variable(
        results->record, &(struct record_variable){.group = "welfare",
                                                   .name = "by_day",
                                                   .type = RECORD_INT64,
                                                   .rank = 2,
                                                   .dimensions = {results->day, welfare->source},
                                                   .units = unit,
                                                   .long_name = "by how much all families are better off, "
                                                                "beside money, on the day"});
    open_worths(welfare, results->record);
}

static void append_worth(struct results_welfare *welfare, struct record *record,
                         const struct welfare_posting *posting) {
    const int64_t cause = (int64_t)posting->cause;
    const int32_t home = (int32_t)posting->home, source = posting->source;
    record_append_coordinate(record, welfare->worth, &welfare->worth_count);
    record_append(record, welfare->columns[WHEN], &posting->when);
    record_append(record, welfare->columns[CAUSE], &cause);
    record_append(record, welfare->columns[HOME], &home);
    record_append(record, welfare->columns[SOURCE], &source);
    record_append(record, welfare->columns[AMOUNT], &posting->amount);
    welfare->worth_count++;
}

void results_welfare_day(struct world *world, struct results *results) {
    struct results_welfare *welfare = &results->welfare;
    int64_t *today = status_allocate(welfare_source_count(world->welfare), sizeof *today);
    welfare_new_day(world->welfare, today);
    record_append(results->record, welfare->by_day, today);
    free(today);
    size_t kept = welfare_posting_count(world->welfare);
    for (size_t i = world->remembers ? (size_t)welfare->worth_count : 0; i < kept; i++)
        append_worth(welfare, results->record, welfare_posting_at(world->welfare, i));
}

void results_welfare_totals(struct world *world, struct results *results) {
    struct results_welfare *welfare = &results->welfare;
    size_t sources = welfare_source_count(world->welfare);
    struct record_dimension_id household =
        results_numbered(results->record, "welfare", "household", world->home_count, "household");
    int64_t *values = status_allocate(world->home_count * sources, sizeof *values);
    for (uint32_t home = 0; home < world->home_count; home++)
        for (size_t source = 0; source < sources; source++)
            values[home * sources + source] = welfare_of_home(world->welfare, home, source);
    struct record_variable by_home = {.group = "welfare",
                                      .name = "by_home",
                                      .type = RECORD_INT64,
                                      .rank = 2,
                                      .dimensions = {household, welfare->source},
                                      .units = unit,
                                      .long_name = "by how much the family is better off, beside money"};
    record_write(results->record, record_variable(results->record, &by_home), values);
    free(values);
}
