// SPDX-License-Identifier: GPL-3.0-or-later
// Sells one appliance of the scenario, year after year.
//
// First purchases spread by Bass's law on the social network (models/products/bass_law.h). Each family
// starts with a patience and loses it by the hazard; when it is used up, the family buys. That is the law of
// a daily chance 1 - exp(-hazard x day), with one draw for a whole run: with more owning friends, and the
// same luck, a family never buys later. Purchases happen at midnight.
//
// Who owns one at the start is drawn by the appliance's own ownership; the market is these families and so
// many others that they are `market` of all homes together. At the start each product has an age: Bass's
// curve says when, since the sales began, the owners bought, and the products that have died since were
// replaced. A life is Weibull's (models/methods/weibull_law.h). First purchases are this maker's: that
// is what `market` counts. Some of the other homes own a rival's at the start (`rival_owners`).
//
// At the end of a life, whoever made the product, the family chooses between this maker's and the rival's
// (models/methods/logit_law.h), such that, all else equal, the share `rebuys` stays. The weight of a
// price is given as the utility of the rival's whole price. From the same utilities follow what tokens hold
// (lock-in), by how much the price could be higher for them and for habit (rent), and the consumer surplus,
// which means something as a difference between policies only. The tastes are the home's luck of its n-th
// purchase, the same under every policy.
//
// Left out: what a family can afford (the market is who would pay the price), prices that fall, second ones;
// a rival that answers with its price; the rival's trust and tokens.
#include "models/products/retailer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/methods/demand_law.h"
#include "models/methods/logit_law.h"
#include "models/methods/weibull_law.h"
#include "models/people/trust.h"
#include "models/products/bass_law.h"
#include "models/products/competitor.h"
#include "models/tokens/token_programme.h"
#include "models/tokens/wallet.h"
#include "sim/engine/party_act.h"

enum { YEAR_DAYS = 365 };

struct retailer_settings {
    char *sells;
    double p, q, market, years_on_sale;
    double price_won, margin, running_share, cost_share;
    double life_years, life_shape, rebuys, trust_reference;
    double network_pull, price_weight, rival_quality, rival_price_won, rival_owners;
};

typedef struct retailer_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WORDS(S, sells, "robot_vacuum", "name of the scenario's appliance that is sold", "the scenario"),
    UNCERTAIN(S, p, "1/year", 0.03, 0.0001, 0.2, "hazard to buy without any friend that owns one (innovators)",
              "mean of durables (Sultan, Farley & Lehmann 1990); robot vacuums in Korea since 2003 fit 0.0005"),
    UNCERTAIN(S, q, "1/year", 0.38, 0, 2, "hazard to buy when all friends in the market own one, above p (imitators)",
              "mean of durables (Sultan, Farley & Lehmann 1990); robot vacuums in Korea since 2003 fit 0.24"),
    UNCERTAIN(S, market, "1", 0.8, 0, 1, "share of homes that will ever own one of this maker's, today's owners included",
              "fit to robot vacuums in Korea (Gallup Korea 2019 to 2025), weakly identified"),
    WORLD(S, years_on_sale, "year", 3.4, 0, 50, "time that the maker has sold it for, at the start", "January 2015 to June 2018: Wi-Fi in every product since 2015"),
    PRICE("first_sales, replacements, won_over", S, price_won, "won", 600000, 10000, 10000000, "price to the family", "assumption: a robot vacuum of 2018"),
    LEVER(S, margin, "1", 0.2, 0, 0.6, "share of the price that the retailer keeps", "assumption; department stores took 19 % (Korea Fair Trade Commission)"),
    UNCERTAIN(S, running_share, "1", 0.16, 0, 0.5, "wages and rent of its shops for a sale, as a share of the rival's price", "assumption: most of what a shop keeps"),
    UNCERTAIN(S, cost_share, "1", 0.6, 0, 1, "cost of making it as a share of the rival's price: a price that is cut makes nothing cheaper", "assumption, as of the maker's other goods"),
    UNCERTAIN(S, life_years, "year", 7, 1, 30, "mean life", "design life that makers state: mostly 7 years (taste-for-the-arts.tistory.com/735, weak)"),
    UNCERTAIN(S, life_shape, "1", 2, 1, 5, "Weibull shape of a life; 1: chance alone, above: wear", "assumption: wear rather than chance ends a life"),
    UNCERTAIN(S, rebuys, "1", 0.60, 0, 1, "share that buys the same maker's again, whichever it is, at equal quality and price, the reference trust, and without tokens",
              "assumption: 0.45 to 0.8"),
    UNCERTAIN(S, trust_reference, "1", 0.75, 0.1, 1, "trust at which this is so", "assumption: trust at the start"),
    UNCERTAIN(S, network_pull, "1", 0.05, 0, 1, "utility of each other product of this maker's in the home", "assumption"),
    UNCERTAIN(S, price_weight, "1", 4, 0, 20, "a: utility of the rival's whole price", "assumption: a price elasticity of 1.6 at a share of 0.6; durables 1 to 3"),
    UNCERTAIN(S, rival_quality, "1", 0, -2, 2, "utility of the rival's product above this maker's",
              "assumption: equal; -0.57 where 53.9 % prefer this maker's and 30.5 % the rival's at equal price (Korean washers 2025, ekn.kr 20250924025380025)"),
    WORLD(S, rival_price_won, "won", 600000, 0, 10000000, "the rival's price; 0: always this maker's, so that nobody minds it", "assumption: as this maker's"),
    WORLD(S, rival_owners, "1", 0, 0, 1, "share of the homes outside the market that own the rival's at the start", "the scenario"),
};
// clang-format on

