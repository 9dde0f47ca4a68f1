// SPDX-License-Identifier: GPL-3.0-or-later
// A maker's brand of a product that other makers sell, too: families choose among all brands of the scenario,
// or none, at the end of a product's life (brands.h). Each home has at most one; who has which at the start
// follows from the brands' shares.
//
// Its price is set, or answers: each month it is the best reply to the prices of the others
// (logit_price_law.h), by what the maker's market research says of all families and by what an owner
// has brought the maker so far beside the sale: who earns by data sells the product for less.
//
// The brand is the maker's: it pays and earns on the maker's account. Left out: second products, advertising,
// and what the maker will earn once more families than now have the product.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/methods/logit_law.h"
#include "models/methods/weibull_law.h"
#include "models/people/privacy.h"
#include "models/people/trust.h"
#include "models/products/brands.h"
#include "models/tokens/token_programme.h"
#include "models/tokens/wallet.h"
#include "sim/engine/party_act.h"

enum { MONTH_DAYS = 30, YEAR_DAYS = 365 };
enum brand_pricing { PRICE_FIXED, PRICE_ANSWERS };
static const char *const pricings[] = {"fixed", "answers", NULL};

struct brand_settings {
    char *sells;
    double price_won;
    int price;
    double first_share, quality, shops_share, cost_won;
};
typedef struct brand_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WORDS(S, sells, "", "name of the scenario's appliance that is sold, whose own ownership is 0", "the scenario"),
    PRICE("sold", S, price_won, "won", 600000, 10000, 5000000, "price to the family; where it answers, the price of the first month", "assumption: a robot vacuum of 2018"),
    SETTING_ONE_OF(ROLE_LEVER, S, price, pricings, PRICE_FIXED, "how the price is found: as set, or each month the best answer to the others'", "assumption"),
    WORLD(S, first_share, "1", 1, 0, 1000, "weight of the brand among those that families own at the start", "assumption: equal"),
    UNCERTAIN(S, quality, "1", 0, -3, 3, "utility of the product above another at the same price", "assumption: equal"),
    LEVER(S, shops_share, "1", 0.2, 0, 0.6, "share of the price that the shops keep", "assumption; department stores took 19 % (Korea Fair Trade Commission)"),
    UNCERTAIN(S, cost_won, "won", 360000, 0, 3000000, "cost of making one", "assumption: 0.6 of the usual price, as of the maker's other goods"),
};
// clang-format on

enum {
    SOLD,
    ENDED,
    STAYED,
    WON_OVER,
    CHOICES,
    PRICE_PAID,
    FEARED,
    OWNED,
    SHARE,
    ANY_OWNED,
    TRUST,
    HOME_DAYS,
    METRICS
};
// clang-format off
static const struct metric metrics[METRICS] = {
    [SOLD] = {"sold", "1", "products sold", true, NULL},
    [ENDED] = {"ended", "1", "ends of lives of this brand's products", false, NULL},
    [STAYED] = {"repurchase", "1", "share that takes the brand again, of those whose product of this brand ended", true, "ended"},
    [WON_OVER] = {"won_over", "1", "families that came from another brand or from none", true, NULL},
    [CHOICES] = {"choices", "1", "families that chose, whatever they took", false, NULL},
    [PRICE_PAID] = {"price", "won", "mean price of those sold", true, "sold"},
    [FEARED] = {"feared", "won", "what the maker's privacy policy is felt to cost over a life, mean of who chose", true, "choices"},
    [OWNED] = {"owned", "1", "share of homes that own one, mean of homes and days", true, "home_days"},
    [SHARE] = {"market_share", "1", "this brand's among the products that homes own, mean of the days", true, "any_owned"},
    [ANY_OWNED] = {"any_owned", "day", "days that homes owned one of any brand", false, NULL},
    [TRUST] = {"trust", "1", "trust in the maker, mean of homes and days", true, "home_days"},
    [HOME_DAYS] = {"home_days", "day", "homes times days", false, NULL},
};
// clang-format on

static const struct welfare_source choices_worth = {
    "brands", WELFARE_SURPLUS, "what families have of the choice among brands, above having none at all"};
static const struct welfare_source *const worths[] = {&choices_worth, NULL};

struct owner {
    time_ms due;  // the end of the product's life, or the next thought of one; CLOCK_NEVER: of homes nobody
                  // lives in
    uint16_t brand;   // in the order of their names; BRANDS_NONE
    uint32_t chosen;  // times
};

