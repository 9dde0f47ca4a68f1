// SPDX-License-Identifier: GPL-3.0-or-later
// What figures are drawn from, read: a run, a comparison of policies, or a study in which settings vary; and the names of all
// that can be drawn.
#ifndef MARU_ANALYSIS_FIGURE_SOURCE_H
#define MARU_ANALYSIS_FIGURE_SOURCE_H

#include "analysis/report_source.h"
#include "analysis/study_points.h"
#include "analysis/why_source.h"

enum figure_of { FIGURE_OF_RUN, FIGURE_OF_POLICIES, FIGURE_OF_SETTINGS };

struct figure_source {
    enum figure_of of;
    char *identity, *title;
    int64_t first_day;            // since 1970-01-01
    struct why_source *why;       // of a run
    struct report_source report;  // of a study
    struct study_points *points;  // of settings
};

// The path of a run file or of a study's file; `folder`: the study's, NULL of a run. False and a fault. The path and the fault are borrowed until
// figure_source_clear, which clears it in any case.
bool figure_source_read(const char *path, const char *folder, struct figure_source *source, struct fault *fault);
void figure_source_clear(struct figure_source *source);

// All its names, in the order of the file: of a run as maru why lists them, of a study as runs.csv has them. Borrowed; returns how
// many.
size_t figure_source_names(const struct figure_source *source, char *const **names);

// An outcome of a comparison, by its name; borrowed.
const struct comparison_row *figure_source_row(const struct figure_source *source, const char *name);

#endif