enum {
    SALES,
    REPLACED,
    LOST,
    WON_OVER,
    STAYED,
    CAME,
    ENDED,
    RIVAL_ENDED,
    CHOICES,
    LOCK_IN,
    RENT,
    SURPLUS,
    OWNED,
    SHARE,
    ANY_OWNED,
    HOME_DAYS,
    METRICS
};
// clang-format off
static const struct metric metrics[METRICS] = {
    [SALES] = {"first_sales", "1", "sold to families that had none", true, NULL},
    [REPLACED] = {"replacements", "1", "sold in place of one of this maker's whose life was over", true, NULL},
    [LOST] = {"lost", "1", "families that went to the rival at the end of a life", true, NULL},
    [WON_OVER] = {"won_over", "1", "families that came from the rival at the end of a life", true, NULL},
    [STAYED] = {"repurchase", "1", "share that stays, of those whose product of this maker's ended", true, "ended"},
    [CAME] = {"conquest", "1", "share that comes, of those whose product of the rival's ended", true, "rival_ended"},
    [ENDED] = {"ended", "1", "ends of lives of this maker's", false, NULL},
    [RIVAL_ENDED] = {"rival_ended", "1", "ends of lives of the rival's", false, NULL},
    [CHOICES] = {"choices", "1", "choices between the makers", false, NULL},
    [LOCK_IN] = {"lock_in", "1", "chance to stay, less what it would be without tokens, mean of the ends", true, "ended"},
    [RENT] = {"switching_rent", "won", "by how much the price could be higher for habit and tokens, mean of the ends", true, "ended"},
    [SURPLUS] = {"consumer_surplus", "won", "of a choice, up to a constant, mean of the choices", true, "choices"},
    [OWNED] = {"owned", "1", "share of homes that own one of this maker's, mean of homes and days", true, "home_days"},
    [SHARE] = {"market_share", "1", "this maker's among the products that homes own, mean of the days", true, "any_owned"},
    [ANY_OWNED] = {"any_owned", "day", "days that homes owned one, whoever's", false, NULL},
    [HOME_DAYS] = {"home_days", "day", "homes times days", false, NULL},
};
// clang-format on