struct brand_state {
    struct owner *owners;  // [homes]; the first brand's only
    double *told;          // [flows], see struct brand_view
    double price_won;      // of now
    double owner_days;     // of all its products so far
    int64_t sales_won;     // what sales have brought, less their costs
    uint16_t appliance, sale, shops, cost;
};

// All brands, in the order of their names.
struct market {
    struct party *brands[BRANDS_MOST];
    struct brand_view views[BRANDS_MOST];
    size_t count;
};

static struct brand_state *state_of(const struct party *brand) {
    return brand->state;
}

static const struct brands_settings *families_of(const struct world *world) {
    return plan_section(world->plan, &brands_section);
}

static const struct party *maker_of(const struct world *world, const struct party *brand) {
    return world->appliances[state_of(brand)->appliance].maker;
}

static bool answers(const struct party *brand) {
    return ((const S *)brand->entry->settings)->price == PRICE_ANSWERS;
}

static double price_now(const struct party *brand) {
    const S *s = brand->entry->settings;
    return answers(brand) ? state_of(brand)->price_won : s->price_won;
}

static struct market market_of(struct world *world) {
    struct market market = {.count = 0};
    for (struct party *brand = NULL; (brand = world_party_of_kind(world, &brand_party, brand));) {
        const S *s = brand->entry->settings;
        market.views[market.count] = (struct brand_view){.maker = maker_of(world, brand),
                                                         .price_won = price_now(brand),
                                                         .quality = s->quality,
                                                         .told = state_of(brand)->told};
        market.brands[market.count++] = brand;
    }
    return market;
}

static struct random_sequence luck_of(const struct world *world, uint32_t home, const char *meaning,
                                      uint64_t number) {
    return luck_of_home(world, home, meaning, number << 8);
}

// ---- A product's life ----------------------------------------------------------------------------------

static struct weibull life_of(const struct world *world) {
    return weibull_of_mean(families_of(world)->life_shape, families_of(world)->life_years);
}

static time_ms years(double count) {
    return (time_ms)(count * YEAR_DAYS * (double)CLOCK_DAY);
}

// When it ends, or the family thinks of one again.
static time_ms next_thought(const struct world *world, uint32_t home, const struct owner *owner) {
    struct random_sequence luck = luck_of(world, home, "brands.life", owner->chosen);
    double exponential = random_next_exponential(&luck);
    bool none = owner->brand == BRANDS_NONE;
    return world->now + (none ? years(families_of(world)->again_days / YEAR_DAYS * exponential)
                              : years(weibull_next(life_of(world), 0, exponential)));
}

// The family pays the maker, the maker its shops and what it costs to make.
static journal_cause pay(struct world *world, struct party *brand, uint32_t home, double price_won) {
    const S *s = brand->entry->settings;
    struct brand_state *state = state_of(brand);
    const struct party *maker = maker_of(world, brand);
    account making = ledger_party(world->ledger, maker->number), outside = ledger_outside(world->ledger);
    int64_t price = (int64_t)(price_won + 0.5), shops = (int64_t)(price_won * s->shops_share + 0.5),
            cost = (int64_t)(s->cost_won + 0.5);
    journal_cause cause = party_note(world, PARTY_HOME, home, 0, "family buys a brand's product");
    wallet_pay(world, home, making, maker, TOKENS_SHOP, price, state->sale, cause);
    ledger_post(world->ledger, making, outside, shops, WON, state->shops, cause);
    ledger_post(world->ledger, making, outside, cost, WON, state->cost, cause);
    state->sales_won += price - shops - cost;
    return cause;
}

// ---- Choosing ------------------------------------------------------------------------------------------

static void buy(struct world *world, struct party *brand, uint32_t home, double price_won,
                double surplus_won) {
    const struct party *maker = maker_of(world, brand);
    double off = token_programme_felt_won(world, home, maker, TOKENS_SHOP, price_won);
    party_install(world, home, state_of(brand)->appliance);
    journal_cause cause = pay(world, brand, home, price_won);
    welfare_purchase(world->welfare, home, &choices_worth, price_won - off, surplus_won, cause);
    party_count(world, brand, SOLD, home, 1);
    party_count(world, brand, PRICE_PAID, home, price_won);
}

static void count_choice(struct world *world, const struct market *market, const struct brands_choice *choice,
                         uint32_t home, size_t had, size_t taken) {
    for (size_t i = 0; i < market->count; i++) {
        party_count(world, market->brands[i], CHOICES, home, 1);
        party_count(world, market->brands[i], FEARED, home, choice->feared_won[i]);
        party_count(world, market->brands[i], ENDED, home, i == had);
        party_count(world, market->brands[i], STAYED, home, i == had && i == taken);
        party_count(world, market->brands[i], WON_OVER, home, i != had && i == taken);
    }
}

