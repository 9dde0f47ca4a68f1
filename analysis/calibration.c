// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration.h"

#include <math.h>
#include <stdlib.h>

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

double calibration_outcome(const struct calibration *calibration, size_t particle,
                           const struct calibration_target *target) {
    return outcome_of(calibration->results, calibration->particles->point[particle],
                      place_of(calibration->results, target));
}
