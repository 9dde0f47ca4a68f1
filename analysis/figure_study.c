// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure_study.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/study_summary.h"

// ---- Bars ----

// With a series for each policy but the first.
static struct figure_panel *bars_panel(struct figure *figure, const struct figure_source *source,
                                       const char *name, const char *unit) {
    const struct report_source *report = &source->report;
    char *note = fault_print_text("difference to %s", report->policies[0]);
    struct figure_panel *panel = figure_panel_like(figure, note, unit, false);
    if (panel)
        panel->name[0] = '\0';
    else
        panel = figure_add_panel(figure, name, note, unit, false);
    for (size_t policy = panel->series_count + 1; policy < report->policy_count; policy++)
        figure_add_series(panel, report->policies[policy], policy);
    free(note);
    return panel;
}

void figure_study_add_bars(struct figure *figure, const struct figure_source *source, const char *name) {
    const struct comparison *comparison = source->report.comparison;
    const struct comparison_row *row = figure_source_row(source, name);
    struct figure_panel *panel = bars_panel(figure, source, name, row->measure.unit);
    bool intervals = comparison_has_intervals(comparison);
    for (size_t policy = 1; policy < comparison->policy_count; policy++) {
        struct statistics_estimate difference = comparison_row_difference(comparison, row, policy);
        double half = intervals ? difference.half_width : NAN;
        figure_add_mark(&panel->series[policy - 1],
                        (struct figure_mark){(double)panel->row_count, difference.mean,
                                             difference.mean - half, difference.mean + half});
    }
    figure_add_row(panel, name);
}

// ---- Over a setting ----

void figure_study_lay_setting(struct figure *figure, const struct figure_source *source, size_t setting) {
    const struct study_setting *varied = &source->report.results->settings[setting];
    const char *unit = varied->unit;
    bool bare = !unit[0] || strcmp(unit, "1") == 0;
    figure->form = source->report.results->setting_count == 1 ? FIGURE_LINES : FIGURE_POINTS;
    figure->across =
        fault_print_text("%s%s%s%s", varied->name, bare ? "" : " (", bare ? "" : unit, bare ? "" : ")");
    if (varied->numbers) return;
    figure->words = fault_allocate(varied->word_count, sizeof *figure->words);
    for (size_t i = 0; i < varied->word_count; i++)
        figure->words[figure->word_count++] = fault_copy_text(varied->words[i]);
}

static double place_of_point(const struct study_setting *setting, size_t run) {
    if (setting->numbers) return setting->numbers[run];
    return (double)study_results_place(setting->words, setting->word_count, setting->texts[run], 0);
}

static size_t policy_of(const struct study_points *points, const char *name) {
    size_t policy = 0;
    while (strcmp(points->policies[policy], name) != 0) policy++;
    return policy;
}

// Of one outcome, and where each point lies.
static struct study_summary *sum_up(const struct study_points *points, size_t outcome, size_t setting,
                                    double *places) {
    const struct study_results *results = points->results;
    struct study_summary *summary = study_summary_create(points->point_count, points->policy_count, 1);
    for (size_t run = 0; run < results->run_count; run++) {
        size_t point = (size_t)results->point[run];
        places[point] = place_of_point(&results->settings[setting], run);
        study_summary_take(summary, point, policy_of(points, results->policy[run]),
                           &results->values[run * results->outcome_count + outcome]);
    }
    return summary;
}

static int compare_places(const void *one, const void *other) {
    const struct figure_mark *a = one, *b = other;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return a->mean < b->mean ? -1 : a->mean > b->mean;
}

enum { MEAN = 1, LOW = 3, HIGH = 4 };  // places in a line of the summary

static void add_policy(struct figure_panel *panel, const struct study_points *points,
                       const struct study_summary *summary, const double *places, size_t policy,
                       bool difference) {
    double numbers[STUDY_SUMMARY_NUMBERS];
    const double *told = numbers + (difference ? STUDY_SUMMARY_NUMBERS / 2 : 0);
    struct figure_series *series = figure_add_series(panel, points->policies[policy], policy);
    for (size_t point = 0; point < points->point_count; point++) {
        study_summary_line(summary, point, policy, 0, numbers);
        bool intervals = told[0] >= COMPARISON_LEAST_FOR_INTERVALS;
        figure_add_mark(series, (struct figure_mark){places[point], told[MEAN], intervals ? told[LOW] : NAN,
                                                     intervals ? told[HIGH] : NAN});
    }
    qsort(series->marks, series->count, sizeof *series->marks, compare_places);
}

void figure_study_add_points(struct figure *figure, const struct figure_source *source, size_t setting,
                             const char *name, bool difference) {
    const struct study_points *points = source->points;
    const struct study_results *results = points->results;
    size_t outcome = study_results_place(results->ids, results->outcome_count, name, 0);
    double *places = fault_allocate(points->point_count, sizeof *places);
    struct study_summary *summary = sum_up(points, outcome, setting, places);
    bool against = difference && points->policy_count > 1;
    char *note = against ? fault_print_text("difference to %s", points->policies[0]) : fault_copy_text("");
    struct figure_panel *panel = figure_add_panel(figure, name, note, results->measures[outcome].unit, false);
    for (size_t policy = against; policy < points->policy_count; policy++)
        add_policy(panel, points, summary, places, policy, against);
    study_summary_free(summary);
    free(places);
    free(note);
}
