// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's token programme: families are paid tokens every month for data they agreed to give, class by
// class, and spend them on after-service, new products, accessories and at partners'; what they do not spend
// in time expires. Promised a reward, more families agree (models/people/choice.h). The programme's
// account shows what it costs: it pays the sellers in won what the tokens they took were worth. A token not
// spent costs nothing. Partners outside the simulation make offers, too: each family meets them at a hazard r
// a month, and spends there what it has. With these alone, and the same issue each month, the programme is
// the steady state of token_programme.h. Rewards can be paid in won instead: then nothing expires and nothing
// comes back as a purchase.
//
// Left out: trading of tokens between families; buying more because there are tokens to spend.
#include "models/tokens/token_programme.h"

#include <math.h>
#include <stdlib.h>

#include "models/tokens/reward_gaming_law.h"
#include "models/tokens/token_accounts.h"
#include "models/tokens/token_programme_tables.h"

typedef struct token_programme_settings S;

enum { MONTH_DAYS = 30 };

const struct party *token_programme_find(const struct world *world, const struct party *maker) {
    for (size_t i = 0; i < world->party_count; i++) {
        const struct party *party = &world->parties[i];
        if (party->kind == &token_programme_party && party->maker == maker) return party;
    }
    return NULL;
}

struct token_steady_state token_programme_steady_state(double issued_month, double hazard_month,
                                                       double term_months) {
    double breakage = exp(-hazard_month * term_months);
    double months = hazard_month > 0 ? -expm1(-hazard_month * term_months) / hazard_month : term_months;
    return (struct token_steady_state){issued_month * months, breakage, 12 * hazard_month};
}

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

// Only standing consents are paid by the month; who is asked each time is paid by who asks.
static double flow_reward(const struct world *world, const S *s, uint16_t number) {
    const struct gate_flow *flow = gate_flow_at(world->gate, number);
    if (!gate_rule_stands(flow->rule)) return 0;
    return class_reward(s, flow->data_class) *
           (token_accounts_of_partner(world, flow) ? s->partner_rewards : 1);
}

