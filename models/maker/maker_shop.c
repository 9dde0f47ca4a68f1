// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/maker/maker_shop.h"

#include <stdlib.h>

#include "models/maker/maker_parts.h"
#include "models/methods/customer_base_law.h"
#include "models/methods/demand_law.h"
#include "models/people/families.h"
#include "models/people/trust.h"
#include "models/tokens/tokens.h"
#include "models/tokens/wallet.h"
#include "sim/engine/luck.h"
#include "sim/engine/party_act.h"

typedef struct maker_settings S;

const struct equation maker_shop_equation = {
    "accessories and after-service",
    "each day a home that owns something buys an accessory with chance G accessories_year d trust / "
    "trust_reference / 365, G ~ Gamma(accessories_shape) with mean 1, and a visit with chance H service_year "
    "d "
    "trust / trust_reference / 365, H ~ Gamma(service_shape) with mean 1, if it can "
    "afford it; price accessory_won or service_won; cost of goods cost_share times the usual price",
    "G, H a household's own, for good; d: how many more or fewer take it at its price than at "
    "accessory_usual_won or service_usual_won",
    "gamma over households: negative binomial purchases, Ehrenberg 1959 (Appl. Stat. 8(1):26), not read"};

static const struct welfare_source accessories_worth = {
    "accessories", WELFARE_SURPLUS, "what families would have given for accessories above their price"};
static const struct welfare_source services_worth = {
    "after-service visits", WELFARE_SURPLUS,
    "what families would have given for after-service above its price, where it is assumed"};
const struct welfare_source *const maker_shop_worths[] = {&accessories_worth, &services_worth, NULL};

struct goods {
    const struct welfare_source *worth;
    double price_won, usual_won, rate_year;  // a household's rate at the usual price and the reference trust
    uint16_t reason;
    size_t metric;
};

static struct demand demand_for(const S *s, const struct goods *goods) {
    return (struct demand){goods->usual_won, s->price_weight};
}

// Of a household at the reference trust.
static double chance_a_day(const S *s, const struct goods *goods) {
    return goods->rate_year * demand_relative(demand_for(s, goods), goods->price_won) / 365.0;
}

static double surplus_won(const S *s, const struct goods *goods) {
    struct demand demand = demand_for(s, goods);
    return demand_surplus_won(demand, demand_share(demand, 0.5, goods->price_won));
}

// A purchase, with tokens if it has some (models/tokens/wallet.h); what it costs the maker goes to the world
// outside.
static void sell_to(struct world *world, struct party *maker, uint32_t home, const struct goods *goods) {
    const S *s = maker->entry->settings;
    const struct maker_state *state = maker->state;
    if (!families_can_afford(&world->homes[home], goods->price_won)) return;
    account own = ledger_party(world->ledger, maker->number);
    journal_cause cause = party_note(world, PARTY_HOME, home, 0, "family buys from the maker");
    int64_t tokens = wallet_pay(world, home, own, maker, TOKENS_MAKER, (int64_t)(goods->price_won + 0.5),
                                goods->reason, cause);
    ledger_post(world->ledger, own, ledger_outside(world->ledger),
                (int64_t)(goods->usual_won * s->cost_share + 0.5), WON, state->cost, cause);
    welfare_purchase(world->welfare, home, goods->worth, goods->price_won, surplus_won(s, goods), cause);
    party_count(world, maker, SALES, home, 1);
    party_count(world, maker, goods->metric, home, 1);
    party_count(world, maker, TOKENS_SPENT, home, (double)tokens);
}

bool maker_shop_has(const struct world *world, const struct party *maker, uint32_t home) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (unsigned i = 0; i < world->homes[home].process_count; i++) {
        const struct appliance *appliance = &world->appliances[first[i].appliance];
        if (first[i].installed && appliance->entry && appliance->maker == maker) return true;
    }
    return false;
}

void maker_shop_sell(struct world *world, struct party *maker) {
    const S *s = maker->entry->settings;
    const struct maker_state *state = maker->state;
    const struct goods accessory = {&accessories_worth,  s->accessory_won, s->accessory_usual_won,
                                    s->accessories_year, state->accessory, ACCESSORIES},
                       service = {&services_worth, s->service_won, s->service_usual_won,
                                  s->service_year, state->service, SERVICES};
    double accessories = chance_a_day(s, &accessory), services = chance_a_day(s, &service);
    uint64_t today = (uint64_t)clock_day(world->now);
    for (uint32_t home = 0; home < world->home_count; home++) {
        if (!maker_shop_has(world, maker, home)) continue;
        struct random_block luck =
            random_block(world->key, random_home(home), random_stream("maker.sales"), today);
        double liking = trust_in(world, home, maker) / s->trust_reference;
        double buys = liking * (double)state->buys[home], served = liking * (double)state->is_served[home];
        if (random_uniform(luck.word[0]) < accessories * buys) sell_to(world, maker, home, &accessory);
        if (random_uniform(luck.word[1]) < services * served) sell_to(world, maker, home, &service);
    }
}

// [homes]: of the mean household's.
static float *draw_rates(const struct world *world, double shape, const char *meaning) {
    float *rates = status_allocate(world->home_count, sizeof *rates);
    for (uint32_t home = 0; home < world->home_count; home++)
        rates[home] = (float)customer_base_relative(shape, luck_of_home(world, home, meaning, 0));
    return rates;
}

void maker_shop_open(const struct world *world, struct party *maker) {
    struct maker_state *state = maker->state;
    const S *s = maker->entry->settings;
    state->buys = draw_rates(world, s->accessories_shape, "maker.accessories");
    state->is_served = draw_rates(world, s->service_shape, "maker.services");
    state->accessory = ledger_reason(world->ledger, "accessories");
    state->service = ledger_reason(world->ledger, "after-service");
    state->cost = ledger_reason(world->ledger, "cost of goods");
}

void maker_shop_close(struct party *maker) {
    struct maker_state *state = maker->state;
    free(state->buys);
    free(state->is_served);
}
