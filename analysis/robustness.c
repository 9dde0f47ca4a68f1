// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/robustness.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/statistics.h"

#define RANGE 0.9  // of the points, that the range shown holds

static bool is_told(const struct measure *measure) {
    switch (measure->group) {
        case MEASURE_MONEY:
            return strcmp(measure->name, "outside") != 0;
        case MEASURE_PRIVACY:
            return strcmp(measure->subject, measure_all_flows) == 0;
        case MEASURE_WELFARE:
        case MEASURE_RESULT:
            return true;
        default:
            return false;
    }
}

static bool differs(const double *differences, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (differences[i] < 0 || differences[i] > 0) return true;
    return false;
}

static void add_row(struct robustness *robustness, size_t policy, size_t outcome, double *differences) {
    const struct study_points *points = robustness->points;
    for (size_t point = 0; point < points->point_count; point++)
        differences[point] = study_points_outcome(points, policy, point, outcome);
    if (!differs(differences, points->point_count)) return;
    struct robustness_row *row = &robustness->rows[policy][robustness->row_counts[policy]++];
    *row = (struct robustness_row){
        .outcome = outcome,
        .sign = sensitivity_sign(differences, points->point_count, RANGE, STATISTICS_LEVEL),
        .movers = movers_of(points, differences)};
    row->flip = flip_find(points, differences, row->sign.sign);
}

static void fill_rows(struct robustness *robustness) {
    const struct study_points *points = robustness->points;
    const struct study_results *results = points->results;
    double *differences = fault_allocate(points->point_count, sizeof *differences);
    for (size_t policy = points->policy_count > 1; policy < points->policy_count; policy++) {
        robustness->rows[policy] = fault_allocate(results->outcome_count, sizeof **robustness->rows);
        for (size_t i = 0; i < results->outcome_count; i++)
            if (is_told(&results->measures[i])) add_row(robustness, policy, i, differences);
    }
    free(differences);
}

struct robustness *robustness_of(const struct study_results *results) {
    struct study_points *points = study_points_of(results);
    if (points->point_count < ROBUSTNESS_LEAST_POINTS || results->setting_count == 0) {
        study_points_free(points);
        return NULL;
    }
    struct robustness *robustness = fault_allocate(1, sizeof *robustness);
    *robustness = (struct robustness){
        .points = points,
        .rows = fault_allocate(points->policy_count, sizeof *robustness->rows),
        .row_counts = fault_allocate(points->policy_count, sizeof *robustness->row_counts)};
    fill_rows(robustness);
    return robustness;
}

void robustness_free(struct robustness *robustness) {
    if (!robustness) return;
    for (size_t policy = 0; policy < robustness->points->policy_count; policy++) {
        for (size_t i = 0; i < robustness->row_counts[policy]; i++)
            prim_free(robustness->rows[policy][i].flip);
        free(robustness->rows[policy]);
    }
    free(robustness->rows);
    free(robustness->row_counts);
    study_points_free(robustness->points);
    free(robustness);
}
