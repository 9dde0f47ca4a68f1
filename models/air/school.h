// SPDX-License-Identifier: GPL-3.0-or-later
// A school: what families tell it, and for what.
#ifndef MARU_MODELS_AIR_SCHOOL_H
#define MARU_MODELS_AIR_SCHOOL_H

#include "sim/engine/world.h"

extern const struct party_kind school_party;

// From a family: it fetched the month's air report of its school.
extern const struct topic school_report_read;

#define SCHOOL_PURPOSE "air_report"

#endif
