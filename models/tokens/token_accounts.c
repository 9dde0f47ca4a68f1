// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokens/token_accounts.h"

#include <math.h>
#include <stdlib.h>

#include "models/tokens/reward_gaming_law.h"

typedef struct token_programme_settings S;

enum { MONTH_DAYS = 30 };

const struct welfare_source token_accounts_tricks_worth = {
    "gaming rewards", WELFARE_TIME,
    "token_programme.trick_won lost a month, for each trick as often as it takes"};

// ---- Who games it --------------------------------------------------------------------------------------

double token_accounts_felt_worth(const S *s) {
    return s->paid_in == PAID_IN_WON ? 1 : s->felt_worth;
}

// For which an account's fee is spread over its rewards.
double token_accounts_months(const struct world *world) {
    const struct tokens_settings *tokens = plan_section(world->plan, &tokens_section);
    return tokens->good_for_days / MONTH_DAYS;
}

bool token_accounts_knows_tricks(const struct world *world, const struct party *programme, uint32_t home) {
    const S *s = programme->entry->settings;
    if (s->knows_tricks <= 0) return false;
    struct random_sequence luck = luck_with_party(world, programme, home, "token_programme.knows tricks", 0);
    return random_next_uniform(&luck) < s->knows_tricks;
}

// Won that was paid is gone.
static double forfeit_months(const S *s) {
    return s->paid_in == PAID_IN_TOKENS ? s->forfeit_months : 0;
}

struct reward_gaming token_accounts_gaming(const S *s, double reward_won, double caught) {
    return (struct reward_gaming){reward_won, s->trick_won, caught, forfeit_months(s)};
}

static unsigned accounts_wanted(const struct world *world, const struct party *programme, uint32_t home,
                                int64_t reward) {
    const S *s = programme->entry->settings;
    if (s->accounts_most <= 1 || s->paid_for == FOR_DATA ||
        !token_accounts_knows_tricks(world, programme, home))
        return 0;
    struct reward_gaming game =
        token_accounts_gaming(s, token_accounts_felt_worth(s) * (double)reward, s->proof_share);
    return reward_gaming_accounts(&game, s->account_fee_won, token_accounts_months(world),
                                  (unsigned)s->accounts_most - 1);
}

// `reward`: what the account, or the data flow, brought a month.
void token_accounts_take_back(struct world *world, const struct party *programme, uint32_t home,
                              int64_t reward) {
    const S *s = programme->entry->settings;
    struct token_programme_state *state = programme->state;
    int64_t most = (int64_t)((double)reward * forfeit_months(s) + 0.5);
    if (most <= 0) return;
    int64_t taken = ledger_redeem_tokens(
        world->ledger, (struct ledger_holder){programme->maker->number, home}, most, state->forfeit, 0);
    state->forfeited += taken;
    party_count(world, programme, FORFEITED, home, (double)taken);
}

// ---- Paying rewards -----------------------------------------------------------------------------------

void token_accounts_costs(struct world *world, const struct party *programme, uint32_t home, double won) {
    party_count(world, programme, COST, home, won);
    party_count(world, programme, COST_PER_HOME, home, won);
}

bool token_accounts_of_partner(const struct world *world, const struct gate_flow *flow) {
    return !world->parties[flow->recipient].kind->in_cloud;
}

static bool deserves(const struct world *world, const S *s, uint32_t home, uint16_t flow) {
    if (consent_state(world->gate, home, flow, world->now) != CONSENT_GRANTED) return false;
    if (s->paid_for == FOR_CONSENT) return true;
    const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
    time_ms last = entry->last_min * CLOCK_MINUTE;
    return entry->transfers > 0 && last > world->now - MONTH_DAYS * CLOCK_DAY;
}

static void fund(struct world *world, struct party *programme, uint32_t home, uint16_t flow, int64_t reward) {
    const S *s = programme->entry->settings;
    const struct token_programme_state *state = programme->state;
    const struct gate_flow *to = gate_flow_at(world->gate, flow);
    if (!token_accounts_of_partner(world, to) || s->partner_funds <= 0) return;
    int64_t won = (int64_t)((double)reward * s->partner_funds + 0.5);
    ledger_post(world->ledger, ledger_party(world->ledger, to->recipient),
                ledger_party(world->ledger, programme->number), won, WON, state->fund, 0);
    party_count(world, programme, FUNDED, home, (double)won);
    token_accounts_costs(world, programme, home, -(double)won);
}

static void pay(struct world *world, struct party *programme, uint32_t home, int64_t reward,
                uint16_t reason) {
    const S *s = programme->entry->settings;
    if (s->paid_in == PAID_IN_TOKENS) {
        tokens_issue(world, programme->maker, home, reward, reason, 0);
        return;
    }
    ledger_post(world->ledger, ledger_party(world->ledger, programme->number),
                ledger_household(world->ledger, home), reward, WON, reason, 0);
    party_count(world, programme, WON_PAID, home, (double)reward);
    token_accounts_costs(world, programme, home, (double)reward);
}

