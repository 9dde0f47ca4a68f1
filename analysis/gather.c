// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/gather.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/outcomes.h"

struct gathering {
    const struct gathered_run *runs;
    struct outcomes *outcomes;  // [runs]; empty for a run that came to no end
    struct study_results *results;
    double *by_day;
};

static void make_lines(struct study_results *results, const struct gathered_run *runs, size_t count) {
    results->run_count = count;
    results->run = fault_allocate(count, sizeof *results->run);
    results->point = fault_allocate(count, sizeof *results->point);
    results->replication = fault_allocate(count, sizeof *results->replication);
    results->seed = fault_allocate(count, sizeof *results->seed);
    results->policy = fault_allocate(count, sizeof *results->policy);
    results->lived = fault_allocate(count, sizeof *results->lived);
    results->message = fault_allocate(count, sizeof *results->message);
    for (size_t i = 0; i < count; i++) {
        results->run[i] = runs[i].number;
        results->point[i] = runs[i].point;
        results->replication[i] = runs[i].replication;
        results->seed[i] = runs[i].seed;
        results->policy[i] = fault_copy_text(runs[i].policy);
        results->lived[i] = runs[i].path != NULL;
        results->message[i] = fault_copy_text(runs[i].path ? "" : runs[i].message);
    }
}

static bool is_that_run(const struct gathered_run *wanted, const struct outcomes *found,
                        struct fault *fault) {
    if (strcmp(found->policy, wanted->policy) != 0)
        return fault_set(fault, "%s: holds policy '%s' where '%s' is wanted", wanted->path, found->policy,
                         wanted->policy);
    if (found->replication != wanted->replication)
        return fault_set(fault, "%s: does not share the luck: it is replication %lld where %lld is wanted",
                         wanted->path, (long long)found->replication, (long long)wanted->replication);
    return true;
}

// The first run that lived says what all have in common.
static bool fits_frame(struct study_results *results, const char *path, const struct outcomes *outcomes,
                       struct fault *fault) {
    if (!results->day) {
        results->scenario = fault_copy_text(outcomes->scenario);
        results->title = fault_copy_text(outcomes->title);
        results->homes = (int64_t)outcomes->homes;
        results->days = outcomes->days;
        results->day_unit = fault_copy_text(outcomes->day_unit);
        results->day = fault_allocate(results->days, sizeof *results->day);
        for (size_t day = 0; day < results->days; day++)
            results->day[day] = outcomes->first_day + (int64_t)day;
    }
    if (strcmp(results->scenario, outcomes->scenario) == 0 && results->days == outcomes->days) return true;
    return fault_set(fault, "%s: %zu days of scenario %s cannot be put together with %zu of %s", path,
                     outcomes->days, outcomes->scenario, results->days, results->scenario);
}

static bool read_run(struct gathering *all, size_t i, struct fault *fault) {
    const struct gathered_run *run = &all->runs[i];
    struct outcomes *outcomes = &all->outcomes[i];
    if (!run->path) return true;
    if (!outcomes_read(run->path, outcomes, fault) || !is_that_run(run, outcomes, fault)) return false;
    all->results->seed[i] = outcomes->seed;
    return fits_frame(all->results, run->path, outcomes, fault);
}

// ---- Columns ----

static void join_outcome(struct study_results *results, const struct outcomes *outcomes, size_t i) {
    size_t place = study_results_place(results->ids, results->outcome_count, outcomes->ids[i], i);
    if (place < results->outcome_count) return;
    results->ids = fault_reallocate(results->ids, place + 1, sizeof *results->ids);
    results->measures = fault_reallocate(results->measures, place + 1, sizeof *results->measures);
    results->ids[place] = fault_copy_text(outcomes->ids[i]);
    results->measures[place] = measure_copy(&outcomes->measures.rows[i]);
    results->outcome_count++;
}

static void join_quantity(struct study_results *results, const char *id, size_t guess) {
    size_t place = study_results_place(results->quantities, results->quantity_count, id, guess);
    if (place < results->quantity_count) return;
    results->quantities = fault_reallocate(results->quantities, place + 1, sizeof *results->quantities);
    results->quantities[place] = fault_copy_text(id);
    results->quantity_count++;
}

static void join_columns(struct study_results *results, const struct outcomes *outcomes) {
    for (size_t i = 0; i < outcomes->measures.count; i++) join_outcome(results, outcomes, i);
    for (size_t i = 0; i < outcomes->daily_count; i++)
        join_quantity(results, outcomes->ids[outcomes->daily[i]], i);
}

static void put_run(struct gathering *all, size_t run) {
    const struct outcomes *outcomes = &all->outcomes[run];
    struct study_results *results = all->results;
    size_t cells = results->quantity_count * results->days;
    double *values = results->values + run * results->outcome_count, *by_day = all->by_day + run * cells;
    for (size_t i = 0; i < results->outcome_count; i++)
        values[i] = results->lived[run] ? results->measures[i].missing : NAN;
    for (size_t i = 0; i < cells; i++) by_day[i] = NAN;
    for (size_t i = 0; i < outcomes->measures.count; i++)
        values[study_results_place(results->ids, results->outcome_count, outcomes->ids[i], i)] =
            outcomes->measures.rows[i].value;
    for (size_t i = 0; i < outcomes->daily_count; i++) {
        const char *id = outcomes->ids[outcomes->daily[i]];
        size_t place = study_results_place(results->quantities, results->quantity_count, id, i);
        memcpy(by_day + place * results->days, outcomes->by_day + i * outcomes->days,
               outcomes->days * sizeof *by_day);
    }
}

static void fill_tables(struct gathering *all) {
    struct study_results *results = all->results;
    size_t runs = results->run_count;
    results->values = fault_allocate(runs * results->outcome_count, sizeof *results->values);
    all->by_day = fault_allocate(runs * results->quantity_count * results->days, sizeof *all->by_day);
    for (size_t i = 0; i < runs; i++) put_run(all, i);
}

struct study_results *gather(const struct gathered_run *runs, size_t count, double **by_day,
                             struct fault *fault) {
    struct gathering all = {.runs = runs,
                            .outcomes = fault_allocate(count, sizeof *all.outcomes),
                            .results = fault_allocate(1, sizeof *all.results)};
    make_lines(all.results, runs, count);
    size_t read = 0;
    while (read < count && read_run(&all, read, fault)) join_columns(all.results, &all.outcomes[read++]);
    if (read == count) fill_tables(&all);
    for (size_t i = 0; i < count; i++) outcomes_clear(&all.outcomes[i]);
    free(all.outcomes);
    *by_day = all.by_day;
    if (read == count) return all.results;
    study_results_free(all.results);
    return NULL;
}
