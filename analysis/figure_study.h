// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of what runs come to in the end: of a comparison a bar for each policy, of a study in which settings vary the outcome
// over one of them.
#ifndef MARU_ANALYSIS_FIGURE_STUDY_H
#define MARU_ANALYSIS_FIGURE_STUDY_H

#include "analysis/figure.h"
#include "analysis/figure_source.h"

// Adds an outcome of a comparison, its difference to the first policy pair by pair; those of one unit share a panel, in which each
// is a row.
void figure_study_add_bars(struct figure *figure, const struct figure_source *source, const char *name);

// Lays the axis of one of the study's settings. To be called before outcomes are added.
void figure_study_lay_setting(struct figure *figure, const struct figure_source *source, size_t setting);
// Adds an outcome over that setting, the mean over the replications at each point under each policy; `difference`: to the first
// policy, pair by pair.
void figure_study_add_points(struct figure *figure, const struct figure_source *source, size_t setting, const char *name,
                             bool difference);

#endif