static const struct welfare_source firsts_worth = {
    "first products", WELFARE_SURPLUS, "what families would have given for their first one above its price"};
static const struct welfare_source brands_worth = {
    "choices of a brand", WELFARE_SURPLUS,
    "the choice between the makers at the end of a life, above the rival's product at its price"};
static const struct welfare_source *const worths[] = {&firsts_worth, &brands_worth, NULL};

struct customer {
    time_ms sold, ends;        // of the present one, whoever's
    double patience;           // left; see above
    uint32_t friends, owners;  // friends in the market, and those of them that own one
    uint32_t bought;           // in this run, of either maker
    bool in_market;
    bool has_one;    // whoever's
    bool owns_mine;  // this maker's
};

struct retailer_state {
    struct customer *customers;  // [homes]
    struct weibull life;
    uint16_t appliance;
    uint16_t sale, wholesale, running, cost;
};

static struct retailer_state *state_of(const struct party *party) {
    return party->state;
}

const struct party *retailer_of(const struct world *world, uint16_t appliance) {
    for (size_t i = 0; i < world->party_count; i++) {
        const struct party *party = &world->parties[i];
        if (party->kind == &retailer_party && state_of(party)->appliance == appliance) return party;
    }
    return NULL;
}

time_ms retailer_sold(const struct party *retailer, uint32_t home) {
    const struct customer *customers = state_of(retailer)->customers;
    if (!customers) return CLOCK_NEVER;  // before anybody has moved in
    return customers[home].owns_mine ? customers[home].sold : CLOCK_NEVER;
}

static const struct party *maker_of(const struct world *world, const struct party *party) {
    return world->appliances[state_of(party)->appliance].maker;
}

// A family's luck with this retailer.
static struct random_sequence luck_of(const struct world *world, const struct party *party, uint32_t home,
                                      const char *meaning, uint64_t number) {
    return luck_with_party(world, party, home, meaning, number);
}

static time_ms years(double count) {
    return (time_ms)(count * YEAR_DAYS * (double)CLOCK_DAY);
}

// ---- Buying -------------------------------------------------------------------------------------------

static void tell_friends(struct world *world, struct party *party, uint32_t home) {
    const struct social *friends = world->friends;
    for (uint32_t i = friends->first[home]; i < friends->first[home + 1]; i++)
        state_of(party)->customers[friends->friend[i]].owners++;
}

static double rival_price(const S *s) {
    return s->rival_price_won > 0 ? s->rival_price_won : s->price_won;
}

// The family pays the retailer, the retailer the maker, the maker what it costs to make.
static journal_cause pay(struct world *world, struct party *party, uint32_t home) {
    const S *s = party->entry->settings;
    const struct retailer_state *state = state_of(party);
    struct ledger *ledger = world->ledger;
    const struct party *maker = maker_of(world, party);
    account outside = ledger_outside(ledger), shop = ledger_party(ledger, party->number);
    account making = maker ? ledger_party(ledger, maker->number) : outside;
    int64_t price = (int64_t)(s->price_won + 0.5),
            wholesale = (int64_t)(s->price_won * (1 - s->margin) + 0.5);
    uint64_t cause = party_note(world, party->number, home, 0, "appliance sold");
    wallet_pay(world, home, shop, maker, TOKENS_SHOP, price, state->sale, cause);
    ledger_post(ledger, shop, making, wholesale, WON, state->wholesale, cause);
    ledger_post(ledger, shop, outside, (int64_t)(rival_price(s) * s->running_share + 0.5), WON,
                state->running, cause);
    if (maker)
        ledger_post(ledger, making, outside, (int64_t)(rival_price(s) * s->cost_share + 0.5), WON,
                    state->cost, cause);
    return cause;
}

// A new one's life is the luck of the home's n-th purchase, whichever maker's it is.
static void begin_life(struct world *world, const struct party *party, uint32_t home) {
    const struct retailer_state *state = state_of(party);
    struct customer *customer = &state->customers[home];
    struct random_sequence luck = luck_of(world, party, home, "retailer.life", ++customer->bought);
    customer->sold = world->now;
    customer->ends = world->now + years(weibull_next(state->life, 0, random_next_exponential(&luck)));
}

