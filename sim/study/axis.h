// SPDX-License-Identifier: GPL-3.0-or-later
// What a study varies: one setting or lever, over a range or through some values. Written as people type it:
//   air_conditioner.ownership=0.2..0.9       any number between
//   air_conditioner.ownership=0.2..0.9/8     eight numbers, equally far apart, the ends among them
//   network.cloud_servers=1,2,4              these
//   air_conditioner.placement                all a choice or a flag can be; of a number, the range of its table
#ifndef MARU_SIM_STUDY_AXIS_H
#define MARU_SIM_STUDY_AXIS_H

#include "sim/engine/plan.h"

struct axis {
    char *name;
    double least, most;  // of a range
    size_t steps;        // equally far apart; 0: any number
    char **values;       // of a list, as they are typed
    size_t count;        // 0: a range
    bool whole;          // only whole numbers, both ends among them
    double at_start;     // where the scenario stands, 0 to 1 of the range or of the list
};

// False with a status when it cannot be read so. Free with axis_clear in any case.
bool axis_parse(const char *text, struct axis *axis, struct status *status);
void axis_clear(struct axis *axis);

// Fits the axis to the setting that the plan has by its name: fills in what its table says (whole numbers, the range, where it
// stands) and tries the ends or all values. False with a status: there is no such setting, a value is not allowed, or it cannot
// vary within a study (the days, the seed: outcomes of unequal length, luck that is not shared). The plan is changed.
bool axis_fit(struct axis *axis, struct plan *plan, struct status *status);

// An axis for each setting that nobody decides (ROLE_UNCERTAIN) of the plan's sections, appliances and parties, but texts and
// series, over where it may well lie, or else the whole range: what a scenario does not know. At most `most`; returns how many.
size_t axis_all_uncertain(const struct plan *plan, struct axis *axes, size_t most);

// How many values it can take; 0: any number of a range.
size_t axis_levels(const struct axis *axis);
// The value at a place, 0 to below 1, as --set takes it. Owned by the caller.
char *axis_value(const struct axis *axis, double at);
// As it would be typed. Owned by the caller.
char *axis_text(const struct axis *axis);

#endif
