// SPDX-License-Identifier: GPL-3.0-or-later
// A year's course from one mean per month, every month of which keeps its mean (months_equation).
#ifndef MARU_MODELS_ENVIRONMENT_MONTHS_H
#define MARU_MODELS_ENVIRONMENT_MONTHS_H

#include "sim/engine/clock.h"
#include "sim/engine/submodel.h"

enum { MONTHS_YEAR = 12 };

extern const struct equation months_equation;

// nodes[12] from means[12], January first.
void months_fit(const double *means, double *nodes);
// Where in the year: 0 at the start of January, 12 at the end of December.
double months_position(struct clock_date date, double hour);
double months_at(const double *nodes, double position);

#endif