static double off_the_price(const struct world *world, const struct party *party, uint32_t home) {
    const S *s = party->entry->settings;
    return token_programme_felt_won(world, home, maker_of(world, party), TOKENS_SHOP, s->price_won);
}

// What a product is felt to cost this family.
static double felt_won(const struct world *world, const struct party *party, uint32_t home) {
    const S *s = party->entry->settings;
    return s->price_won - off_the_price(world, party, home);
}

// What a purchase is worth above what it costs.
struct gain {
    const struct welfare_source *source;
    double surplus_won;
};

static void buy(struct world *world, struct party *party, uint32_t home, unsigned metric, struct gain gain) {
    struct retailer_state *state = state_of(party);
    if (!party_install(world, home, state->appliance)) return;  // no room for one more
    state->customers[home].owns_mine = true;
    begin_life(world, party, home);
    double cost_won = felt_won(world, party, home);
    journal_cause cause = pay(world, party, home);
    welfare_purchase(world->welfare, home, gain.source, cost_won, gain.surplus_won, cause);
    party_count(world, party, metric, home, 1);
}

static void buy_rival(struct world *world, struct party *party, uint32_t home, struct gain gain) {
    double price = rival_price(party->entry->settings);
    begin_life(world, party, home);
    journal_cause cause = competitor_sell(world, home, price);
    welfare_purchase(world->welfare, home, gain.source, price, gain.surplus_won, cause);
}

// ---- Choosing between the makers ----------------------------------------------------------------------

enum brand { MINE, RIVAL, BRANDS };

static unsigned other_products(const struct world *world, const struct party *party, uint32_t home) {
    unsigned others = 0;
    for (size_t i = 0; i < world->party_count; i++) {
        const struct party *shop = &world->parties[i];
        if (shop->kind == &retailer_party && shop != party)
            others += world_owned(world, home, state_of(shop)->appliance) > 0;
    }
    return others;
}

// What the family feels for each at the end of a product of `had`.
static void weigh(const struct world *world, const struct party *party, uint32_t home, enum brand had,
                  double *utility) {
    const S *s = party->entry->settings;
    double stays = logit_advantage(s->rebuys);
    double trust = fmax(trust_in(world, home, maker_of(world, party)), 1e-6);
    utility[MINE] = log(trust / s->trust_reference) + s->network_pull * other_products(world, party, home) -
                    s->price_weight * felt_won(world, party, home) / rival_price(s);
    utility[RIVAL] = s->rival_quality - s->price_weight;
    utility[had] += stays;
}

static double won_of_utility(const S *s) {
    return s->price_weight > 0 ? rival_price(s) / s->price_weight : 0;
}

static void measure(struct world *world, const struct party *party, uint32_t home, enum brand had,
                    const double *utility) {
    const S *s = party->entry->settings;
    double won = won_of_utility(s);
    double pull = s->price_weight * off_the_price(world, party, home) / rival_price(s);
    const double without[BRANDS] = {utility[MINE] - pull, utility[RIVAL]};
    party_count(world, party, CHOICES, home, 1);
    party_count(world, party, SURPLUS, home, won * logit_sum(utility, BRANDS));
    party_count(world, party, had == MINE ? ENDED : RIVAL_ENDED, home, 1);
    if (had != MINE) return;
    double held = logit_share(utility, BRANDS, MINE) - logit_share(without, BRANDS, MINE);
    party_count(world, party, LOCK_IN, home, held);
    party_count(world, party, RENT, home, won * (logit_advantage(s->rebuys) + pull));
}