// Whatever else it is rewarded for: an account is opened for the first purpose that a family agrees to.
static double promise_won(const struct world *world, const S *s, uint16_t flow) {
    double felt = flow_reward(world, s, flow) * token_accounts_felt_worth(s);
    return felt > 0 ? felt - s->account_fee_won / token_accounts_months(world) : felt;
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

double token_programme_ride_won(const struct world *world, uint32_t home, uint16_t flow, double caught,
                                double lost_won) {
    const struct party *programme = programme_for(world, flow);
    if (!programme || !token_accounts_knows_tricks(world, programme, home)) return -INFINITY;
    const S *s = programme->entry->settings;
    struct reward_gaming game = token_accounts_gaming(s, promise_won(world, s, flow), caught);
    return game.reward_won > 0 ? reward_gaming_ride_won(&game, lost_won) : -INFINITY;
}

void token_programme_excludes(struct world *world, uint32_t home, uint16_t flow) {
    const struct party *programme = programme_for(world, flow);
    if (!programme) return;
    token_accounts_take_back(world, programme, home,
                             (int64_t)(flow_reward(world, programme->entry->settings, flow) + 0.5));
}

static void reward_families(struct world *world, struct party *programme) {
    const S *s = programme->entry->settings;
    uint16_t flows = gate_flow_count(world->gate);
    int64_t *rewards = status_allocate(flows + 1u, sizeof *rewards);
    for (uint16_t f = 0; f < flows; f++)
        rewards[f] = programme_for(world, f) == programme ? (int64_t)(flow_reward(world, s, f) + 0.5) : 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        token_accounts_reward(world, programme, home, rewards);
    free(rewards);
}

// ---- Spending -----------------------------------------------------------------------------------------

static bool takes_tokens(const S *s, enum tokens_seller seller) {
    switch (seller) {
        case TOKENS_MAKER:
            return true;
        case TOKENS_AFTER_SERVICE:
            return s->at_after_service;
        case TOKENS_SHOP:
            return s->at_shop;
        case TOKENS_PARTNER:
            return s->at_partners;
        case TOKENS_SELLERS:
            break;
    }
    return false;
}

static double most_taken(const S *s, enum tokens_seller seller, double price_won) {
    return takes_tokens(s, seller) ? floor(price_won * s->most_share) : 0;
}

double token_programme_felt_won(const struct world *world, uint32_t home, const struct party *maker,
                                enum tokens_seller seller, double price_won) {
    const struct party *programme = token_programme_find(world, maker);
    if (!programme) return 0;
    const S *s = programme->entry->settings;
    int64_t has = ledger_held_tokens(world->ledger, (struct ledger_holder){maker->number, home});
    return s->felt_worth * fmin((double)has, most_taken(s, seller, price_won));
}

// The luck of the occasion, the same whatever the family has.
int64_t token_programme_offers(const struct world *world, const struct party *programme, uint32_t home,
                               enum tokens_seller seller, int64_t price_won) {
    const S *s = programme->entry->settings;
    struct random_sequence luck = luck_of_home(world, home, "wallet.thinks of tokens",
                                               (uint64_t)world->now * TOKENS_SELLERS + (uint64_t)seller);
    return random_next_uniform(&luck) < s->redeems ? (int64_t)most_taken(s, seller, (double)price_won) : 0;
}

void token_programme_redeemed(struct world *world, const struct party *programme, uint32_t home,
                              account seller, enum tokens_seller kind, int64_t tokens, uint64_t cause) {
    const S *s = programme->entry->settings;
    const struct token_programme_state *state = programme->state;
    double borne = kind == TOKENS_PARTNER ? s->partner_share : 0;
    int64_t won = (int64_t)((double)tokens * (1 - borne) + 0.5);
    ledger_post(world->ledger, ledger_party(world->ledger, programme->number), seller, won, WON, state->good,
                cause);
    party_count(world, programme, MADE_GOOD, home, (double)won);
    token_accounts_costs(world, programme, home, (double)won);
}

// A day's chance to meet an offer that the family spends all its tokens on.
static void meet_offers(struct world *world, const struct party *programme) {
    const S *s = programme->entry->settings;
    double chance = -expm1(-s->offers_month / MONTH_DAYS);
    uint32_t stream = random_stream("token_programme.offers");
    uint64_t today = (uint64_t)clock_day(world->now);
    uint16_t spent = ledger_reason(world->ledger, "tokens spent");
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!random_chance(random_block(world->key, random_home(home), stream, today).word[0], chance))
            continue;
        party_begin(world, programme->number, home, "offer for tokens");
        int64_t tokens = ledger_redeem_tokens(
            world->ledger, (struct ledger_holder){programme->maker->number, home}, INT64_MAX, spent, 0);
        if (tokens)
            token_programme_redeemed(world, programme, home, ledger_outside(world->ledger), TOKENS_PARTNER,
                                     tokens, 0);
    }
}

// ---- The books ----------------------------------------------------------------------------------------

static int64_t earned(const struct world *world, const struct token_programme_state *state) {
    int64_t sum = 0;
    for (uint16_t i = 0; i < world->party_count; i++)
        if (state->asked_for_data[i])
            sum += ledger_balance(world->ledger, ledger_party(world->ledger, i), WON);
    return sum;
}

