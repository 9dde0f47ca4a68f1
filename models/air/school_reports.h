// SPDX-License-Identifier: GPL-3.0-or-later
// The month's report of a school's air, to its families: on a page for everybody, which nobody knows the readers of, or to
// those whose consent lets the school know that they follow it.
#ifndef MARU_MODELS_AIR_SCHOOL_REPORTS_H
#define MARU_MODELS_AIR_SCHOOL_REPORTS_H

#include "sim/engine/world.h"

// From a family: it fetched the month's air report of its school.
extern const struct topic school_report_read;

void school_reports_tell(struct world *world, const struct party *school, bool everybody);
// A family has read it.
void school_reports_read(struct world *world, const struct party *school);

#endif