// surplus_won: of the choice, above a product of no other merit than the rival's price.
static enum brand choose(struct world *world, const struct party *party, uint32_t home, enum brand had,
                         double *surplus_won) {
    const S *s = party->entry->settings;
    double utility[BRANDS];
    weigh(world, party, home, had, utility);
    measure(world, party, home, had, utility);
    *surplus_won = won_of_utility(s) * (logit_sum(utility, BRANDS) + s->price_weight);
    uint32_t number = state_of(party)->customers[home].bought;
    struct random_sequence luck = luck_of(world, party, home, "retailer.taste", number);
    return (enum brand)logit_choose(utility, BRANDS, &luck);
}

// ---- At midnight --------------------------------------------------------------------------------------

static struct demand demand_for_first(const S *s) {
    return (struct demand){rival_price(s), s->price_weight};
}

static struct gain gain_of_first(const struct world *world, const struct party *party, uint32_t home) {
    const S *s = party->entry->settings;
    struct demand demand = demand_for_first(s);
    double share = demand_share(demand, 0.5, felt_won(world, party, home));
    return (struct gain){&firsts_worth, demand_surplus_won(demand, share)};
}

static void consider(const struct world *world, struct party *party, uint32_t home) {
    const S *s = party->entry->settings;
    struct customer *customer = &state_of(party)->customers[home];
    double owning = customer->friends ? (double)customer->owners / customer->friends : 0;
    double relative = demand_relative(demand_for_first(s), felt_won(world, party, home));
    customer->patience -= bass_hazard((struct bass){s->p, s->q}, owning) * relative / YEAR_DAYS;
}

static void life_is_over(struct world *world, struct party *party, uint32_t home) {
    struct retailer_state *state = state_of(party);
    struct customer *customer = &state->customers[home];
    enum brand had = customer->owns_mine ? MINE : RIVAL;
    struct gain gain = {.source = &brands_worth};
    enum brand next = choose(world, party, home, had, &gain.surplus_won);
    if (had == MINE) party_remove(world, home, state->appliance);
    customer->owns_mine = false;
    if (next == MINE)
        buy(world, party, home, had == MINE ? REPLACED : WON_OVER, gain);
    else
        buy_rival(world, party, home, gain);
    party_count(world, party, LOST, home, had == MINE && next == RIVAL);
    party_count(world, party, STAYED, home, had == MINE && next == MINE);
    party_count(world, party, CAME, home, had == RIVAL && next == MINE);
}

// Everybody weighs the purchase on what its friends owned in the morning; then the buyers buy, home after
// home.
static void retailer_midnight(struct world *world, struct party *party) {
    struct customer *customers = state_of(party)->customers;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct customer *customer = &customers[home];
        party_count(world, party, HOME_DAYS, home, 1);
        party_count(world, party, OWNED, home, customer->owns_mine);
        party_count(world, party, SHARE, home, customer->owns_mine);
        party_count(world, party, ANY_OWNED, home, customer->has_one);
        if (customer->in_market && !customer->has_one) consider(world, party, home);
    }
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct customer *customer = &customers[home];
        if (customer->has_one && customer->ends <= world->now) life_is_over(world, party, home);
        if (!customer->in_market || customer->has_one || customer->patience > 0) continue;
        customer->has_one = true;
        buy(world, party, home, SALES, gain_of_first(world, party, home));
        tell_friends(world, party, home);
    }
}

// ---- Before the start ---------------------------------------------------------------------------------

// When the owner's first one was sold, by Bass's curve up to now; then life after life, until one reaches
// today.
static void give_age(struct world *world, struct party *party, uint32_t home) {
    const S *s = party->entry->settings;
    struct retailer_state *state = state_of(party);
    struct customer *customer = &state->customers[home];
    struct random_sequence luck = luck_of(world, party, home, "retailer.age", 0);
    struct bass bass = {s->p, s->q};
    double share = bass_adopted(bass, s->years_on_sale) * random_next_uniform(&luck);
    double age = s->years_on_sale - bass_years(bass, share), life;
    while ((life = weibull_next(state->life, 0, random_next_exponential(&luck))) < age) age -= life;
    customer->sold = -years(age);
    customer->ends = years(life - age);
}

