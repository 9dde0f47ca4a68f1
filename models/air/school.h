// SPDX-License-Identifier: GPL-3.0-or-later
// A school: what families tell it, and for what; who else may have its air shown, and to whom.
#ifndef MARU_MODELS_AIR_SCHOOL_H
#define MARU_MODELS_AIR_SCHOOL_H

#include "models/air/school_audience.h"
#include "sim/engine/world.h"

extern const struct party_kind school_party;

#define SCHOOL_PURPOSE "air_report"

// At midnight: schools close their month now, and go on.
bool school_closes_month(const struct world *world);

// For parties that show it, once a month is closed.
void school_show(const struct party *school, enum school_shower by, enum school_audience to);
// The widest of all that show it now, the school itself included.
enum school_audience school_shown_to(const struct party *school);
// So many of its families have read a report that somebody else gave them.
void school_is_read(const struct party *school, uint32_t families);
// The simulated families with a child in it. Borrowed from the school.
const uint32_t *school_families(const struct party *school, size_t *count);
double school_pupils(const struct party *school);
double school_classrooms(const struct party *school);
// The share of the lessons of the closed month in which carbon dioxide kept its limit; negative: there were none.
double school_good_air(const struct party *school);

#endif
