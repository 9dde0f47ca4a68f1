// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of a token programme share: its settings, what it counts, and what it keeps.
//   token_programme_party.c   what is promised, spending, the books
//   token_accounts.c          rewards, to whose accounts, and who games them
#ifndef MARU_MODELS_TOKENS_TOKEN_PROGRAMME_PARTS_H
#define MARU_MODELS_TOKENS_TOKEN_PROGRAMME_PARTS_H

#include "models/tokens/tokens.h"
#include "sim/engine/party_act.h"

enum { PAID_IN_TOKENS, PAID_IN_WON };
enum { FOR_CONSENT, FOR_DATA };

struct token_programme_settings {
    double reward_image, reward_presence, reward_food, reward_stock, reward_device_health, reward_profile,
        reward_telemetry;
    int paid_in, paid_for;
    double partner_rewards, partner_funds, partner_share;
    bool at_after_service, at_shop, at_partners;
    double most_share, redeems, offers_month, felt_worth, expected_breakage;
    // Who games it, and what is done against that.
    double knows_tricks, trick_won;
    int64_t accounts_most;
    double account_fee_won, proof_share, proof_won, forfeit_months;
};

enum token_programme_metric {
    ISSUED, REDEEMED, EXPIRED, BREAKAGE, BURN, VELOCITY, OUTSTANDING, LIABILITY, DAYS, WON_PAID, MADE_GOOD, FUNDED, COST, MONTHS,
    DATA_EARNINGS, HOME_MONTHS, COST_PER_HOME, RIDDEN, FARMED, FALSE_ACCOUNTS, CLOSED, PROOFS, FEES, FORFEITED,
    TOKEN_PROGRAMME_METRICS
};

// What a home has of the programme: whether its own account is open, and how many false ones are.
struct token_accounts {
    bool own;
    uint8_t others;
};
enum { TOKEN_ACCOUNTS_MOST = 20 };

struct token_programme_state {
    struct ledger_tokens counted;  // up to yesterday
    int64_t earned_before;
    int64_t forfeited, forfeited_counted;  // so far, and up to yesterday
    bool *asked_for_data;                  // [parties]
    struct token_accounts *accounts;       // [homes]
    uint16_t reward, farmed, good, fund, fee, proof, forfeit;  // reasons of postings
};

#endif