// Of the homes without one, so many are in the market that with the owners they are the market.
static void find_market(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct retailer_state *state = state_of(party);
    uint32_t owners = 0, inhabited = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        state->customers[home].owns_mine = world_owned(world, home, state->appliance) > 0;
        owners += state->customers[home].owns_mine;
        inhabited += world->homes[home].members > 0;
    }
    double rest = (double)inhabited - owners;
    double chance = rest > 0 ? fmax(0, s->market * inhabited - owners) / rest : 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct customer *customer = &state->customers[home];
        struct random_sequence luck = luck_of(world, party, home, "retailer.market", 0);
        bool would = world->homes[home].members > 0 && random_next_uniform(&luck) < chance;
        customer->in_market = customer->owns_mine || would;
        customer->patience = random_next_exponential(&luck);
        bool rival = !customer->in_market && world->homes[home].members > 0 &&
                     random_next_uniform(&luck) < s->rival_owners;
        customer->has_one = customer->owns_mine || rival;
        if (customer->has_one) give_age(world, party, home);
    }
}

static void look_at_friends(struct world *world, struct party *party) {
    struct customer *customers = state_of(party)->customers;
    const struct social *friends = world->friends;
    for (uint32_t home = 0; home < world->home_count; home++)
        for (uint32_t i = friends->first[home]; i < friends->first[home + 1]; i++) {
            customers[home].friends += customers[friends->friend[i]].in_market;
            customers[home].owners += customers[friends->friend[i]].owns_mine;
        }
}

static void retailer_start(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct retailer_state *state = state_of(party);
    state->customers = status_allocate(world->home_count, sizeof *state->customers);
    state->life = weibull_of_mean(s->life_shape, s->life_years);
    state->sale = ledger_reason(world->ledger, "appliances");
    state->wholesale = ledger_reason(world->ledger, "wholesale of appliances");
    state->running = ledger_reason(world->ledger, "running of shops");
    state->cost = ledger_reason(world->ledger, "cost of goods");
    find_market(world, party);
    look_at_friends(world, party);
}

static void retailer_prepare(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct retailer_state *state = state_of(party);
    state->appliance = UINT16_MAX;
    for (size_t i = 0; i < world->appliance_count; i++) {
        const struct plan_entry *entry = world->appliances[i].entry;
        if (!entry || strcmp(entry->name, s->sells) != 0) continue;
        const struct party *other = retailer_of(world, (uint16_t)i);
        if (other && other->number < party->number)
            status_fail(&world->status, STATUS_SCENARIO, "%s.sells = \"%s\": %s sells it already",
                        party->name, s->sells, other->name);
        state->appliance = (uint16_t)i;
        party_offer(world, (uint16_t)i);
    }
    if (state->appliance == UINT16_MAX)
        status_fail(&world->status, STATUS_SCENARIO, "%s.sells = \"%s\": there is no appliance of that name",
                    party->name, s->sells);
}

