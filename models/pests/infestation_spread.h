// SPDX-License-Identifier: GPL-3.0-or-later
// Cockroaches that move from flat to flat of a building: a chain binomial from midnight to midnight, of which a dwelling's own
// growth (infestation.h) says how much comes out of it.
//
// Homes do not touch each other while they live. So each writes down at midnight how full it is, and whoever looks on the day
// that begins then sees all others of its building as they were at that midnight, in whatever order homes are lived.
#ifndef MARU_MODELS_PESTS_INFESTATION_SPREAD_H
#define MARU_MODELS_PESTS_INFESTATION_SPREAD_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/engine/submodel.h"

struct world;

extern const struct equation infestation_spread_equation;

// Where they move, so many a day (cockroaches.spreads_per_day), and there are buildings: world->model->infestation_fills.
void infestation_spread_begin(struct world *world, double per_day);
bool infestation_spreads(const struct world *world);
// When a home settles at midnight: how full of them it is, 0 to 1. Of its own home only.
void infestation_spread_note(const struct world *world, uint32_t home, double fill);
// Chance that some come to the home on the day that began with the last midnight, from the others as they were then.
double infestation_spread_chance(const struct world *world, uint32_t home, double per_day);

#endif
