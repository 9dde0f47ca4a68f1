// SPDX-License-Identifier: GPL-3.0-or-later
// Figures over days: of a run its numbers day by day, of a comparison a curve for each policy with its 95 % band, as the page of
// maru report has them.
#ifndef MARU_ANALYSIS_FIGURE_DAYS_H
#define MARU_ANALYSIS_FIGURE_DAYS_H

#include "analysis/figure.h"
#include "analysis/figure_source.h"

// Has a name of a run, or of a comparison, days?
bool figure_days_has(const struct figure_source *source, const char *name);

// Adds one of the source's names to the figure. `cumulative`: amounts of a run since the start, which those of a comparison always
// are; `difference`: of a comparison, against the first policy, which money always is. Of what has days only.
void figure_days_add_run(struct figure *figure, const struct figure_source *source, const char *name, bool cumulative);
void figure_days_add_policies(struct figure *figure, const struct figure_source *source, const char *name, bool difference);

#endif