static void retailer_close(struct world *world, struct party *party) {
    (void)world;
    free(state_of(party)->customers);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation market = {
    "who is in the market",
    "all owners at the start, and others with (market homes - owners) / (homes - owners); of the homes "
    "outside it a share rival_owners has the rival's",
    "homes that are lived in; owners by the ownership of sells", "assumption"};
static const struct equation patience = {
    "when the first is bought",
    "at the first midnight at which the sum over days of d hazard / 365 has reached E; first_sales counts",
    "E exponential with mean 1; hazard: see who buys the first; d: how many more or fewer take it at "
    "price_won - felt_won than at rival_price_won, the usual price; felt_won: see what tokens are felt to "
    "take "
    "off a price; 1 where the usual price is 0",
    "inversion of the hazard; a price in Bass's law as Bass, Krishnan & Jain 1994"};
static const struct equation ages = {"ages at the start",
                                     "bought at a moment t of F(t) = U F(years_on_sale), years after sales "
                                     "began; replaced at the end of each life since",
                                     "U uniform; F: see how sales spread", "definition"};
static const struct equation lives = {"ends of lives",
                                      "a life ends scale E^(1 / life_shape) years after the purchase",
                                      "E exponential with mean 1; age in years of the calendar; scale by the "
                                      "law of lives; the luck of the n-th purchase, whichever maker's",
                                      "Weibull's law, inverted"};
static const struct equation utilities = {
    "what a family feels at the end of a life",
    "mine = ln(trust / trust_reference) + network_pull others - price_weight (price_won - felt_won) / P; "
    "rival = rival_quality - price_weight; s is added to that of the maker whose product "
    "ended",
    "trust at least 0.000001; felt_won: see what tokens are felt to take off a price; P = rival_price_won, "
    "0: price_won; others: products of this maker's that other "
    "retailers sell and the home owns; s: rebuys as the share of those that stay",
    "assumption: additive utilities"};
static const struct equation ends = {
    "what is counted of choices",
    "repurchase = stayed / ended; conquest = came / rival_ended; lost, won_over, replacements: who went, "
    "came and stayed",
    "ended, rival_ended: ends of lives of this maker's and the rival's; choices: both", "definition"};
static const struct equation lock_in = {
    "what habit and tokens hold",
    "lock_in = share(mine) - share(mine without felt_won); switching_rent = s P / price_weight + felt_won",
    "of the ends of this maker's; share: see choice among alternatives; 0 without price_weight",
    "definition"};
static const struct equation sale = {
    "a sale",
    "the family pays price_won to the retailer, which pays the maker price_won (1 - margin), and "
    "spends running_share P on its shops; making it costs the maker cost_share P; the rival's "
    "costs the family P",
    "P = rival_price_won, 0: price_won; to the won", "assumption"};
static const struct equation owned = {
    "who owns one", "owned and market_share: homes that own this maker's, of home_days and of any_owned",
    "sums over homes and days, at midnight before the purchases", "definition"};
static const struct submodel submodels[] = {
    {&market, "", "sells, market, rival_owners"},
    {&bass_curve_equation, "", "p, q"},
    {&ages, "", "years_on_sale"},
    {&bass_hazard_equation, "", "p, q, friends"},
    {&patience, "first_sales", ""},
    {&demand_equation, "", "price_weight, price_won, rival_price_won"},
    {&weibull_equation, "", "life_years, life_shape"},
    {&lives, "", "life_shape"},
    {&logit_advantage_equation, "", "rebuys"},
    {&utilities, "",
     "trust_reference, network_pull, price_weight, rival_quality, rival_price_won, price_won"},
    {&token_programme_felt_equation, "",
     "token_programme.felt_worth, token_programme.most_share, token_programme.at_shop"},
    {&logit_equation, "", ""},
    {&ends, "replacements, lost, won_over, repurchase, conquest, ended, rival_ended, choices", ""},
    {&lock_in, "lock_in, switching_rent", "price_weight, rival_price_won"},
    {&logit_surplus_equation, "consumer_surplus", "price_weight, rival_price_won, price_won"},
    {&demand_surplus_equation, "", "price_weight, rival_price_won, price_won"},
    {&sale,
     "appliance sold, appliances, wholesale of appliances, running of shops, cost of goods, family buys from "
     "the rival, "
     "appliances of the rival",
     "price_won, margin, running_share, cost_share, rival_price_won"},
    {&token_programme_paying_equation, "tokens spent",
     "token_programme.at_shop, token_programme.most_share, token_programme.redeems"},
    {&owned, "owned, market_share, any_owned, home_days", ""},
};

const struct party_kind retailer_party = {
    .kind = {.name = "retailer",
             .summary =
                 "sells one appliance: first purchases by word of mouth, replacements at the end of a life",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct retailer_state),
    .prepare = retailer_prepare,
    .start = retailer_start,
    .midnight = retailer_midnight,
    .close = retailer_close,
};
