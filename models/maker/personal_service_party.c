// SPDX-License-Identifier: GPL-3.0-or-later
// Personal service: a desk in the maker's cloud that offers a new filter when the old one is worn. Some
// families buy the maker's filter anyway, some because the offer came at the right time. To know how many,
// the desk leaves a random share of the families that allow it without offers (a hold-out): the difference
// between the two groups is what the data sells, and the rest would have been sold without it.
#include <stdlib.h>

#include "models/methods/demand_law.h"
#include "models/people/families.h"
#include "models/products/data_desk.h"
#include "models/products/product_health.h"
#include "sim/engine/party_act.h"

struct personal_service_settings {
    double hold_out, buys_anyway, offer_moves, decide_days;
    double filter_won, filter_usual_won, price_weight, cost_share, offer_cost_won;
    double worth_won, reward_won;
};

typedef struct personal_service_settings S;
// clang-format off
static const struct setting rows[] = {
    LEVER(S, hold_out, "1", 0.2, 0, 1, "share of the families that allow it and get no offers, for comparison", "assumption"),
    UNCERTAIN(S, buys_anyway, "1", 0.3, 0, 1, "share of worn filters replaced by the maker's own without an offer, at the usual price", "assumption"),
    UNCERTAIN(S, offer_moves, "1", 0.12, 0, 1, "share of the others that an offer at the right time moves to buy",
              "12 % of coupon mailings were redeemed (Dunnhumby, The Complete Journey data)"),
    UNCERTAIN(S, decide_days, "day", 5, 0.1, 60, "mean time until the family decides, exponential", "assumption"),
    PRICE("filters_sold", S, filter_won, "won", 25000, 1000, 200000, "price of a filter", "assumption"),
    UNCERTAIN(S, filter_usual_won, "won", 25000, 1000, 200000, "price at which families buy as often", DEMAND_USUAL_SOURCE),
    UNCERTAIN(S, price_weight, "1", 3.5, 0.5, 10, DEMAND_WEIGHT_MEANING, DEMAND_WEIGHT_SOURCE),
    UNCERTAIN(S, cost_share, "1", 0.6, 0, 1, "cost of a filter as a share of its usual price", "assumption"),
    UNCERTAIN(S, offer_cost_won, "won", 50, 0, 5000, "cost of an offer", "assumption: a message"),
    UNCERTAIN(S, worth_won, "won/month", 700, 0, 20000, "what not having to think of it is worth to a family", "assumption"),
    REWARD_AT_START("allowed", S, reward_won, "won/month", 0, 0, 10000, "paid to each family that allows it", "assumption: it gets the service"),
};
// clang-format on

enum { ALLOWED, WORN, OFFERED, HELD_OUT, SOLD, OFFERED_BUY, HELD_OUT_BUY, METRICS };
static const struct metric metrics[METRICS] = {
    [ALLOWED] = {"allowed", "month", "months of families that allowed it", false, NULL},
    [WORN] = {"worn", "1", "filters worn that a family decided on", false, NULL},
    [OFFERED] = {"offered", "1", "of these with an offer", false, NULL},
    [HELD_OUT] = {"held_out", "1", "of these known, and left without an offer", false, NULL},
    [SOLD] = {"filters_sold", "1", "filters the maker sold", true, NULL},
    [OFFERED_BUY] = {"offered_buy", "1", "share that buys with an offer", true, "offered"},
    [HELD_OUT_BUY] = {"held_out_buy", "1", "share that buys in the hold-out", true, "held_out"},
};

// The family has seen a worn filter and is going to decide; without luck it buys none.
struct decision {
    double luck;
    uint8_t product;
};
enum { FAMILY_DECIDES };
TIMERS_CARRY(decision, struct decision, FAMILY_DECIDES);

static const struct welfare_source filters_worth = {
    "filters", WELFARE_SURPLUS, "what families would have given for filters above their price"};
static const struct welfare_source *const worths[] = {&filters_worth, NULL};

struct personal_service_state {
    uint16_t flow, filter;
    uint8_t *offered;  // [homes]: bit i: the family has an offer for product i
    uint8_t *known;    // [homes]: bit i: the desk knows that its filter is worn
};

static bool held_out(const struct world *world, const S *s, uint32_t home) {
    struct random_sequence luck = luck_of_home(world, home, "personal_service.hold_out", 0);
    return random_next_uniform(&luck) < s->hold_out;
}

static void receive(struct world *world, struct party *desk, const struct item *item) {
    const S *s = desk->entry->settings;
    struct personal_service_state *state = desk->state;
    if (item->topic != &product_health_filter) return;
    uint8_t bit = (uint8_t)(1u << product_note_of(item).product);
    state->known[item->home] |= bit;
    if (held_out(world, s, item->home)) return;
    state->offered[item->home] |= bit;
    journal_cause cause = party_note(world, desk->number, item->home, item->cause, "filter offered");
    party_spend(world, desk, s->offer_cost_won, "offers", cause);
}

