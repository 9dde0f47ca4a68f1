// SPDX-License-Identifier: GPL-3.0-or-later
// The other maker: sells a family its product, from outside the scenario when there is no such party.
#ifndef MARU_MODELS_PRODUCTS_COMPETITOR_H
#define MARU_MODELS_PRODUCTS_COMPETITOR_H

#include "sim/engine/world.h"

extern const struct party_kind competitor_party;

journal_cause competitor_sell(struct world *world, uint32_t home, double price_won);

#endif