// ---- Accounts -----------------------------------------------------------------------------------------

static void open_account(struct world *world, struct party *programme, uint32_t home) {
    const S *s = programme->entry->settings;
    const struct token_programme_state *state = programme->state;
    int64_t won = (int64_t)(s->account_fee_won + 0.5);
    if (won <= 0) return;
    ledger_post(world->ledger, ledger_household(world->ledger, home),
                ledger_party(world->ledger, programme->number), won, WON, state->fee, 0);
    party_count(world, programme, FEES, home, (double)won);
    token_accounts_costs(world, programme, home, -(double)won);
}

// Whether the account, 0 the home's own, must show its product this month.
static bool must_prove(struct world *world, struct party *programme, uint32_t home, unsigned number) {
    const S *s = programme->entry->settings;
    const struct token_programme_state *state = programme->state;
    if (s->proof_share <= 0) return false;
    uint64_t month = (uint64_t)clock_day(world->now) / MONTH_DAYS;
    struct random_sequence luck = luck_with_party(world, programme, home, "token_programme.proof",
                                                  month * TOKEN_ACCOUNTS_MOST + number);
    if (random_next_uniform(&luck) >= s->proof_share) return false;
    int64_t won = (int64_t)(s->proof_won + 0.5);
    ledger_post(world->ledger, ledger_party(world->ledger, programme->number), ledger_outside(world->ledger),
                won, WON, state->proof, 0);
    party_count(world, programme, PROOFS, home, 1);
    token_accounts_costs(world, programme, home, (double)won);
    return true;
}

// What a home deserved this month, added up.
struct deserved {
    int64_t reward, made_up;
    unsigned tricks;
};

static struct deserved look_at_data(struct world *world, struct party *programme, uint32_t home,
                                    const int64_t *rewards, bool false_account) {
    struct deserved sum = {0};
    for (uint16_t f = 0; f < gate_flow_count(world->gate); f++) {
        if (!rewards[f] || !deserves(world, programme->entry->settings, home, f)) continue;
        bool made_up = gate_entry_at(world->gate, home, f)->made_up;
        sum.reward += rewards[f];
        sum.made_up += made_up ? rewards[f] : 0;
        sum.tricks += made_up;
        if (!false_account) party_count(world, programme, MONTHS, home, 1);
        fund(world, programme, home, f, rewards[f]);
    }
    return sum;
}

// Returns how many false accounts the home keeps up; one that is closed it opens again next month.
static unsigned farm(struct world *world, struct party *programme, uint32_t home, const int64_t *rewards,
                     int64_t reward) {
    struct token_programme_state *state = programme->state;
    struct token_accounts *has = &state->accounts[home];
    unsigned wants = accounts_wanted(world, programme, home, reward), kept = 0;
    for (unsigned i = 0; i < wants; i++) {
        if (i >= has->others) open_account(world, programme, home);
        if (must_prove(world, programme, home, i + 1)) {
            party_count(world, programme, CLOSED, home, 1);
            token_accounts_take_back(world, programme, home, reward);
            continue;
        }
        kept++;
        look_at_data(world, programme, home, rewards, true);
        pay(world, programme, home, reward, state->farmed);
        party_count(world, programme, FALSE_ACCOUNTS, home, 1);
        party_count(world, programme, FARMED, home, (double)reward);
    }
    has->others = (uint8_t)kept;
    return wants;
}

// One batch of tokens for all that a family gave in the month, and one for each false account.
void token_accounts_reward(struct world *world, struct party *programme, uint32_t home,
                           const int64_t *rewards) {
    const S *s = programme->entry->settings;
    struct token_programme_state *state = programme->state;
    party_begin(world, programme->number, home, "rewards of the month");
    struct deserved sum = look_at_data(world, programme, home, rewards, false);
    if (!sum.reward) {
        state->accounts[home].others = 0;
        return;
    }
    if (!state->accounts[home].own) open_account(world, programme, home);
    state->accounts[home].own = true;
    must_prove(world, programme, home, 0);
    pay(world, programme, home, sum.reward, state->reward);
    party_count(world, programme, HOME_MONTHS, home, 1);
    party_count(world, programme, RIDDEN, home, (double)sum.made_up);
    unsigned accounts = farm(world, programme, home, rewards, sum.reward);
    unsigned efforts = sum.tricks + accounts * (accounts + 1) / 2;
    if (efforts) welfare_post(world->welfare, home, &token_accounts_tricks_worth, -s->trick_won * efforts, 0);
}