// The family has seen the worn filter, and decides some days later. The same luck with and without an offer.
static void on_device(struct world *world, struct party *desk, const struct item *item) {
    const S *s = desk->entry->settings;
    if (item->topic != &product_health_filter) return;
    unsigned product = product_note_of(item).product;
    struct random_sequence luck =
        luck_of_home(world, item->home, "personal_service.decide", (uint64_t)item->sent);
    luck.stream ^= product_health_stream(world, item->home, product);
    time_ms delay = 1 + (time_ms)(s->decide_days * random_next_exponential(&luck) * (double)CLOCK_DAY);
    struct timer later = {.due = world->now + delay,
                          .what = FAMILY_DECIDES,
                          .home = item->home,
                          .cause = party_note(world, PARTY_HOME, item->home, item->cause, "filter worn")};
    struct decision decision = {random_next_uniform(&luck), (uint8_t)product};
    party_wake(world, desk, decision_put(later, decision));
}

static struct demand demand_for(const S *s) {
    return (struct demand){s->filter_usual_won, s->price_weight};
}

// chance: with which a family like this one buys.
static void sell(struct world *world, const struct party *desk, uint32_t home, double chance,
                 uint64_t cause) {
    const S *s = desk->entry->settings;
    const struct personal_service_state *state = desk->state;
    ledger_post(world->ledger, ledger_household(world->ledger, home),
                ledger_party(world->ledger, desk->number), (int64_t)(s->filter_won + 0.5), WON, state->filter,
                cause);
    party_spend(world, desk, s->filter_usual_won * s->cost_share, "cost of goods", cause);
    welfare_purchase(world->welfare, home, &filters_worth, s->filter_won,
                     demand_surplus_won(demand_for(s), chance), cause);
    party_count(world, desk, SOLD, home, 1);
}

static double chance_to_buy(const S *s, bool offered) {
    double usually = s->buys_anyway + (offered ? (1 - s->buys_anyway) * s->offer_moves : 0);
    return demand_share(demand_for(s), usually, s->filter_won);
}

static void wake(struct world *world, struct party *desk, const struct timer *timer) {
    const S *s = desk->entry->settings;
    struct personal_service_state *state = desk->state;
    struct decision decision = decision_of(timer);
    uint8_t bit = (uint8_t)(1u << decision.product);
    bool known = state->known[timer->home] & bit, offered = state->offered[timer->home] & bit;
    state->known[timer->home] &= (uint8_t)~bit;
    state->offered[timer->home] &= (uint8_t)~bit;
    double chance = chance_to_buy(s, offered);
    bool buys = decision.luck < chance && families_can_afford(&world->homes[timer->home], s->filter_won);
    party_count(world, desk, WORN, timer->home, 1);
    party_count(world, desk, OFFERED, timer->home, offered);
    party_count(world, desk, HELD_OUT, timer->home, known && !offered);
    party_count(world, desk, OFFERED_BUY, timer->home, offered && buys);
    party_count(world, desk, HELD_OUT_BUY, timer->home, known && !offered && buys);
    if (buys) sell(world, desk, timer->home, chance, timer->cause);
}

static void midnight(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    const struct personal_service_state *state = desk->state;
    data_desk_end_month(world, desk, state->flow, s->reward_won, ALLOWED);
}

static void prepare(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct personal_service_state *state = desk->state;
    state->flow = data_desk_open(world, desk, USE_PERSONAL, s->worth_won, s->reward_won);
}

static void start(struct world *world, struct party *desk) {
    struct personal_service_state *state = desk->state;
    state->filter = ledger_reason(world->ledger, "filters");
    state->offered = status_allocate(world->home_count, sizeof *state->offered);
    state->known = status_allocate(world->home_count, sizeof *state->known);
}

static void close_desk(struct world *world, struct party *desk) {
    (void)world;
    struct personal_service_state *state = desk->state;
    free(state->offered);
    free(state->known);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation offer = {"who gets an offer",
                                      "a family of which the desk knows that a filter is worn, unless it is "
                                      "held out, with chance hold_out, for good; costs offer_cost_won",
                                      "", "a draw of the home's own luck"};
static const struct equation decision = {
    "buying a filter",
    "decide_days E after it is worn, it buys with chance buys_anyway, after an offer buys_anyway + (1 - "
    "buys_anyway) offer_moves, at the usual price, if the family can afford filter_won",
    "E exponential with mean 1; the same luck with and without an offer", "assumption"};
static const struct equation sale = {"a filter sold",
                                     "the family pays filter_won; it costs cost_share filter_usual_won",
                                     "to the won", "assumption"};
static const struct equation counts = {
    "what is counted",
    "worn = decisions; offered, held_out: of these with an offer, and known but without one; offered_buy and "
    "held_out_buy: shares of these that buy",
    "", "definition"};
static const struct submodel submodels[] = {
    {&data_desk_equation, "allowed, reward for data, rewards of the month", "worth_won, reward_won"},
    {&offer, "filter offered, offers", "hold_out, offer_cost_won"},
    {&decision, "filter worn", "decide_days, buys_anyway, offer_moves, filter_won, product_health"},
    {&demand_equation, "", "price_weight, filter_won, filter_usual_won"},
    {&demand_surplus_equation, "", "price_weight, filter_won, filter_usual_won"},
    {&sale, "filters_sold, filters, cost of goods", "filter_won, filter_usual_won, cost_share"},
    {&counts, "worn, offered, held_out, offered_buy, held_out_buy", ""},
};

const struct party_kind personal_service_party = {
    .kind = {.name = "personal_service",
             .summary = "a desk in the maker's cloud that offers filters when they are worn",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct personal_service_state),
    .in_cloud = true,
    .prepare = prepare,
    .start = start,
    .receive = receive,
    .on_device = on_device,
    .wake = wake,
    .midnight = midnight,
    .close = close_desk,
};
