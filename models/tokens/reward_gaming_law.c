// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokens/reward_gaming_law.h"

#include <math.h>

const struct equation reward_gaming_ride_equation = {
    "who rides free",
    "rides if r - trick_won - h (r (1 + forfeit_months) + H T) - effort_won / T > H; H = max(0, honest)",
    "a family that knows how (chance knows_tricks); r reward as it is felt, honest what sharing the truth is "
    "worth to it (see whether a family shares its data), both won a month; h chance a month to be caught, "
    "as the audit is known to be; T months of one answer; nothing true is told, so that it fears nothing",
    "assumption: risk-neutral, as offenders in Becker 1968 (Journal of Political Economy 76:169-217), not "
    "read"};
const struct equation reward_gaming_farm_equation = {
    "who farms rewards",
    "false accounts n: the most, up to accounts_most - 1, with r (1 - proof_share (1 + forfeit_months)) - "
    "account_fee_won (proof_share + 1 / T) > n trick_won; none where paid_for = data",
    "of a home that is rewarded and knows how (chance knows_tricks); r felt reward of an account a month, as "
    "of the home's own; T months of good_for_days; the n-th is n times the effort of the first to keep "
    "apart; one that cannot show a product is closed, and opened again next month",
    "marginal worth against marginal effort; assumption"};

double reward_gaming_ride_won(const struct reward_gaming *game, double lost_won) {
    double loss = game->reward_won * (1 + game->forfeit_months) + lost_won;
    return game->reward_won - game->trick_won - game->caught * loss;
}

unsigned reward_gaming_accounts(const struct reward_gaming *game, double fee_won, double fee_months,
                                unsigned most) {
    double brings = game->reward_won * (1 - game->caught * (1 + game->forfeit_months)) -
                    fee_won * (game->caught + 1 / fee_months);
    unsigned accounts = 0;
    while (accounts < most && brings > (accounts + 1) * game->trick_won) accounts++;
    return accounts;
}
