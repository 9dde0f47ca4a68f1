// SPDX-License-Identifier: GPL-3.0-or-later
// Which reports of meals an attack has not heard yet: two firms that it watches get the same report, with the same noise.
#ifndef MARU_MODELS_ATTACKS_HEARD_MEALS_H
#define MARU_MODELS_ATTACKS_HEARD_MEALS_H

#include "sim/engine/item.h"

// [homes], when the latest report was sent that was heard; free with free().
time_ms *heard_meals_create(uint32_t homes);
// Whether it is a report of a meal, and a new one; from then on it is none.
bool heard_meals_is_new(time_ms *latest, const struct item *item);

#endif
