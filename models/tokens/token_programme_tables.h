// SPDX-License-Identifier: GPL-3.0-or-later
// The token programme's settings and metrics.
#ifndef MARU_MODELS_TOKENS_TOKEN_PROGRAMME_TABLES_H
#define MARU_MODELS_TOKENS_TOKEN_PROGRAMME_TABLES_H

#include "models/tokens/token_programme_parts.h"
#include "sim/engine/kind.h"

static const char *const currencies[] = {"tokens", "won", NULL};
static const char *const grounds[] = {"consent", "data", NULL};

// clang-format off
#define S struct token_programme_settings
static const struct setting token_programme_rows[] = {
    REWARD("rewarded", S, reward_image, "token/month", 0, 0, 100000, "for pictures, paid for each purpose a family agreed to", "assumption: not asked for"),
    REWARD("rewarded", S, reward_presence, "token/month", 0, 0, 100000, "... for who is at home", "assumption: not asked for"),
    REWARD("rewarded", S, reward_food, "token/month", 500, 0, 100000, "... for what is eaten", "assumption; reward budgets of 500 to 3,000 won a household and month"),
    REWARD("rewarded", S, reward_stock, "token/month", 500, 0, 100000, "... for what runs out", "assumption; the same"),
    REWARD("rewarded", S, reward_device_health, "token/month", 200, 0, 100000, "... for how products are", "assumption; the same, over several purposes"),
    REWARD("rewarded", S, reward_profile, "token/month", 500, 0, 100000, "... for which products and habits there are", "assumption; the same"),
    REWARD("rewarded", S, reward_telemetry, "token/month", 200, 0, 100000, "... for whether products are there and what their meters read", "assumption; the same"),
    SETTING_ONE_OF(ROLE_LEVER, S, paid_in, currencies, PAID_IN_TOKENS, "what rewards are paid in, 1 token for 1 won", "assumption"),
    SETTING_ONE_OF(ROLE_LEVER, S, paid_for, grounds, FOR_CONSENT, "paid as long as the consent holds, or only for months in which data came", "assumption"),
    LEVER(S, partner_rewards, "1", 1, 0, 10, "rewards for data that goes to another firm than the maker, times", "assumption"),
    LEVER(S, partner_funds, "1", 0, 0, 1, "share of these rewards that the firm pays the programme when they are issued", "assumption: the maker invites"),
    LEVER(S, partner_share, "1", 0, 0, 1, "share of the tokens spent at a partner's that the partner bears", "assumption: none unless agreed"),
    SETTING_YES_NO(ROLE_LEVER, S, at_after_service, true, "tokens are taken for repairs", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, S, at_shop, true, "tokens are taken for new products", "assumption"),
    SETTING_YES_NO(ROLE_LEVER, S, at_partners, true, "tokens are taken by partner firms of the scenario", "assumption"),
    LEVER(S, most_share, "1", 1, 0, 1, "share of a price that tokens may pay", "assumption"),
    UNCERTAIN(S, redeems, "1", 0.5, 0, 1, "share of purchases at which a family with tokens thinks of them", "assumption"),
    UNCERTAIN(S, offers_month, "1/month", 0.03, 0, 2, "partners' offers outside the simulation on which a family spends its tokens",
              "assumption; with the other purchases near 0.05 a month, at which 30 % of tokens good for 24 months expire"),
    UNCERTAIN(S, felt_worth, "1", 0.8, 0, 1, "lambda: what a token is worth to a family, promised or in hand at a purchase, won", "assumption: less than a won, as some expire and are not thought of"),
    UNCERTAIN(S, expected_breakage, "1", 0.30, 0, 0.95, "share of tokens expected to expire, for the liability",
              "25 to 35 % suffices for most programmes (LoyaltyOne 2018, loyalty.com)"),
    UNCERTAIN(S, knows_tricks, "1", 0, 0, 0.5, "share of families that know how to game the programme: to let an appliance make up what it sends, and to register accounts that stand for no home",
              "assumption: nobody; of who answers surveys some 10 % do so carelessly (Meade & Craig 2012, not read)"),
    UNCERTAIN(S, trick_won, "won/month", 125, 10, 1000, "effort of keeping one such trick up", "assumption: a minute at the minimum wage of 2018, 7,530 won"),
    SETTING_WHOLE(ROLE_LEVER, S, accounts_most, "1", 1, 1, TOKEN_ACCOUNTS_MOST, "accounts that one address may have", "assumption: its own"),
    FEE("rewarded", S, account_fee_won, "won", 0, 0, 1000000, "paid once for an account, when it is first rewarded", "assumption: free, as programmes are"),
    LEVER(S, proof_share, "1/month", 0, 0, 1, "share of accounts that must show the product they were registered with", "assumption: none"),
    SPENDING(S, proof_won, "won", 500, 0, 100000, "spent on looking at one such proof", "assumption: four minutes at the minimum wage of 2018"),
    LEVER(S, forfeit_months, "month", 0, 0, 24, "months of rewards in tokens that are taken back of who is caught, as far as it has any left", "assumption: none"),
};
#undef S

