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

#include "sim/engine/party_act.h"

enum { MONTH_DAYS = 30 };
enum { PAID_IN_TOKENS, PAID_IN_WON };
static const char *const currencies[] = {"tokens", "won", NULL};
enum { FOR_CONSENT, FOR_DATA };
static const char *const grounds[] = {"consent", "data", NULL};

struct token_programme_settings {
    double reward_image, reward_presence, reward_food, reward_stock, reward_device_health, reward_profile,
        reward_telemetry;
    int paid_in, paid_for;
    double partner_rewards, partner_funds, partner_share;
    bool at_after_service, at_shop, at_partners;
    double most_share, redeems, offers_month, felt_worth, expected_breakage;
};
typedef struct token_programme_settings S;
// clang-format off
static const struct setting rows[] = {
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
};
// clang-format on

enum {
    ISSUED,
    REDEEMED,
    EXPIRED,
    BREAKAGE,
    BURN,
    VELOCITY,
    OUTSTANDING,
    LIABILITY,
    DAYS,
    WON_PAID,
    MADE_GOOD,
    FUNDED,
    COST,
    MONTHS,
    DATA_EARNINGS,
    METRICS
};
static const struct metric metrics[METRICS] = {
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
    [COST] = {"cost", "won", "what the programme cost: won paid out, less what partners funded", true, NULL},
    [MONTHS] = {"rewarded", "month", "months of data rewarded, purpose by purpose", true, NULL},
    [DATA_EARNINGS] = {"data_earnings", "won",
                       "what the parties that asked for data earned, by all they do; the data's worth is the "
                       "difference between policies",
                       true, NULL},
};
// clang-format on

struct token_programme_state {
    struct ledger_tokens counted;  // up to yesterday
    int64_t earned_before;
    bool *asked_for_data;  // [parties]
    uint16_t reward, good, fund;
};

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

static bool goes_to_partner(const struct world *world, const struct gate_flow *flow) {
    return !world->parties[flow->recipient].kind->in_cloud;
}

// Only standing consents are paid by the month; who is asked each time is paid by who asks.
static double flow_reward(const struct world *world, const S *s, uint16_t number) {
    const struct gate_flow *flow = gate_flow_at(world->gate, number);
    if (!gate_rule_stands(flow->rule)) return 0;
    return class_reward(s, flow->data_class) * (goes_to_partner(world, flow) ? s->partner_rewards : 1);
}

static double promise_won(const struct world *world, const S *s, uint16_t flow) {
    return flow_reward(world, s, flow) * (s->paid_in == PAID_IN_WON ? 1 : s->felt_worth);
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

// ---- Paying rewards -----------------------------------------------------------------------------------

static void count(struct world *world, const struct party *programme, unsigned metric, uint32_t home,
                  double amount) {
    party_count(world, programme, metric, home, amount);
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
    count(world, programme, FUNDED, home, (double)won);
    count(world, programme, COST, home, -(double)won);
}

static void pay(struct world *world, struct party *programme, uint32_t home, int64_t reward) {
    const S *s = programme->entry->settings;
    const struct token_programme_state *state = programme->state;
    if (s->paid_in == PAID_IN_TOKENS) {
        tokens_issue(world, programme->maker, home, reward, state->reward, 0);
        return;
    }
    ledger_post(world->ledger, ledger_party(world->ledger, programme->number),
                ledger_household(world->ledger, home), reward, WON, state->reward, 0);
    count(world, programme, WON_PAID, home, (double)reward);
    count(world, programme, COST, home, (double)reward);
}

// One batch of tokens for all that a family gave in the month.
static void reward_families(struct world *world, struct party *programme) {
    const S *s = programme->entry->settings;
    uint16_t flows = gate_flow_count(world->gate);
    int64_t *rewards = status_allocate(flows + 1u, sizeof *rewards);
    for (uint16_t f = 0; f < flows; f++)
        rewards[f] = programme_for(world, f) == programme ? (int64_t)(flow_reward(world, s, f) + 0.5) : 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        int64_t sum = 0;
        party_begin(world, programme->number, home, "rewards of the month");
        for (uint16_t f = 0; f < flows; f++) {
            if (!rewards[f] || !deserves(world, s, home, f)) continue;
            sum += rewards[f];
            count(world, programme, MONTHS, home, 1);
            fund(world, programme, home, f, rewards[f]);
        }
        if (sum) pay(world, programme, home, sum);
    }
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
    count(world, programme, MADE_GOOD, home, (double)won);
    count(world, programme, COST, home, (double)won);
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
    double issued = (double)(now.issued - before.issued), spent = (double)(now.redeemed - before.redeemed),
           expired = (double)(now.expired - before.expired), left = (double)now.outstanding;
    int64_t earnings = earned(world, state);
    const double today[METRICS] = {
        [ISSUED] = issued,    [REDEEMED] = spent,
        [EXPIRED] = expired,  [BREAKAGE] = expired,
        [BURN] = spent,       [VELOCITY] = 365 * spent,
        [OUTSTANDING] = left, [LIABILITY] = left * (1 - s->expected_breakage),
        [DAYS] = 1,           [DATA_EARNINGS] = (double)(earnings - state->earned_before)};
    for (size_t i = 0; i < METRICS; i++)
        if (today[i] != 0) party_count_own(world, programme, i, today[i]);
    state->counted = now;
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
    state->asked_for_data = status_allocate(world->party_count, sizeof *state->asked_for_data);
    for (size_t i = 0; i < world->subscription_count; i++)
        state->asked_for_data[world->subscriptions[i].party] = true;
}

static void close_programme(struct world *world, struct party *programme) {
    (void)world;
    free(((struct token_programme_state *)programme->state)->asked_for_data);
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
    "it, else 1; a promise is felt as felt_worth a token, 1 a won; paid in tokens or won by paid_in",
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
static const struct equation cost = {"what it costs", "cost = won_rewards + made_good - funded",
                                     "won_rewards: rewards paid in won", "definition"};
static const struct equation earnings = {
    "what data earns", "data_earnings = won earned less won paid of all parties that asked for data",
    "by all they do", "definition"};
static const struct submodel submodels[] = {
    {&rewards, "rewarded, won_rewards, reward for data, rewards of the month",
     "reward_image, reward_presence, reward_food, reward_stock, reward_device_health, reward_profile, "
     "reward_telemetry, partner_rewards, paid_for, paid_in, felt_worth"},
    {&funds, "funded, rewards funded", "partner_funds"},
    {&token_programme_paying_equation, "", "at_after_service, at_shop, at_partners, most_share, redeems"},
    {&token_programme_felt_equation, "", "felt_worth, most_share, at_shop"},
    {&made_good, "made_good, tokens made good", "partner_share"},
    {&offers, "offer for tokens, tokens spent", "offers_month"},
    {&books, "issued, redeemed, expired, breakage, burn, velocity, outstanding_days, liability, days",
     "expected_breakage"},
    {&cost, "cost", ""},
    {&earnings, "data_earnings", ""},
};

const struct party_kind token_programme_party = {
    .kind = {.name = "token_programme",
             .summary = "the maker's rewards for data: tokens that families earn, spend and forget",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct token_programme_state),
    .in_cloud = true,
    .prepare = prepare,
    .start = start,
    .midnight = midnight,
    .close = close_programme,
};
