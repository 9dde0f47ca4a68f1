// SPDX-License-Identifier: GPL-3.0-or-later
// What a token programme promises and pays for data, and to whose accounts: homes' own, and those of families that game it
// (reward_gaming_law.h). Declared here is what its party calls; what others call: token_programme.h.
#ifndef MARU_MODELS_TOKENS_TOKEN_PROGRAMME_REWARDS_H
#define MARU_MODELS_TOKENS_TOKEN_PROGRAMME_REWARDS_H

#include "models/tokens/token_programme_parts.h"

extern const struct welfare_source token_programme_tricks_worth;

// At a month's end.
void token_programme_reward_families(struct world *world, struct party *programme);
// Won that it costs more, by what concerns that home.
void token_programme_costs(struct world *world, const struct party *programme, uint32_t home, double won);

#endif
