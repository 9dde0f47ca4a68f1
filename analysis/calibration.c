// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/csv_put.h"

void calibration_targets_clear(struct calibration_targets *targets) {
    for (size_t i = 0; i < targets->count; i++) free(targets->rows[i].outcome);
    free(targets->rows);
    *targets = (struct calibration_targets){0};
}

// NaN where no run has it.
static double outcome_of(const struct study_results *results, size_t run, size_t place) {
    bool there = place < results->outcome_count && results->lived[run];
    return there ? results->values[run * results->outcome_count + place] : NAN;
}

static size_t place_of(const struct study_results *results, const struct calibration_target *target) {
    return study_results_place(results->ids, results->outcome_count, target->outcome, 0);
}

void calibration_scale(struct calibration_targets *targets, const struct study_results *results) {
    double *values = fault_allocate(results->run_count, sizeof *values);
    for (size_t i = 0; i < targets->count; i++) {
        struct calibration_target *target = &targets->rows[i];
        size_t place = place_of(results, target);
        for (size_t run = 0; run < results->run_count; run++) values[run] = outcome_of(results, run, place);
        if (isnan(target->scale)) target->scale = abc_scale(values, results->run_count);
    }
    free(values);
}

static void widen(struct calibration_target *target, double value) {
    if (!isfinite(value)) return;
    target->least = fmin(target->least, value);
    target->most = fmax(target->most, value);
}

double *calibration_distances(struct calibration_targets *targets, const struct study_results *results) {
    size_t count = targets->count;
    double *distance = fault_allocate(results->run_count, sizeof *distance),
           *numbers = fault_allocate(3 * count, sizeof *numbers);
    double *outcome = numbers, *value = numbers + count, *scale = numbers + 2 * count;
    for (size_t run = 0; run < results->run_count; run++) {
        for (size_t i = 0; i < count; i++) {
            struct calibration_target *target = &targets->rows[i];
            outcome[i] = outcome_of(results, run, place_of(results, target));
            value[i] = target->value;
            scale[i] = target->scale;
            widen(target, outcome[i]);
        }
        distance[run] = abc_distance(outcome, value, scale, count);
    }
    free(numbers);
    return distance;
}

// ---- As a file ----

static void put_next(FILE *out, const char *text) {
    fputc(',', out);
    csv_put_text(out, text);
}

static void put_head(FILE *out, const struct calibration *calibration) {
    fputs("point,weight,distance", out);
    for (size_t i = 0; i < calibration->results->setting_count; i++)
        put_next(out, calibration->results->settings[i].name);
    for (size_t i = 0; i < calibration->targets->count; i++)
        put_next(out, calibration->targets->rows[i].outcome);
    fputc('\n', out);
}

static void put_particle(FILE *out, const struct calibration *calibration, size_t i) {
    const struct study_results *results = calibration->results;
    size_t run = calibration->particles->point[i];
    fprintf(out, "%zu,%.9g,%.9g", run, calibration->particles->weight[i],
            calibration->particles->distance[i]);
    for (size_t k = 0; k < results->setting_count; k++) {
        const struct study_setting *setting = &results->settings[k];
        if (setting->numbers)
            fprintf(out, ",%.12g", setting->numbers[run]);
        else
            put_next(out, setting->texts[run]);
    }
    for (size_t k = 0; k < calibration->targets->count; k++)
        fprintf(out, ",%.12g", outcome_of(results, run, place_of(results, &calibration->targets->rows[k])));
    fputc('\n', out);
}

char *calibration_csv(const struct calibration *calibration) {
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out) abort();
    put_head(out, calibration);
    for (size_t i = 0; i < calibration->particles->count; i++) put_particle(out, calibration, i);
    fclose(out);
    return text;
}
