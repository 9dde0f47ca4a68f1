// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tokens/token_programme_rewards.h"

#include <math.h>
#include <stdlib.h>

#include "models/tokens/reward_gaming_law.h"

typedef struct token_programme_settings S;

enum { MONTH_DAYS = 30 };

const struct welfare_source token_programme_tricks_worth = {
    "gaming rewards", WELFARE_TIME,
    "token_programme.trick_won lost a month, for each trick as often as it takes"};

// ---- What is promised ---------------------------------------------------------------------------------

static double class_reward(const S *s, enum data_class data_class) {
    switch (data_class) {
        case DATA_IMAGE:
            return s->reward_image;
        case DATA_PRESENCE:
            return s->reward_presence;
        case DATA_FOOD:
            return s->reward_food;
        case DATA_STOCK:
            return s->reward_stock;
        case DATA_DEVICE_HEALTH:
            return s->reward_device_health;
        case DATA_PROFILE:
            return s->reward_profile;
        case DATA_TELEMETRY:
            return s->reward_telemetry;
        default:
            return 0;  // nothing is paid by the month for it
    }
}

static bool goes_to_partner(const struct world *world, const struct gate_flow *flow) {
    return !world->parties[flow->recipient].kind->in_cloud;
}

// Only standing consents are paid by the month; who is asked each time is paid by who asks.
static double flow_reward(const struct world *world, const S *s, uint16_t number) {
    const struct gate_flow *flow = gate_flow_at(world->gate, number);
    if (!gate_rule_stands(flow->rule)) return 0;
    return class_reward(s, flow->data_class) * (goes_to_partner(world, flow) ? s->partner_rewards : 1);
}

static double felt_worth(const S *s) {
    return s->paid_in == PAID_IN_WON ? 1 : s->felt_worth;
}

// For which an account's fee is spread over its rewards.
static double account_months(const struct world *world) {
    const struct tokens_settings *tokens = plan_section(world->plan, &tokens_section);
    return tokens->good_for_days / MONTH_DAYS;
}

static unsigned rewarded_flows(const struct world *world, const S *s, uint16_t maker) {
    unsigned count = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        count += gate_flow_at(world->gate, flow)->maker == maker && flow_reward(world, s, flow) > 0;
    return count;
}

static double promise_won(const struct world *world, const S *s, uint16_t flow) {
    double felt = flow_reward(world, s, flow) * felt_worth(s);
    if (felt <= 0 || s->account_fee_won <= 0) return felt;
    unsigned flows = rewarded_flows(world, s, gate_flow_at(world->gate, flow)->maker);
    return felt - s->account_fee_won / (account_months(world) * flows);
}

static const struct party *programme_for(const struct world *world, uint16_t flow) {
    uint16_t maker = gate_flow_at(world->gate, flow)->maker;
    return maker == GATE_NOBODY ? NULL : token_programme_find(world, &world->parties[maker]);
}

double token_programme_promise_won(const struct world *world, uint16_t flow) {
    const struct party *programme = programme_for(world, flow);
    return programme ? promise_won(world, programme->entry->settings, flow) : 0;
}

bool token_programme_promise_turns(const struct world *world) {
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
        const struct party *programme = programme_for(world, flow);
        if (!programme) continue;
        const struct plan_entry *before = plan_entry_named(world->past, programme->name);
        if (promise_won(world, programme->entry->settings, flow) !=
            promise_won(world, before->settings, flow))
            return true;
    }
    return false;
}

// ---- Who games it --------------------------------------------------------------------------------------

static bool knows_tricks(const struct world *world, const struct party *programme, uint32_t home) {
    const S *s = programme->entry->settings;
    if (s->knows_tricks <= 0) return false;
    struct random_sequence luck = luck_with_party(world, programme, home, "token_programme.knows tricks", 0);
    return random_next_uniform(&luck) < s->knows_tricks;
}

