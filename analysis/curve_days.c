// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/curve_days.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum curve_sort curve_days_sort(const struct measure *measure) {
    if (measure->group == MEASURE_MONEY) return CURVE_MONEY;
    return isnan(measure->missing) ? CURVE_MEAN : CURVE_SUM;
}

size_t curve_days_quantity(const struct report_source *source, const struct comparison_row *row) {
    char *id = measure_id(&row->measure);
    size_t place =
        study_results_place(source->results->quantities, source->results->quantity_count, id, SIZE_MAX);
    free(id);
    return place;
}

// [replications][days] of a policy: amounts since the start, means of the day.
static double *days_of(const struct report_source *source, const struct comparison_row *row, size_t policy) {
    const struct study_results *results = source->results;
    size_t days = results->days, count = source->comparison->replications,
           quantity = curve_days_quantity(source, row);
    double *values = fault_allocate(count * days, sizeof *values);
    bool mean = curve_days_sort(&row->measure) == CURVE_MEAN;
    for (size_t run = 0; run < results->run_count; run++) {
        if (strcmp(results->policy[run], source->policies[policy]) != 0) continue;
        const double *by_day = source->by_day + (run * results->quantity_count + quantity) * days;
        double *to = values + (size_t)results->replication[run] * days, sum = 0;
        for (size_t day = 0; day < days; day++) {
            sum += by_day[day];
            to[day] = mean ? by_day[day] : sum;
        }
    }
    return values;
}

static void subtract(double *values, const double *baseline, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] -= baseline[i];
}

static struct statistics_estimate *estimates_of(const double *values, size_t days, size_t count) {
    struct statistics_estimate *estimates = fault_allocate(days, sizeof *estimates);
    double *of_day = fault_allocate(count, sizeof *of_day);
    for (size_t day = 0; day < days; day++) {
        for (size_t i = 0; i < count; i++) of_day[i] = values[i * days + day];
        estimates[day] = statistics_estimate(of_day, count, STATISTICS_LEVEL);
    }
    free(of_day);
    return estimates;
}

struct statistics_estimate *curve_days_estimates(const struct report_source *source,
                                                 const struct comparison_row *row, size_t policy,
                                                 bool against) {
    size_t days = source->results->days, count = source->comparison->replications;
    double *values = days_of(source, row, policy);
    if (against) {
        double *baseline = days_of(source, row, 0);
        subtract(values, baseline, count * days);
        free(baseline);
    }
    struct statistics_estimate *estimates = estimates_of(values, days, count);
    free(values);
    return estimates;
}
