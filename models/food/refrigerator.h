// SPDX-License-Identifier: GPL-3.0-or-later
// What a refrigerator tells.
#ifndef MARU_MODELS_FOOD_REFRIGERATOR_H
#define MARU_MODELS_FOOD_REFRIGERATOR_H

#include "models/food/foodstuff.h"
#include "sim/engine/world.h"

extern const struct appliance_kind refrigerator_appliance;

// The home's, as one of its processes; UINT16_MAX: it has none.
uint16_t refrigerator_process(const struct world *world, uint32_t home);
// In truth, for who is held against it: whether the family orders from that shop (a party's number) now and then.
bool refrigerator_is_customer(const struct world *world, uint32_t home, uint16_t shop);

// Published as DATA_STOCK (subscribe to it):
// a product runs low; once, until there is enough of it again.
extern const struct topic refrigerator_stock_low;
struct stock_low {
    enum foodstuff product;
    float days_left;
};
TOPICS_CARRY(stock_low, struct stock_low, &refrigerator_stock_low);
// what is there, once a day (setting daily_status), in portions seen.
extern const struct topic refrigerator_stock_status;
struct stock_status {
    uint8_t portions[FOODSTUFFS];
};
TOPICS_CARRY(stock_status, struct stock_status, &refrigerator_stock_status);

#endif
