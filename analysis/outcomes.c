// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/outcomes.h"

#include <stdlib.h>
#include <string.h>

static size_t party_named(const struct run *run, const char *name) {
    size_t i = 0;
    while (i < run->parties.count && strcmp(run->parties.names[i], name) != 0) i++;
    return i;
}

static void money_by_day(const struct run *run, const char *party, double *by_day) {
    size_t place = party_named(run, party);
    for (size_t day = 0; day < run->days; day++) {
        size_t cell = day * run->parties.count + place;
        by_day[day] = (double)(run->parties.won_in[cell] - run->parties.won_out[cell]);
    }
}

static void result_by_day(const struct run *run, const char *name, double *by_day) {
    const struct run_series *series = run_series_named(run, name);
    for (size_t day = 0; day < run->days; day++) by_day[day] = measure_series_day(run, series, day);
}

static bool has_days(const struct measure *measure) {
    return measure->group == MEASURE_MONEY || measure->group == MEASURE_RESULT;
}

static void take_days(const struct run *run, struct outcomes *outcomes) {
    size_t count = outcomes->measures.count;
    outcomes->daily = fault_allocate(count, sizeof *outcomes->daily);
    outcomes->by_day = fault_allocate(count * run->days, sizeof *outcomes->by_day);
    for (size_t i = 0; i < count; i++) {
        const struct measure *measure = &outcomes->measures.rows[i];
        if (!has_days(measure)) continue;
        double *by_day = outcomes->by_day + outcomes->daily_count * run->days;
        outcomes->daily[outcomes->daily_count++] = i;
        if (measure->group == MEASURE_MONEY)
            money_by_day(run, measure->name, by_day);
        else
            result_by_day(run, measure->name, by_day);
    }
}

bool outcomes_read(const char *path, struct outcomes *outcomes, struct fault *fault) {
    *outcomes = (struct outcomes){0};
    struct run *run = run_read(path, RUN_OUTCOMES, fault);
    if (!run) return false;
    outcomes->measures = measure_list(run);
    outcomes->ids = fault_allocate(outcomes->measures.count, sizeof *outcomes->ids);
    for (size_t i = 0; i < outcomes->measures.count; i++)
        outcomes->ids[i] = measure_id(&outcomes->measures.rows[i]);
    outcomes->days = run->days;
    outcomes->first_day = run->days ? run->day[0] : 0;
    outcomes->day_unit = fault_copy_text(run->day_unit);
    outcomes->scenario = fault_copy_text(run->scenario);
    outcomes->title = fault_copy_text(run->title);
    outcomes->policy = fault_copy_text(run->policy);
    outcomes->seed = run->seed;
    outcomes->replication = run->replication;
    outcomes->homes = run->homes;
    take_days(run, outcomes);
    run_free(run);
    return true;
}

void outcomes_clear(struct outcomes *outcomes) {
    for (size_t i = 0; i < outcomes->measures.count; i++) free(outcomes->ids[i]);
    measure_list_free(outcomes->measures);
    free(outcomes->ids);
    free(outcomes->daily);
    free(outcomes->by_day);
    free(outcomes->day_unit);
    free(outcomes->scenario);
    free(outcomes->title);
    free(outcomes->policy);
}
