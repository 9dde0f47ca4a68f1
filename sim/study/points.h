// SPDX-License-Identifier: GPL-3.0-or-later
// The points of a design as people read them: what each setting that varies is at each point. As a file, design.csv: a line
// for the names, a line for each point, which begins with its number.
#ifndef MARU_SIM_STUDY_POINTS_H
#define MARU_SIM_STUDY_POINTS_H

#include "sim/engine/status.h"
#include "sim/study/axis.h"
#include "sim/study/design.h"

struct points {
    const char *design;  // of design_kind_names; "": nothing varies
    char **names;  // [axis_count], as --set takes them
    size_t axis_count;
    char **values;  // [count][axis_count], as --set takes them
    size_t count;   // 1 when nothing varies
    char **asked;   // [axis_count], as axis_parse takes it: where the values come from; NULL: somebody wrote the points down
};

// One point, at which nothing is overruled.
struct points points_none(void);
struct points points_of_design(const struct axis *axes, size_t axis_count, const struct design *design);
// One setting more, at the end. The values [count] move to the points; `asked` as axis_parse takes it.
void points_add(struct points *points, const char *name, const char *asked, char **values);
// From a table whose head names the settings; a first column `point` is passed over. False with a status that names the
// line.
bool points_read(const char *path, struct points *points, struct status *status);
void points_clear(struct points *points);

// What the design is at a point: text [axis_count]; borrowed.
const char *const *points_at(const struct points *points, size_t point);
// design.csv as text. Owned by the caller.
char *points_csv(const struct points *points);

#endif