static const struct metric token_programme_metrics[TOKEN_PROGRAMME_METRICS] = {
    [ISSUED] = {"issued", "token", "tokens issued, the maker's for sightings included", true, NULL},
    [REDEEMED] = {"redeemed", "token", "tokens spent", true, NULL},
    [EXPIRED] = {"expired", "token", "tokens expired", false, NULL},
    [BREAKAGE] = {"breakage", "1", "share of the tokens issued that expired", true, "issued"},
    [BURN] = {"burn", "1", "share of the tokens issued that was spent", true, "issued"},
    [VELOCITY] = {"velocity", "1/year", "tokens spent a year per token outstanding", true,
                  "outstanding_days"},
    [OUTSTANDING] = {"outstanding_days", "token day", "tokens outstanding times days", false, NULL},
    [LIABILITY] = {"liability", "won", "tokens outstanding that are expected to be spent, mean of the days",
                   true, "days"},
    [DAYS] = {"days", "day", "days of the programme", false, NULL},
    [WON_PAID] = {"won_rewards", "won", "rewards paid in won", false, NULL},
    [MADE_GOOD] = {"made_good", "won", "paid to sellers for tokens they took", false, NULL},
    [FUNDED] = {"funded", "won", "paid by partners for rewards", false, NULL},
    [COST] = {"cost", "won", "what the programme cost: won paid out, less what partners funded and accounts paid", true, NULL},
    [MONTHS] = {"rewarded", "month", "months of data rewarded, purpose by purpose", true, NULL},
    [DATA_EARNINGS] = {"data_earnings", "won",
                       "what the parties that asked for data earned, by all they do; the data's worth is the "
                       "difference between policies",
                       true, NULL},
    [HOME_MONTHS] = {"homes_rewarded", "month", "months of homes that were rewarded, each once", false, NULL},
    [COST_PER_HOME] = {"cost_per_home", "won", "what the programme cost a month for each home that it rewarded", true, "homes_rewarded"},
    [RIDDEN] = {"ridden", "token", "rewards paid for what was made up", true, NULL},
    [FARMED] = {"farmed", "token", "rewards paid to accounts that stand for no home", true, NULL},
    [FALSE_ACCOUNTS] = {"false_accounts", "month", "months of such accounts that were rewarded", false, NULL},
    [CLOSED] = {"closed", "1", "false accounts closed, as they could show no product", false, NULL},
    [PROOFS] = {"proofs", "1", "accounts that had to show a product", false, NULL},
    [FEES] = {"fees", "won", "paid for accounts", false, NULL},
    [FORFEITED] = {"forfeited", "token", "tokens taken back of who was caught", false, NULL},
};
// clang-format on

#endif
