// SPDX-License-Identifier: GPL-3.0-or-later
// What a maker sells beside its appliances: accessories and after-service, to homes that own something of it, as often as families
// trust it and by its prices.
#ifndef MARU_MODELS_MAKER_MAKER_SHOP_H
#define MARU_MODELS_MAKER_MAKER_SHOP_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/engine/submodel.h"
#include "sim/engine/welfare.h"

struct party;
struct world;

extern const struct equation maker_shop_equation;
extern const struct welfare_source *const maker_shop_worths[];  // NULL-terminated

void maker_shop_open(const struct world *world, struct party *maker);
void maker_shop_sell(struct world *world, struct party *maker);  // of a day, in midnight()
void maker_shop_close(struct party *maker);
// Whether the home has something of the maker's, besides the family itself, and not only room for what a retailer may sell it.
bool maker_shop_has(const struct world *world, const struct party *maker, uint32_t home);

#endif
