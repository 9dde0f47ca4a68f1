// SPDX-License-Identifier: GPL-3.0-or-later
// A monitor in general: what a service may be told by one, and what it finds when it looks for itself. How one behaves
// is in monitor.c.
#ifndef MARU_MODELS_SERVICES_MONITOR_H
#define MARU_MODELS_SERVICES_MONITOR_H

#include "sim/engine/world.h"

extern const struct appliance_kind monitor_appliance;

// A reading that the monitor publishes; item.process: which one it is.
extern const struct topic monitor_reading;
// Handed over at the home (party_hand) by who helps: the lasting level falls by so much.
extern const struct topic monitor_relief;
// Both in the quantity's unit.
TOPICS_CARRY(monitor_level, double, &monitor_reading, &monitor_relief);

// The world's monitor of that name; UINT16_MAX: there is none.
uint16_t monitor_named(const struct world *world, const char *name);
enum data_class monitor_class(const struct world *world, uint16_t appliance);
// The home's process of that monitor; UINT16_MAX: it has none.
uint16_t monitor_process(const struct world *world, uint32_t home, uint16_t appliance);
// In parties_decide: whether the home's lasting level is one that matters. Who comes and looks knows it; who has only a
// reading does not.
bool monitor_matters(const struct world *world, uint32_t home, uint16_t process);

#endif
