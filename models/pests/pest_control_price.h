// SPDX-License-Identifier: GPL-3.0-or-later
// What a visit of a pest-control firm costs today, which firm a family calls, and how firms answer each other's prices: those
// that are open stand evenly on a circle, in an order by lot, and each family has a place on it (price_rivalry_law.h).
#ifndef MARU_MODELS_PESTS_PEST_CONTROL_PRICE_H
#define MARU_MODELS_PESTS_PEST_CONTROL_PRICE_H

#include "models/pests/pest_lead.h"
#include "sim/engine/submodel.h"
#include "sim/engine/world.h"

extern const struct equation pest_control_price_equation;

// At start(), when it is known whether the firm is open; then each time that the timer LOOK_AT_PRICES wakes a firm that is open.
void pest_control_price_start(struct world *world, struct party *firm);
void pest_control_price_look(struct world *world, struct party *firm);
// What a firm that is closed reckons to ask once it has entered; then, that it enters, before it is open.
double pest_control_price_entering_won(struct world *world, const struct party *firm);
void pest_control_price_enter(struct world *world, struct party *firm);

// Of a visit that is booked now; and where that follows from a lead or a call.
double pest_control_price_won(const struct party *firm);
double pest_control_price_after_won(const struct party *firm, enum lead lead);
// Which of these firms a family calls by itself; NULL: none is open.
struct party *pest_control_price_choose(struct world *world, const struct party_kind *firms, uint32_t home);
// What it costs the family beside the price that the firm, which is open, is not the one that suits it most, won.
double pest_control_price_way_won(struct world *world, const struct party *firm, uint32_t home);

#endif
