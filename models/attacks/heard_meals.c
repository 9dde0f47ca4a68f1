// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/attacks/heard_meals.h"

#include "models/food/food.h"

time_ms *heard_meals_create(uint32_t homes) {
    time_ms *latest = status_allocate(homes, sizeof *latest);
    for (uint32_t home = 0; home < homes; home++) latest[home] = -1;
    return latest;
}

bool heard_meals_is_new(time_ms *latest, const struct item *item) {
    bool told = item->topic == &food_eaten || item->topic == &food_named;
    if (!told || item->sent <= latest[item->home]) return false;
    latest[item->home] = item->sent;
    return true;
}