static void choose(struct world *world, const struct market *market, uint32_t home, struct owner *owner) {
    size_t had = owner->brand;
    struct brands_choice choice = brands_weigh(world, home, had, market->views, market->count);
    struct random_sequence luck = luck_of(world, home, "brands.taste", owner->chosen++);
    double surplus_won;
    size_t taken = brands_choose(world, &choice, &luck, &surplus_won);
    count_choice(world, market, &choice, home, had, taken);
    if (had != BRANDS_NONE) party_remove(world, home, state_of(market->brands[had])->appliance);
    owner->brand = (uint16_t)(taken < market->count ? taken : BRANDS_NONE);
    owner->due = next_thought(world, home, owner);
    if (owner->brand != BRANDS_NONE)
        buy(world, market->brands[taken], home, market->views[taken].price_won, surplus_won);
    else
        welfare_post(world->welfare, home, &choices_worth, surplus_won,
                     party_note(world, PARTY_HOME, home, 0, "family takes no brand"));
}

// ---- Each month ----------------------------------------------------------------------------------------

// Nobody was asked: by the rule, and not because the family agreed.
static bool takes_unasked(const struct world *world, uint16_t flow, const struct party *maker) {
    return gate_flow_at(world->gate, flow)->maker == maker->number &&
           gate_rule(world->gate, flow, world->now) == RULE_NONE;
}

static double mean_told(const struct world *world, const struct owner *owners, size_t brand, uint16_t flow) {
    double felt = 0;
    size_t count = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (owners[home].brand != brand) continue;
        felt += privacy_felt_share(world, home, flow, world->now - MONTH_DAYS * CLOCK_DAY);
        count++;
    }
    return count ? felt / (double)count : 0;
}

static void learn_what_leaves(const struct world *world, const struct market *market,
                              const struct owner *owners) {
    for (size_t i = 0; i < market->count; i++)
        for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++) {
            bool unasked = takes_unasked(world, flow, market->views[i].maker);
            state_of(market->brands[i])->told[flow] = unasked ? mean_told(world, owners, i, flow) : 0;
        }
}

// What an owner brings the maker in a product's life beside the sale, by what all of its owners have brought
// so far. A maker of several brands earns it with all of them alike.
static double brings_won(struct world *world, const struct market *market, size_t which) {
    const struct party *maker = market->views[which].maker;
    double won = (double)ledger_balance(world->ledger, ledger_party(world->ledger, maker->number), WON),
           days = 0;
    for (size_t i = 0; i < market->count; i++) {
        if (market->views[i].maker != maker) continue;
        won -= (double)state_of(market->brands[i])->sales_won;
        days += state_of(market->brands[i])->owner_days;
    }
    return days > 0 ? won / days * YEAR_DAYS * families_of(world)->life_years : 0;
}

// By how much each brand leads all else for each family, were it free: leads[brand][homes], of which as many
// are filled as families are returned.
static size_t ask_the_market(const struct world *world, const struct market *market,
                             const struct owner *owners, double *leads) {
    size_t families = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (owners[home].due == CLOCK_NEVER) continue;
        struct brands_choice choice =
            brands_weigh(world, home, owners[home].brand, market->views, market->count);
        for (size_t i = 0; i < market->count; i++)
            leads[i * world->home_count + families] =
                brands_lead(world, &choice, i, market->views[i].price_won);
        families++;
    }
    return families;
}

static double best_reply(struct world *world, const struct market *market, size_t which, const double *lead,
                         size_t families) {
    const S *s = market->brands[which]->entry->settings;
    const struct setting *row = setting_find(brand_party.kind.settings, "price_won");
    struct logit_price_market seen = {.lead = lead,
                                      .buyers = families,
                                      .utility_won = brands_utility_won(world),
                                      .kept = 1 - s->shops_share,
                                      .cost_won = s->cost_won - brings_won(world, market, which),
                                      .least_won = row->least,
                                      .most_won = row->most};
    return families ? logit_price_best(&seen) : price_now(market->brands[which]);
}

static bool any_answers(const struct market *market) {
    for (size_t i = 0; i < market->count; i++)
        if (answers(market->brands[i])) return true;
    return false;
}