static void keep_books(struct world *world, const struct party *programme) {
    const S *s = programme->entry->settings;
    struct token_programme_state *state = programme->state;
    struct ledger_tokens now = ledger_tokens_of(world->ledger, programme->maker->number),
                         before = state->counted;
    int64_t forfeited = state->forfeited - state->forfeited_counted;
    double issued = (double)(now.issued - before.issued),
           spent = (double)(now.redeemed - before.redeemed - forfeited),
           expired = (double)(now.expired - before.expired), left = (double)now.outstanding;
    int64_t earnings = earned(world, state);
    const double today[TOKEN_PROGRAMME_METRICS] = {
        [ISSUED] = issued,    [REDEEMED] = spent,
        [EXPIRED] = expired,  [BREAKAGE] = expired,
        [BURN] = spent,       [VELOCITY] = 365 * spent,
        [OUTSTANDING] = left, [LIABILITY] = left * (1 - s->expected_breakage),
        [DAYS] = 1,           [DATA_EARNINGS] = (double)(earnings - state->earned_before)};
    for (size_t i = 0; i < TOKEN_PROGRAMME_METRICS; i++)
        if (today[i] != 0) party_count_own(world, programme, i, today[i]);
    state->counted = now;
    state->forfeited_counted = state->forfeited;
    state->earned_before = earnings;
}

static void midnight(struct world *world, struct party *programme) {
    meet_offers(world, programme);
    if (clock_day(world->now) % MONTH_DAYS == 0) reward_families(world, programme);
    keep_books(world, programme);
}

static void prepare(struct world *world, struct party *programme) {
    const struct party *first = token_programme_find(world, programme->maker);
    if (first && first != programme)
        status_fail(&world->status, STATUS_SCENARIO, "%s: a maker has one token programme, and %s is it",
                    programme->name, first->name);
    if (!programme->maker)
        status_fail(&world->status, STATUS_SCENARIO, "%s is the maker's, and there is no maker",
                    programme->name);
}

static void start(struct world *world, struct party *programme) {
    struct token_programme_state *state = programme->state;
    state->reward = ledger_reason(world->ledger, "reward for data");
    state->good = ledger_reason(world->ledger, "tokens made good");
    state->fund = ledger_reason(world->ledger, "rewards funded");
    state->farmed = ledger_reason(world->ledger, "reward for a false account");
    state->fee = ledger_reason(world->ledger, "account opened");
    state->proof = ledger_reason(world->ledger, "proof looked at");
    state->forfeit = ledger_reason(world->ledger, "tokens forfeited");
    state->accounts = status_allocate(world->home_count, sizeof *state->accounts);
    state->asked_for_data = status_allocate(world->party_count, sizeof *state->asked_for_data);
    for (size_t i = 0; i < world->subscription_count; i++)
        state->asked_for_data[world->subscriptions[i].party] = true;
}

static void close_programme(struct world *world, struct party *programme) {
    (void)world;
    struct token_programme_state *state = programme->state;
    free(state->asked_for_data);
    free(state->accounts);
}

// ---- What is computed here, in words -------------------------------------------------------------------

const struct equation token_programme_paying_equation = {
    "paying with tokens",
    "tokens = min(price, tokens of the family, floor(most_share price)) where the seller takes them and, "
    "with chance redeems, the family thinks of them; else 0; won = price - tokens",
    "a token is worth a won; without a token_programme the maker alone takes them: tokens = min(price, "
    "tokens of the family)",
    "assumption"};
const struct equation token_programme_felt_equation = {
    "what tokens are felt to take off a price",
    "felt_won = felt_worth min(tokens of the family, floor(most_share price)) where the seller takes them, "
    "else 0",
    "without a token_programme 0",
    "assumption: a token is worth what it buys; it may be forgotten, or expire"};
static const struct equation rewards = {
    "rewards for data",
    "a month, for each purpose under a standing rule with a consent that holds: round(reward m); with "
    "paid_for = data only if data came in these 30 days; rewarded = months so paid",
    "reward: reward_image, reward_presence, reward_food, reward_stock, reward_device_health, reward_profile, "
    "reward_telemetry by the class of the data, of others 0; m = partner_rewards where another firm receives "
    "it, else 1; a promise is felt as felt_worth a token, 1 a won, less account_fee_won / T, T months of "
    "good_for_days: the whole fee for each purpose; paid in tokens or won by paid_in",
    "assumption"};
static const struct equation funds = {
    "what partners pay",
    "funded = partner_funds reward, paid by who receives the data, if it is another firm", "", "assumption"};
