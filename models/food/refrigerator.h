// SPDX-License-Identifier: GPL-3.0-or-later
// What a refrigerator tells, and how others find it.
#ifndef MARU_MODELS_FOOD_REFRIGERATOR_H
#define MARU_MODELS_FOOD_REFRIGERATOR_H

#include "models/food/foodstuff.h"
#include "sim/engine/world.h"

extern const struct appliance_kind refrigerator_appliance;

// Published as DATA_STOCK (subscribe to it):
// a product runs low; item.value as below. Once, until there is enough again.
extern const struct topic refrigerator_stock_low;
// what is there, once a day (setting daily_status); item.value: 6 bits per product, portions seen, 63 for more.
extern const struct topic refrigerator_stock_status;

static inline int64_t refrigerator_low_value(enum foodstuff product, unsigned days_left) {
    return (int64_t)product | (int64_t)days_left << 8;
}
static inline enum foodstuff refrigerator_low_product(int64_t value) { return (enum foodstuff)(value & 255); }
static inline unsigned refrigerator_low_days(int64_t value) { return (unsigned)(value >> 8); }
static inline unsigned refrigerator_status_portions(int64_t value, enum foodstuff product) {
    return (unsigned)(value >> 6 * product & 63);
}

// The home's process that takes offers and deliveries; UINT16_MAX: it has no refrigerator.
uint16_t refrigerator_process(const struct world *world, uint32_t home);

#endif
