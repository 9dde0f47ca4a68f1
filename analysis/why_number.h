// SPDX-License-Identifier: GPL-3.0-or-later
// Why a run came to a number: the parts it is made of, the equations, and the largest payments with what they follow from.
#ifndef MARU_ANALYSIS_WHY_NUMBER_H
#define MARU_ANALYSIS_WHY_NUMBER_H

#include "analysis/why_lines.h"
#include "analysis/why_source.h"

// Of one of source->names. `day`: one day only, from 0; -1: the whole run. `party`: only payments to or from it; NULL: all.
// False when there is no such number (nothing is said), or with a fault.
bool why_number(struct why_source *source, const char *name, const char *party, int64_t day, struct why *why);

#endif
