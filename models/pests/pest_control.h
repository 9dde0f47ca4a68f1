// SPDX-License-Identifier: GPL-3.0-or-later
// What can be sent to a pest-control firm.
#ifndef MARU_MODELS_PESTS_PEST_CONTROL_H
#define MARU_MODELS_PESTS_PEST_CONTROL_H

#include "sim/engine/world.h"

extern const struct party_kind pest_control_party;

// From the maker, which has sold it (pest_control_leads.h); item.value is the fee in won.
extern const struct topic pest_control_exclusive_lead;  // the family asked for it, nobody else gets it
extern const struct topic pest_control_shared_lead;     // sold without asking, perhaps to several firms
// From the family itself.
extern const struct topic pest_control_call;

#define PEST_CONTROL_PURPOSE "pest_service"
#define PEST_CONTROL_OWN_CALL "own_call"

// A household calls a firm of its own choice: of those that are open the one that asks least with the way to it, of equals
// by the household's luck (pest_control_price.h). Does nothing without one. In parties_decide only.
void pest_control_be_called(struct world *world, uint32_t home, uint64_t cause);
// The data flow of a household's own call to this firm.
uint16_t pest_control_call_flow(struct world *world, const struct party *firm);

#endif
