// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/study_summary.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/fault.h"
#include "analysis/statistics.h"

// How one outcome did at one point under one policy.
struct cell {
    struct statistics_running value, difference;
};

struct study_summary {
    size_t policies, outcomes;
    struct cell *cells;  // [points][policies][outcomes]
    double *baseline;    // [outcomes]: of the point and replication that are taken
};

const char *const study_summary_names[STUDY_SUMMARY_NUMBERS] = {"n",
                                                                "mean",
                                                                "sd",
                                                                "low",
                                                                "high",
                                                                "pairs",
                                                                "difference",
                                                                "difference_sd",
                                                                "difference_low",
                                                                "difference_high"};

struct study_summary *study_summary_create(size_t points, size_t policies, size_t outcomes) {
    struct study_summary *summary = fault_allocate(1, sizeof *summary);
    *summary = (struct study_summary){policies, outcomes,
                                      fault_allocate(points * policies * outcomes, sizeof *summary->cells),
                                      fault_allocate(outcomes, sizeof *summary->baseline)};
    return summary;
}

void study_summary_free(struct study_summary *summary) {
    if (!summary) return;
    free(summary->cells);
    free(summary->baseline);
    free(summary);
}

static struct cell *cells_of(const struct study_summary *summary, size_t point, size_t policy) {
    return summary->cells + (point * summary->policies + policy) * summary->outcomes;
}

void study_summary_take(struct study_summary *summary, size_t point, size_t policy, const double *values) {
    struct cell *cells = cells_of(summary, point, policy);
    for (size_t k = 0; k < summary->outcomes; k++) {
        if (policy == 0) summary->baseline[k] = values[k];
        statistics_take(&cells[k].value, values[k]);
        statistics_take(&cells[k].difference, values[k] - summary->baseline[k]);
    }
}

static void put_estimate(const struct statistics_running *running, double *numbers) {
    struct statistics_estimate estimate = statistics_so_far(running, STATISTICS_LEVEL);
    *numbers++ = (double)estimate.count;
    *numbers++ = estimate.mean;
    *numbers++ = estimate.sd;
    *numbers++ = estimate.mean - estimate.half_width;
    *numbers++ = estimate.mean + estimate.half_width;
}

void study_summary_line(const struct study_summary *summary, size_t point, size_t policy, size_t outcome,
                        double numbers[STUDY_SUMMARY_NUMBERS]) {
    const struct cell *cell = &cells_of(summary, point, policy)[outcome];
    put_estimate(&cell->value, numbers);
    put_estimate(&cell->difference, numbers + STUDY_SUMMARY_NUMBERS / 2);
    for (size_t i = STUDY_SUMMARY_NUMBERS / 2; policy == 0 && i < STUDY_SUMMARY_NUMBERS; i++)
        numbers[i] = NAN;
}
