// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/study_points.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/statistics.h"

static size_t place_of_policy(struct study_points *points, const char *name) {
    size_t i = 0;
    while (i < points->policy_count && strcmp(points->policies[i], name) != 0) i++;
    if (i == points->policy_count) points->policies[points->policy_count++] = name;
    return i;
}

static size_t one_more_than_most(const int64_t *values, size_t count) {
    int64_t most = -1;
    for (size_t i = 0; i < count; i++) most = values[i] > most ? values[i] : most;
    return (size_t)(most + 1);
}

static size_t *run_place(const struct study_points *points, size_t policy, size_t point, size_t luck) {
    return &points->run_of[(policy * points->point_count + point) * points->luck_count + luck];
}

static void find_runs(struct study_points *points) {
    const struct study_results *results = points->results;
    size_t *policy = fault_allocate(results->run_count, sizeof *policy);
    for (size_t run = 0; run < results->run_count; run++)
        policy[run] = place_of_policy(points, results->policy[run]);
    size_t places = points->policy_count * points->point_count * points->luck_count;
    points->run_of = fault_allocate(places, sizeof *points->run_of);
    for (size_t i = 0; i < places; i++) points->run_of[i] = SIZE_MAX;
    for (size_t run = 0; run < results->run_count; run++)
        *run_place(points, policy[run], (size_t)results->point[run], (size_t)results->replication[run]) = run;
    free(policy);
}

// ---- Where a point lies ----

static double place_of_number(const struct study_setting *setting, double number) {
    return setting->most > setting->least ? (number - setting->least) / (setting->most - setting->least) : 0;
}

static double place_of_word(const struct study_setting *setting, const char *word) {
    size_t place = study_results_place(setting->words, setting->word_count, word, 0);
    return setting->word_count > 1 ? (double)place / (double)(setting->word_count - 1) : 0;
}

static void lay_points(struct study_points *points) {
    const struct study_results *results = points->results;
    size_t count = results->setting_count;
    points->at = fault_allocate(points->point_count * count, sizeof *points->at);
    for (size_t run = 0; run < results->run_count; run++)
        for (size_t i = 0; i < count; i++) {
            const struct study_setting *setting = &results->settings[i];
            points->at[(size_t)results->point[run] * count + i] =
                setting->numbers ? place_of_number(setting, setting->numbers[run])
                                 : place_of_word(setting, setting->texts[run]);
        }
}

char *study_points_value(const struct study_points *points, size_t setting, double at) {
    const struct study_setting *row = &points->results->settings[setting];
    if (row->numbers) return fault_print_text("%.4g", row->least + at * (row->most - row->least));
    return fault_copy_text(row->words[(size_t)lround(at * (double)(row->word_count - 1))]);
}

// ---- What came of it ----

static double value_of(const struct study_points *points, size_t run, size_t outcome) {
    const struct study_results *results = points->results;
    bool lived = run != SIZE_MAX && results->lived[run];
    return lived ? results->values[run * results->outcome_count + outcome] : NAN;
}

double study_points_outcome(const struct study_points *points, size_t policy, size_t point, size_t outcome) {
    struct statistics_running pairs = {0};
    for (size_t luck = 0; luck < points->luck_count; luck++) {
        double value = value_of(points, *run_place(points, policy, point, luck), outcome);
        double baseline = policy ? value_of(points, *run_place(points, 0, point, luck), outcome) : 0;
        statistics_take(&pairs, value - baseline);
    }
    return pairs.count ? pairs.mean : NAN;
}

struct study_points *study_points_of(const struct study_results *results) {
    struct study_points *points = fault_allocate(1, sizeof *points);
    *points =
        (struct study_points){.results = results,
                              .point_count = one_more_than_most(results->point, results->run_count),
                              .luck_count = one_more_than_most(results->replication, results->run_count),
                              .policies = fault_allocate(results->run_count, sizeof *points->policies)};
    find_runs(points);
    lay_points(points);
    return points;
}

void study_points_free(struct study_points *points) {
    if (!points) return;
    free(points->policies);
    free(points->at);
    free(points->run_of);
    free(points);
}