// All answer to the prices of the month before, which the views hold; one that begins to answer begins from
// its own.
static void set_prices(struct world *world, const struct market *market, const struct owner *owners) {
    for (size_t i = 0; i < market->count; i++)
        state_of(market->brands[i])->price_won = market->views[i].price_won;
    if (!any_answers(market)) return;
    double *leads = status_allocate(market->count * world->home_count, sizeof *leads);
    size_t families = ask_the_market(world, market, owners, leads);
    for (size_t i = 0; i < market->count; i++)
        if (answers(market->brands[i]))
            state_of(market->brands[i])->price_won =
                best_reply(world, market, i, leads + i * world->home_count, families);
    free(leads);
}

// ---- At midnight ---------------------------------------------------------------------------------------

static void count_owners(struct world *world, const struct market *market, const struct owner *owners) {
    for (uint32_t home = 0; home < world->home_count; home++)
        for (size_t i = 0; i < market->count; i++) {
            bool owns = owners[home].brand == i;
            party_count(world, market->brands[i], HOME_DAYS, home, 1);
            party_count(world, market->brands[i], OWNED, home, owns);
            party_count(world, market->brands[i], SHARE, home, owns);
            party_count(world, market->brands[i], ANY_OWNED, home, owners[home].brand != BRANDS_NONE);
            party_count(world, market->brands[i], TRUST, home, trust_in(world, home, market->views[i].maker));
            state_of(market->brands[i])->owner_days += owns;
        }
}

// The first brand's party lives the market of all.
static void midnight(struct world *world, struct party *brand) {
    struct owner *owners = state_of(brand)->owners;
    if (!owners) return;
    struct market market = market_of(world);
    count_owners(world, &market, owners);
    if (clock_day(world->now) % MONTH_DAYS == 0) {
        learn_what_leaves(world, &market, owners);
        set_prices(world, &market, owners);
        market = market_of(world);
    }
    for (uint32_t home = 0; home < world->home_count; home++)
        if (owners[home].due <= world->now) choose(world, &market, home, &owners[home]);
}

// ---- Before the start ----------------------------------------------------------------------------------

// Life after life since long ago, until one reaches today.
static time_ms end_of_first(const struct world *world, uint32_t home) {
    enum { LIVES_AGO = 10 };
    struct random_sequence luck = luck_of(world, home, "brands.age", 0);
    double age = LIVES_AGO * families_of(world)->life_years, life;
    while ((life = weibull_next(life_of(world), 0, random_next_exponential(&luck))) < age) age -= life;
    return years(life - age);
}

static void settle(struct world *world, const struct market *market, uint32_t home, struct owner *owner) {
    double weight[BRANDS_MOST];
    for (size_t i = 0; i < market->count; i++)
        weight[i] = ((const S *)market->brands[i]->entry->settings)->first_share;
    struct random_sequence luck = luck_of(world, home, "brands.first", 0);
    bool owns = random_next_uniform(&luck) < families_of(world)->ownership;
    owner->brand = BRANDS_NONE;
    owner->due = CLOCK_NEVER;
    if (world->homes[home].members == 0) return;
    if (owns) owner->brand = (uint16_t)random_weighted(random_next(&luck).word[0], weight, market->count);
    owner->due = owns ? end_of_first(world, home) : next_thought(world, home, owner);
    if (owns) party_install(world, home, state_of(market->brands[owner->brand])->appliance);
}

static void start(struct world *world, struct party *brand) {
    struct brand_state *state = state_of(brand);
    state->sale = ledger_reason(world->ledger, "product of a brand");
    state->shops = ledger_reason(world->ledger, "shops' margin");
    state->cost = ledger_reason(world->ledger, "cost of goods");
    state->told = status_allocate(gate_flow_count(world->gate) + 1u, sizeof *state->told);
    state->price_won = ((const S *)brand->entry->settings)->price_won;
    if (brand != world_party_of_kind(world, &brand_party, NULL)) return;
    struct market market = market_of(world);
    state->owners = status_allocate(world->home_count, sizeof *state->owners);
    for (uint32_t home = 0; home < world->home_count; home++)
        settle(world, &market, home, &state->owners[home]);
}

static uint16_t appliance_named(const struct world *world, const char *name) {
    for (size_t i = 0; i < world->appliance_count; i++)
        if (world->appliances[i].entry && !strcmp(world->appliances[i].entry->name, name)) return (uint16_t)i;
    return UINT16_MAX;
}

// Whose brand families own is the market's to say.
static bool is_owned_already(const struct appliance *appliance) {
    const struct setting *row = setting_find(appliance->kind->kind.settings, "ownership");
    return row && *(const double *)((const char *)appliance->settings + row->offset) > 0;
}

static void refuse(struct world *world, const struct party *brand, const char *why, const char *whose) {
    const S *s = brand->entry->settings;
    status_fail(&world->status, STATUS_SCENARIO, "%s.sells = \"%s\": %s%s", brand->name, s->sells, why,
                whose);
}

