// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure_source.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/frames.h"

static bool look(const char *path, struct figure_source *source, bool *is_study, struct fault *fault) {
    struct frames *frames = frames_open(path, NULL, fault);
    if (!frames) return false;
    *is_study = frames->is_study;
    source->identity = fault_copy_text(frames->identity);
    frames_close(frames);
    return !fault->there;
}

static bool read_run(const char *path, struct figure_source *source, struct fault *fault) {
    source->of = FIGURE_OF_RUN;
    source->why = why_source_open(path, fault);
    if (!source->why) return false;
    source->title = fault_copy_text(source->why->run->title);
    source->first_day = source->why->first_day;
    return true;
}

static bool read_study(const char *path, const char *folder, struct figure_source *source,
                       struct fault *fault) {
    if (!report_source_read(path, NULL, NULL, &source->report, fault)) return false;
    const struct study_results *results = source->report.results;
    source->of = source->report.comparison ? FIGURE_OF_POLICIES : FIGURE_OF_SETTINGS;
    source->title = fault_copy_text(results->title[0] ? results->title : results->scenario);
    frame_first_day(results->day_unit, &source->first_day);
    if (source->report.comparison) return true;
    source->points = study_points_of(results);
    return !folder || report_source_take_samples(&source->report, folder, fault);
}

bool figure_source_read(const char *path, const char *folder, struct figure_source *source,
                        struct fault *fault) {
    bool is_study = false;
    *source = (struct figure_source){0};
    if (!look(path, source, &is_study, fault)) return false;
    return is_study ? read_study(path, folder, source, fault) : read_run(path, source, fault);
}

void figure_source_clear(struct figure_source *source) {
    study_points_free(source->points);
    report_source_clear(&source->report);
    why_source_close(source->why);
    free(source->identity);
    free(source->title);
    *source = (struct figure_source){0};
}

size_t figure_source_names(const struct figure_source *source, char *const **names) {
    bool run = source->of == FIGURE_OF_RUN;
    *names = run ? source->why->names : source->report.results->ids;
    return run ? source->why->name_count : source->report.results->outcome_count;
}

const struct comparison_row *figure_source_row(const struct figure_source *source, const char *name) {
    const struct study_results *results = source->report.results;
    size_t place = study_results_place(results->ids, results->outcome_count, name, 0);
    const struct measure *measure = &results->measures[place];
    return comparison_find(source->report.comparison, measure->group, measure->subject, measure->name);
}
