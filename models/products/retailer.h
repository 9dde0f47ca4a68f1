// SPDX-License-Identifier: GPL-3.0-or-later
// The shop that sells one appliance of the scenario: who bought what when.
#ifndef MARU_MODELS_PRODUCTS_RETAILER_H
#define MARU_MODELS_PRODUCTS_RETAILER_H

#include "sim/engine/world.h"

extern const struct party_kind retailer_party;

// The retailer that sells the appliance (its place in world->appliances), or NULL. From appliances' prepare() on.
const struct party *retailer_of(const struct world *world, uint16_t appliance);
// When the home's present one was sold: before the start negative; CLOCK_NEVER: it has none of this maker's. To read only;
// during the run it changes in parties_decide.
time_ms retailer_sold(const struct party *retailer, uint32_t home);

#endif
