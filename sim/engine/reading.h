// SPDX-License-Identifier: GPL-3.0-or-later
// Which sections of a scenario anything in its world reads, by what the kinds say that their equations take (submodel.h).
#ifndef MARU_SIM_ENGINE_READING_H
#define MARU_SIM_ENGINE_READING_H

#include <stdbool.h>
#include <stddef.h>

struct world;

// Whether any home has, or can come to have, the appliance of that number.
bool reading_is_there(const struct world *world, size_t appliance);
// Whether a section is read: by an appliance that is there, by a party, or by a section that one of these reads.
bool reading_reads(const struct world *world, const char *section);

#endif
