// SPDX-License-Identifier: GPL-3.0-or-later
// What a school's purifiers, machines and electricity cost since its month began, and who pays: once a month.
#ifndef MARU_MODELS_AIR_SCHOOL_BILLS_H
#define MARU_MODELS_AIR_SCHOOL_BILLS_H

#include "sim/engine/world.h"

void school_bills_pay(struct world *world, const struct party *school);

#endif
