// SPDX-License-Identifier: GPL-3.0-or-later
// Who games a reward for data, and how far: a free rider agrees for the reward and lets its appliance make up what it sends; a
// farmer registers more accounts than it has homes. Both are choices of families that know how, by what they bring a month
// (reward_gaming_ride_equation, reward_gaming_farm_equation), so that an audit, a fee, a proof or a limit stops whom it costs
// more than the reward, before anybody is caught.
#ifndef MARU_MODELS_TOKENS_REWARD_GAMING_LAW_H
#define MARU_MODELS_TOKENS_REWARD_GAMING_LAW_H

#include <stdint.h>

#include "sim/engine/submodel.h"

extern const struct equation reward_gaming_ride_equation, reward_gaming_farm_equation;

// All a month; in won as the family feels them.
struct reward_gaming {
    double reward_won;      // of what is made up, or of an account
    double trick_won;       // effort
    double caught;          // chance
    double forfeit_months;  // of rewards, taken back of who is caught
};
// What riding is worth, where who is caught also loses so much.
double reward_gaming_ride_won(const struct reward_gaming *game, double lost_won);
// How many accounts beside its own, where each costs so much when it is opened, and is good for so many months; at most `most`.
unsigned reward_gaming_accounts(const struct reward_gaming *game, double fee_won, double fee_months, unsigned most);

#endif