// Won that was paid is gone.
static double forfeit_months(const S *s) {
    return s->paid_in == PAID_IN_TOKENS ? s->forfeit_months : 0;
}

static struct reward_gaming gaming(const S *s, double reward_won, double caught) {
    return (struct reward_gaming){reward_won, s->trick_won, caught, forfeit_months(s)};
}

double token_programme_ride_won(const struct world *world, uint32_t home, uint16_t flow, double caught,
                                double lost_won) {
    const struct party *programme = programme_for(world, flow);
    if (!programme || !knows_tricks(world, programme, home)) return -INFINITY;
    const S *s = programme->entry->settings;
    struct reward_gaming game = gaming(s, promise_won(world, s, flow), caught);
    return game.reward_won > 0 ? reward_gaming_ride_won(&game, lost_won) : -INFINITY;
}

static unsigned accounts_wanted(const struct world *world, const struct party *programme, uint32_t home,
                                int64_t reward) {
    const S *s = programme->entry->settings;
    if (s->accounts_most <= 1 || s->paid_for == FOR_DATA || !knows_tricks(world, programme, home)) return 0;
    struct reward_gaming game = gaming(s, felt_worth(s) * (double)reward, s->proof_share);
    return reward_gaming_accounts(&game, s->account_fee_won, account_months(world),
                                  (unsigned)s->accounts_most - 1);
}

// `reward`: what the account, or the data flow, brought a month.
static void take_back(struct world *world, const struct party *programme, uint32_t home, int64_t reward) {
    const S *s = programme->entry->settings;
    struct token_programme_state *state = programme->state;
    int64_t most = (int64_t)((double)reward * forfeit_months(s) + 0.5);
    if (most <= 0) return;
    int64_t taken = ledger_redeem_tokens(
        world->ledger, (struct ledger_holder){programme->maker->number, home}, most, state->forfeit, 0);
    state->forfeited += taken;
    party_count(world, programme, FORFEITED, home, (double)taken);
}

void token_programme_excludes(struct world *world, uint32_t home, uint16_t flow) {
    const struct party *programme = programme_for(world, flow);
    if (!programme) return;
    take_back(world, programme, home, (int64_t)(flow_reward(world, programme->entry->settings, flow) + 0.5));
}

// ---- Paying rewards -----------------------------------------------------------------------------------

void token_programme_costs(struct world *world, const struct party *programme, uint32_t home, double won) {
    party_count(world, programme, COST, home, won);
    party_count(world, programme, COST_PER_HOME, home, won);
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
    if (!goes_to_partner(world, to) || s->partner_funds <= 0) return;
    int64_t won = (int64_t)((double)reward * s->partner_funds + 0.5);
    ledger_post(world->ledger, ledger_party(world->ledger, to->recipient),
                ledger_party(world->ledger, programme->number), won, WON, state->fund, 0);
    party_count(world, programme, FUNDED, home, (double)won);
    token_programme_costs(world, programme, home, -(double)won);
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
    token_programme_costs(world, programme, home, (double)reward);
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
    token_programme_costs(world, programme, home, -(double)won);
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
    token_programme_costs(world, programme, home, (double)won);
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
            take_back(world, programme, home, reward);
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
static void reward_family(struct world *world, struct party *programme, uint32_t home,
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
    if (efforts)
        welfare_post(world->welfare, home, &token_programme_tricks_worth, -s->trick_won * efforts, 0);
}

void token_programme_reward_families(struct world *world, struct party *programme) {
    const S *s = programme->entry->settings;
    uint16_t flows = gate_flow_count(world->gate);
    int64_t *rewards = status_allocate(flows + 1u, sizeof *rewards);
    for (uint16_t f = 0; f < flows; f++)
        rewards[f] = programme_for(world, f) == programme ? (int64_t)(flow_reward(world, s, f) + 0.5) : 0;
    for (uint32_t home = 0; home < world->home_count; home++) reward_family(world, programme, home, rewards);
    free(rewards);
}