static const struct equation made_good = {"tokens made good",
                                          "the seller gets tokens (1 - partner_share [it is a partner]) won",
                                          "to the won", "assumption"};
static const struct equation offers = {
    "partners' offers outside the simulation",
    "each day, with chance 1 - exp(-offers_month / 30), a family spends all its tokens", "",
    "a constant hazard; assumption"};
static const struct equation books = {
    "the books of tokens",
    "issued, redeemed, expired: counts of all tokens; breakage = expired / issued; burn = redeemed / issued; "
    "outstanding_days = sum over days of tokens outstanding; velocity = 365 redeemed / outstanding_days; "
    "liability = mean over days of outstanding (1 - expected_breakage)",
    "tokens that the maker issues for sightings included; in the steady state: see token_programme.h",
    "definition"};
static const struct equation cost = {"what it costs",
                                     "cost = won_rewards + made_good - funded + proof_won proofs - fees; "
                                     "cost_per_home = cost / homes_rewarded",
                                     "won_rewards: rewards paid in won", "definition"};
static const struct equation earnings = {
    "what data earns", "data_earnings = won earned less won paid of all parties that asked for data",
    "by all they do", "definition"};
static const struct equation tricks = {
    "what gaming costs", "-trick_won (f + n (n + 1) / 2) a month",
    "f data flows in which it makes up what it sends, n false accounts that it wanted", "assumption"};
static const struct equation accounts = {
    "accounts, proofs and what is taken back",
    "farmed = reward of the home's own account, for each false one that is open; each account, at its first "
    "reward, account_fee_won; each month with chance proof_share it must show a product, which is looked at "
    "for proof_won: a false one is closed, and forfeit_months of its reward are taken back, as far as "
    "there are tokens; the same of who is excluded for what it made up; ridden = rewards of it",
    "a home's own account shows its product, which takes it no time", "definition"};
static const struct welfare_source *const worths[] = {&token_accounts_tricks_worth, NULL};
static const struct submodel submodels[] = {
    {&rewards, "rewarded, won_rewards, reward for data, rewards of the month",
     "reward_image, reward_presence, reward_food, reward_stock, reward_device_health, reward_profile, "
     "reward_telemetry, partner_rewards, paid_for, paid_in, felt_worth, account_fee_won, "
     "tokens.good_for_days"},
    {&funds, "funded, rewards funded", "partner_funds"},
    {&token_programme_paying_equation, "", "at_after_service, at_shop, at_partners, most_share, redeems"},
    {&token_programme_felt_equation, "", "felt_worth, most_share, at_shop"},
    {&made_good, "made_good, tokens made good", "partner_share"},
    {&offers, "offer for tokens, tokens spent", "offers_month"},
    {&books, "issued, redeemed, expired, breakage, burn, velocity, outstanding_days, liability, days",
     "expected_breakage"},
    {&cost, "cost, cost_per_home, homes_rewarded", ""},
    {&reward_gaming_ride_equation, "", "knows_tricks, trick_won, forfeit_months"},
    {&reward_gaming_farm_equation, "false_accounts",
     "knows_tricks, trick_won, accounts_most, account_fee_won, proof_share, forfeit_months, paid_for, "
     "tokens.good_for_days"},
    {&accounts,
     "farmed, ridden, closed, proofs, fees, forfeited, reward for a false account, account opened, proof "
     "looked at, "
     "tokens forfeited",
     "account_fee_won, proof_share, proof_won, forfeit_months"},
    {&tricks, "", "trick_won"},
    {&earnings, "data_earnings", ""},
};

const struct party_kind token_programme_party = {
    .kind = {.name = "token_programme",
             .summary = "the maker's rewards for data: tokens that families earn, spend and forget",
             .settings = SETTING_TABLE(S, token_programme_rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = token_programme_metrics,
    .metric_count = TOKEN_PROGRAMME_METRICS,
    .state_size = sizeof(struct token_programme_state),
    .in_cloud = true,
    .prepare = prepare,
    .start = start,
    .midnight = midnight,
    .close = close_programme,
};
