// SPDX-License-Identifier: GPL-3.0-or-later
// A home's electricity meter: what the simulated appliances have used since the start. An appliance acts only when
// something changes, and looks ahead to that; so what has been put on the meter is as of different moments for each.
// Whoever reads the meter is given it as of now: each appliance is asked for what is still missing
// (appliance_kind.unmetered), and nothing changes by that. The count itself is known to meter.c alone.
#ifndef MARU_SIM_ENGINE_METER_H
#define MARU_SIM_ENGINE_METER_H

#include "sim/engine/home.h"

struct world;

// The acting process has used so much, at once or since it last said so. What runs on for hours says so when it stops
// and at midnight (settle()), and answers unmetered() meanwhile.
void visit_use_electricity(struct visit *visit, double kwh);
// The same by what was left on while the family is on a trip.
void visit_use_left_on(struct visit *visit, double kwh);

// At visit->now.
struct electric_meter visit_meter(const struct visit *visit);
// For parties: at the window's end, up to which the homes have lived.
struct electric_meter world_meter(const struct world *world, uint32_t home);

#endif
