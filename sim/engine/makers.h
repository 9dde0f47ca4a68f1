// SPDX-License-Identifier: GPL-3.0-or-later
// Whose each appliance and each party is: what a maker lists (party_kind.makes) is its own, or its partner's; what none
// lists is the first maker's, in the order of their names. For making a world: the parties exist, and are not prepared.
#ifndef MARU_SIM_ENGINE_MAKERS_H
#define MARU_SIM_ENGINE_MAKERS_H

#include <stdbool.h>

struct status;
struct world;

// Fills appliance.maker, party.maker and maker_rank, and counts the makers. False: a maker lists what is not there, a maker, or what another lists.
bool makers_assign(struct world *world, struct status *status);

#endif
