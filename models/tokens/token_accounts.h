// SPDX-License-Identifier: GPL-3.0-or-later
// A token programme pays rewards to accounts: homes' own, and those that families opened which stand for no home
// (reward_gaming_law.h). A fee, a proof of the product, or a limit an address is what it has against these.
#ifndef MARU_MODELS_TOKENS_TOKEN_ACCOUNTS_H
#define MARU_MODELS_TOKENS_TOKEN_ACCOUNTS_H

#include "models/tokens/reward_gaming_law.h"
#include "models/tokens/token_programme_parts.h"

extern const struct welfare_source token_accounts_tricks_worth;

// What a reward is felt to be worth, won for one; and the months that an account's fee is spread over.
double token_accounts_felt_worth(const struct token_programme_settings *settings);
double token_accounts_months(const struct world *world);
// The flow goes to another firm than the maker.
bool token_accounts_of_partner(const struct world *world, const struct gate_flow *flow);
// Whether the family knows how to game that programme, and what a reward that it games is to it.
bool token_accounts_knows_tricks(const struct world *world, const struct party *programme, uint32_t home);
struct reward_gaming token_accounts_gaming(const struct token_programme_settings *settings, double reward_won, double caught);

// In parties_decide. A month's rewards of the home, by flow: rewards[gate_flow_count()], 0 where nothing is paid.
void token_accounts_reward(struct world *world, struct party *programme, uint32_t home, const int64_t *rewards);
// Rewards are taken back of who was caught. `reward`: what the account, or the data flow, brought a month.
void token_accounts_take_back(struct world *world, const struct party *programme, uint32_t home, int64_t reward);
// The programme costs so much more, by what concerns that home.
void token_accounts_costs(struct world *world, const struct party *programme, uint32_t home, double won);

#endif