static size_t brands_before(struct world *world, const struct party *brand, uint16_t appliance) {
    size_t before = 0;
    for (struct party *other = NULL; (other = world_party_of_kind(world, &brand_party, other)) != brand;
         before++)
        if (state_of(other)->appliance == appliance)
            refuse(world, brand, "it is sold already by ", other->name);
    return before;
}

static void prepare(struct world *world, struct party *brand) {
    const S *s = brand->entry->settings;
    uint16_t number = appliance_named(world, s->sells);
    if (number == UINT16_MAX) {
        refuse(world, brand, "there is no appliance of that name", "");
        return;
    }
    const struct appliance *appliance = &world->appliances[number];
    if (!appliance->maker) refuse(world, brand, "nobody makes it; add maker {}", "");
    if (is_owned_already(appliance))
        refuse(world, brand, "its own ownership is not 0; see brands.ownership", "");
    if (brands_before(world, brand, number) == BRANDS_MOST)
        refuse(world, brand, "a scenario has at most 16 brands", "");
    state_of(brand)->appliance = number;
    party_offer(world, number);
}

static void close_brand(struct world *world, struct party *brand) {
    (void)world;
    free(state_of(brand)->owners);
    free(state_of(brand)->told);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation firsts = {
    "who owns which brand at the start",
    "owns one with chance ownership, of a brand by first_share; the end of its life: that of the last of a "
    "row of lives, of "
    "which the first began 10 life_years ago; who owns none thinks of one after E again_days",
    "homes that are lived in; E exponential with mean 1", "definition"};
static const struct equation lives = {
    "when a family chooses a brand",
    "at the midnight after a life of scale E^(1 / life_shape) years, or, having taken none, after E "
    "again_days",
    "E exponential with mean 1, the luck of the n-th choice; scale by the law of lives",
    "Weibull's law, inverted"};
static const struct equation sale = {
    "a brand's sale",
    "the family pays price to the maker, which pays shops_share price to its shops and cost_won to make it",
    "price: price_won, or where it answers the best reply of the month; to the won", "assumption"};
static const struct equation answer = {"a price that answers",
                                       "each 30 days the price that earns most, with all other prices as "
                                       "they were: kept = 1 - shops_share, cost = cost_won - r",
                                       "over all families, as if each chose today; r: what the maker has "
                                       "earned so far beside sales, per owner and day, times 365 "
                                       "life_years",
                                       "assumption: a maker knows its market"};
static const struct equation counted = {"what is counted of brands",
                                        "repurchase = stayed / ended; won_over: came from another or none; "
                                        "feared = sum over choices / choices; owned, "
                                        "market_share: homes that own it, of home_days and of any_owned; "
                                        "trust = sum over homes and days / home_days",
                                        "at midnight before the choices", "definition"};
static const struct submodel submodels[] = {
    {&firsts, "", "sells, first_share, brands.ownership, brands.life_years, brands.again_days"},
    {&weibull_equation, "", "brands.life_years, brands.life_shape"},
    {&lives, "", "brands.life_shape, brands.again_days"},
    {&brands_utility_equation, "",
     "price_won, quality, brands.takes, brands.rebuys, brands.trust_reference, brands.price_weight, "
     "brands.usual_won, "
     "brands.heeds"},
    {&brands_feared_equation, "feared", "brands.life_years, families"},
    {&token_programme_felt_equation, "",
     "token_programme.felt_worth, token_programme.most_share, token_programme.at_shop"},
    {&logit_advantage_equation, "", "brands.takes, brands.rebuys"},
    {&logit_equation, "", ""},
    {&brands_surplus_equation, "", "brands.price_weight, brands.usual_won"},
    {&sale,
     "sold, price, family buys a brand's product, family takes no brand, product of a brand, shops' margin, "
     "cost of goods",
     "price_won, price, shops_share, cost_won"},
    {&answer, "", "price, shops_share, cost_won, brands.life_years"},
    {&logit_price_equation, "", "price_won"},
    {&token_programme_paying_equation, "tokens spent",
     "token_programme.at_shop, token_programme.most_share, token_programme.redeems"},
    {&counted, "repurchase, ended, won_over, choices, owned, market_share, any_owned, trust, home_days", ""},
};

const struct party_kind brand_party = {
    .kind = {.name = "brand",
             .summary = "a maker's product beside those of other makers: families choose the brand",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct brand_state),
    .prepare = prepare,
    .start = start,
    .midnight = midnight,
    .close = close_brand,
};
