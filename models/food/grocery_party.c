// SPDX-License-Identifier: GPL-3.0-or-later
// A grocery that takes orders on the telephone and delivers them. Orders are picked, then wait for a rider,
// first come, first served, in opening hours (M/M/c when orders come at random: service_queue.h). The family
// pays the basket and the delivery when the goods are at the door; the grocery pays the goods, its riders
// and, for orders that followed from what a refrigerator told it, a share to the refrigerator's maker. Told
// that products run low, it offers to deliver. Where no refrigerator tells it, it may be told what microwaves
// heat: dishes that were made of what is kept there. Beside an order it may recommend one product more
// (grocery_advice.h), to families whose purchases it may remember; and foresee who orders soon and who has
// gone (grocery_foresight.h), of families that let it remember when they ordered, and write to these.
#include "models/food/grocery.h"

#include <math.h>
#include <stdlib.h>

#include "models/food/food.h"
#include "models/food/grocery_tables.h"
#include "models/food/refrigerator.h"
#include "models/methods/service_queue.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/tokens/token_programme.h"
#include "models/tokens/wallet.h"
#include "sim/engine/learning.h"
#include "sim/engine/party_act.h"

enum { ORDER_BYTES = 2000, OFFER_BYTES = 5000, WHEN_BYTES = 50 };
static const char offers_purpose[] = "grocery_offers", order_purpose[] = "own_order";

// An order from its arrival until it is at the door; a timer's value is its place.
struct order {
    struct purchase purchase;
    uint64_t cause;
    int64_t goods_won;
    double delivery_won, coupon_won;  // as when it was ordered
    reservation reserved;
    uint32_t home, number;
    uint16_t process;  // that takes the goods in; UINT16_MAX: nobody does
    bool from_offer, open;
    bool reminded;  // and that offer followed from no refrigerator's word
};

// Of a family, where something is recommended.
struct customer {
    double bought_won;
    time_ms since;  // what is remembered of it
    bool is;        // it has ordered
};

struct grocery_state {
    struct shopping_terms terms;  // first: shopping.h
    struct service_queue queue;
    struct opening_hours hours;
    struct order *orders;
    uint32_t order_room;
    uint32_t *taken;                // [homes] orders so far
    uint16_t *low;                  // [homes] products told to run low
    time_ms *told, *quiet;          // [homes] when last; no offer before
    uint8_t *open_orders;           // [homes]
    uint8_t *heated;                // [homes x FOODSTUFFS] dishes since it was low, or brought
    bool *tells;                    // [homes] their refrigerators
    struct grocery_advice *advice;  // NULL: nothing is recommended
    struct customer *customers;     // [homes] likewise
    double advised, took;           // by the version in force
    int64_t versions;
    struct grocery_advice_version version;
    struct grocery_foresight *foresight;  // NULL: nothing is foreseen
    bool *reminded;                       // [homes] likewise: the last offer followed from that
    uint16_t stock_flow, food_flow, order_flow, record_flow, when_flow;
    uint16_t basket, goods, wage, referral, elsewhere;
};

enum what { PICKED, DELIVERED_NOW, OPEN };

static const struct welfare_source deliveries_worth = {
    "deliveries", WELFARE_SURPLUS,
    "what families would have given for a delivery above its price, beside the own trip"};
static const struct welfare_source *const worths[] = {&deliveries_worth, NULL};

// ---- Offers -------------------------------------------------------------------------------------------

// Returns its cause.
static uint64_t send_offer(struct world *world, struct party *party, const struct item *told, bool reminds) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    uint32_t home = told->home;
    state->quiet[home] = world->now + (time_ms)(s->quiet_days * (double)CLOCK_DAY);
    if (state->reminded) state->reminded[home] = reminds;
    uint64_t cause = party_note(world, party->number, home, told->cause, shopping_offer.name);
    party_send_home(world, (struct item){.sent = world->now,
                                         .topic = &shopping_offer,
                                         .home = home,
                                         .from = party->number,
                                         .process = told->process,
                                         .bytes = OFFER_BYTES,
                                         .cause = cause});
    return cause;
}

// To the refrigerator that told.
static void offer(struct world *world, struct party *party, const struct item *told) {
    struct grocery_state *state = party->state;
    state->low[told->home] = 0;
    party_count(world, party, OFFERS, told->home, 1);
    send_offer(world, party, told, false);
}

// An offer that comes just when the milk is gone tells the family that somebody knows. The maker, whose
// refrigerator told, loses its trust.
static void meet_feelings(struct world *world, struct party *party, uint32_t home, uint16_t flow) {
    const S *s = party->entry->settings;
    if (consent_state(world->gate, home, flow, world->now) == CONSENT_GRANTED) return;
    struct random_sequence luck = luck_of_home(world, home, "grocery.resents", (uint64_t)world->now << 8);
    if (random_next_uniform(&luck) >= s->annoyed_unasked) return;
    party_count(world, party, RESENTED, home, 1);
    choice_resents(world, home, flow, 1);
}

// Told on that flow. What was told days ago has been bought meanwhile, or is not wanted.
static void hear_of_low(struct world *world, struct party *party, const struct item *told,
                        enum foodstuff product, uint16_t flow) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    uint32_t home = told->home;
    if (world->now - state->told[home] > (time_ms)(s->fresh_days * (double)CLOCK_DAY)) state->low[home] = 0;
    state->told[home] = world->now;
    state->low[home] |= (uint16_t)(1u << product);
    bool enough = __builtin_popcount(state->low[home]) >= (int)s->offer_products;
    if (!enough || world->now < state->quiet[home] || state->open_orders[home]) return;
    offer(world, party, told);
    meet_feelings(world, party, home, flow);
}

static void be_told(struct world *world, struct party *party, const struct item *item) {
    struct grocery_state *state = party->state;
    party_count(world, party, TOLD, item->home, 1);
    if (item->topic != &refrigerator_stock_low) return;
    state->tells[item->home] = true;
    hear_of_low(world, party, item, stock_low_of(item).product, state->stock_flow);
}

// So many dishes made of it: the refrigerator, of which nobody tells, has less of it.
static void hear_of_food(struct world *world, struct party *party, const struct item *item,
                         enum food_class food) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    enum foodstuff product = food_made_of(food);
    struct item told = *item;
    told.process = refrigerator_process(world, item->home);
    if (product == FOODSTUFFS || state->tells[item->home] || told.process == UINT16_MAX) return;
    uint8_t *heated = &state->heated[item->home * FOODSTUFFS + product];
    if (++*heated < s->meals_low) return;
    *heated = 0;
    hear_of_low(world, party, &told, product, state->food_flow);
}

static void hear_of_meal(struct world *world, struct party *party, const struct item *item) {
    party_count(world, party, MEALS, item->home, 1);
    for (int food = 0; food < FOOD_CLASSES; food++)
        if (food_reported(item) >> food & 1) hear_of_food(world, party, item, (enum food_class)food);
}

// ---- One product more ---------------------------------------------------------------------------------

static bool is_held_out(const struct world *world, const struct party *party, uint32_t home) {
    const S *s = party->entry->settings;
    struct random_sequence luck = luck_with_party(world, party, home, "grocery.hold_out", 0);
    return random_next_uniform(&luck) < s->advice_hold_out;
}

static bool takes(const struct world *world, const struct party *party, const struct order *order,
                  enum foodstuff product) {
    const S *s = party->entry->settings;
    const G *g = plan_section(world->plan, &groceries_section);
    float rate_day[FOODSTUFFS];
    groceries_rates(world, g, order->home, rate_day);
    double mean_day = world->homes[order->home].members * g->portions_week[product] / 7;
    double chance =
        grocery_advice_takes(s->advice_taken, s->advice_weight, (double)rate_day[product], mean_day);
    struct random_sequence luck = luck_with_party(world, party, order->home, "grocery.advice", order->number);
    return random_next_uniform(&luck) < chance;
}

static void advise(struct world *world, struct party *party, struct order *order) {
    struct grocery_state *state = party->state;
    enum foodstuff product = grocery_advice_pick(state->advice, order->home, &order->purchase);
    if (product == FOODSTUFFS || is_held_out(world, party, order->home)) return;
    bool took = takes(world, party, order, product);
    order->purchase.packs[product] += took;
    state->advised++;
    state->took += took;
    party_count(world, party, ADVISED, order->home, 1);
    party_count(world, party, ADVICE_TAKEN, order->home, took);
}

// What was bought is a record of its own, with a consent of its own, which is asked for at the first order.
static void remember(struct world *world, struct party *party, const struct order *order) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    struct customer *customer = &state->customers[order->home];
    customer->is = true;
    customer->bought_won += (double)order->goods_won;
    if (consent_state(world->gate, order->home, state->record_flow, world->now) == CONSENT_NOT_ASKED)
        choice_standing(world, order->home, state->record_flow, choice_raw, s->advice_worth_won,
                        luck_with_party(world, party, order->home, "grocery.record", order->number),
                        world->now);
    const struct gate_pass *pass = party_share(world, order->home, state->record_flow, FORM_RAW, ORDER_BYTES);
    if (!pass) return;
    party_tell(world, pass, order->home, party);
    if (customer->since == 0) customer->since = world->now;
    grocery_advice_hear(state->advice, order->home, &order->purchase);
}

// What is kept too long, and all of a family that allows it no more.
static void forget_records(const struct world *world, struct grocery_state *state) {
    time_ms kept = gate_flow_at(world->gate, state->record_flow)->limits.kept;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct customer *customer = &state->customers[home];
        bool too_long = kept != CLOCK_NEVER && customer->since + kept <= world->now;
        if (!customer->since ||
            (!too_long && gate_may_pass(world->gate, home, state->record_flow, world->now)))
            continue;
        grocery_advice_forget(state->advice, home);
        customer->since = 0;
    }
}

static void tell_of_version(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    static const struct technique *const of[] = {
        [ADVISE_POPULAR] = &recommender_technique,
        [ADVISE_NEIGHBOURS] = &neighbours_technique,
        [ADVISE_FACTORISATION] = &factorisation_technique,
    };
    learning_add(world, party,
                 (struct learnt){.technique = of[s->recommends],
                                 .subject = "what else a family buys",
                                 .version = state->versions++,
                                 .samples = state->version.entries,
                                 .homes = state->version.families,
                                 .score = state->advised > 0 ? state->took / state->advised : NAN,
                                 .measure = "share taken of what it recommended",
                                 .flops = state->version.flops,
                                 .bytes = ORDER_BYTES * state->version.families,
                                 .joules = NAN});
    state->advised = state->took = 0;
}

static void count_uplift(struct world *world, struct party *party) {
    const struct grocery_state *state = party->state;
    struct recommender_group groups[2] = {{0}};
    for (uint32_t home = 0; home < world->home_count; home++)
        if (state->customers[home].is)
            recommender_group_add(&groups[is_held_out(world, party, home)],
                                  state->customers[home].bought_won);
    struct recommender_uplift uplift = recommender_uplift_of(&groups[false], &groups[true]);
    if (!uplift.known) return;
    party_count_own(world, party, CAUSED, uplift.difference * groups[false].count);
    party_count_own(world, party, CAUSED_ERROR, uplift.standard_error * groups[false].count);
}

// ---- Who orders soon ----------------------------------------------------------------------------------

// When a family orders is a record of its own, too.
static void remember_when(struct world *world, struct party *party, const struct order *order) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    if (consent_state(world->gate, order->home, state->when_flow, world->now) == CONSENT_NOT_ASKED)
        choice_standing(world, order->home, state->when_flow, choice_raw, s->reminder_worth_won,
                        luck_with_party(world, party, order->home, "grocery.when", order->number),
                        world->now);
    const struct gate_pass *pass = party_share(world, order->home, state->when_flow, FORM_RAW, WHEN_BYTES);
    if (!pass) return;
    party_tell(world, pass, order->home, party);
    grocery_foresight_hear(state->foresight, order->home, world->now);
}

static void forget_when(const struct world *world, struct grocery_state *state) {
    time_ms kept = gate_flow_at(world->gate, state->when_flow)->limits.kept;
    for (uint32_t home = 0; home < world->home_count; home++) {
        time_ms since = grocery_foresight_since(state->foresight, home);
        bool too_long = kept != CLOCK_NEVER && since != CLOCK_NEVER && since + kept <= world->now;
        if (since == CLOCK_NEVER ||
            (!too_long && gate_may_pass(world->gate, home, state->when_flow, world->now)))
            continue;
        grocery_foresight_forget(state->foresight, home);
    }
}

// Whom it believes gone it offers to deliver, where there is a refrigerator to tell.
static void remind(struct world *world, struct party *party, uint32_t home) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    double stays = grocery_foresight_stays(state->foresight, home);
    struct item to = {.home = home, .process = refrigerator_process(world, home)};
    bool gone = !isnan(stays) && s->reminds_gone < 1 && 1 - stays >= s->reminds_gone;
    if (!gone || to.process == UINT16_MAX || world->now < state->quiet[home] || state->open_orders[home])
        return;
    uint64_t cause = send_offer(world, party, &to, true);
    party_count(world, party, REMINDERS, home, 1);
    party_spend(world, party, s->reminder_won, "reminders to order", cause);
}

static void look_ahead(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    if (clock_day(world->now) % s->foresight_days) return;
    forget_when(world, state);
    grocery_foresight_look(state->foresight, world, party, state->taken, (double)s->foresight_days,
                           FORESIGHT);
    for (uint32_t home = 0; home < world->home_count && world->now < world->end; home++)
        remind(world, party, home);
}

static void grocery_midnight(struct world *world, struct party *party) {
    enum { MONTH_DAYS = 30 };
    struct grocery_state *state = party->state;
    if (state->foresight) look_ahead(world, party);
    if (!state->advice) return;
    uint64_t day = (uint64_t)clock_day(world->now);
    if (day % MONTH_DAYS == 0) {
        tell_of_version(world, party);
        forget_records(world, state);
        state->version =
            grocery_advice_learn(state->advice, luck_of_party(world, party, "grocery.version", day << 32));
    }
    if (world->now == world->end) count_uplift(world, party);
}

// ---- Taking an order ----------------------------------------------------------------------------------

static uint32_t free_place(struct grocery_state *state) {
    for (uint32_t i = 0; i < state->order_room; i++)
        if (!state->orders[i].open) return i;
    uint32_t room = state->order_room ? 2 * state->order_room : 64, place = state->order_room;
    state->orders = status_reallocate(state->orders, room, sizeof *state->orders);
    for (uint32_t i = place; i < room; i++) state->orders[i].open = false;
    state->order_room = room;
    return place;
}

// What the family pays at the door.
static int64_t price_won(const struct order *order) {
    double won = (double)order->goods_won + order->delivery_won - order->coupon_won;
    return won > 0 ? (int64_t)(won + 0.5) : 0;
}

// Of what is brought there will be enough.
static void forget_meals(struct grocery_state *state, const struct order *order) {
    for (int p = 0; p < FOODSTUFFS; p++)
        if (order->purchase.packs[p]) state->heated[order->home * FOODSTUFFS + p] = 0;
}

static void take_order(struct world *world, struct party *party, const struct item *item) {
    const S *s = party->entry->settings;
    const G *g = plan_section(world->plan, &groceries_section);
    struct grocery_state *state = party->state;
    uint32_t place = free_place(state);
    struct order *order = &state->orders[place];
    bool from_offer = item->topic == &shopping_offered_order;
    *order = (struct order){.purchase = purchase_of(item),
                            .home = item->home,
                            .process = item->process,
                            .number = ++state->taken[item->home],
                            .delivery_won = s->delivery_won,
                            .coupon_won = from_offer ? s->coupon_won : 0,
                            .from_offer = from_offer,
                            .reminded = from_offer && state->reminded && state->reminded[item->home],
                            .open = true};
    order->cause = party_note(world, party->number, item->home, item->cause, item->topic->name);
    if (state->advice) advise(world, party, order);
    order->goods_won = groceries_packs_won(g, &order->purchase) + order->purchase.pantry_won;
    if (state->advice) remember(world, party, order);
    if (state->foresight) remember_when(world, party, order);
    order->reserved =
        ledger_reserve(world->ledger, ledger_household(world->ledger, order->home), price_won(order), WON);
    state->low[item->home] = 0;
    forget_meals(state, order);
    state->open_orders[item->home]++;
    party_count(world, party, ORDERS, item->home, 1);
    party_count(world, party, OFFERED, item->home, order->from_offer);
    party_count(world, party, REMINDED, item->home, order->reminded);
    party_count(world, party, BASKET, item->home, (double)order->goods_won);
    time_ms picked = world->now + (time_ms)(s->pick_hours * (double)CLOCK_HOUR);
    party_wake(world, party,
               (struct timer){.due = picked, .what = PICKED, .home = item->home, .value = place});
}

static void grocery_receive(struct world *world, struct party *party, const struct item *item) {
    if (item->topic == &shopping_order || item->topic == &shopping_offered_order)
        take_order(world, party, item);
    else if (item->topic == &food_eaten || item->topic == &food_named)
        hear_of_meal(world, party, item);
    else if (item->topic != &meal_reports_pseudonymous)  // of whom nobody knows whom to offer anything
        be_told(world, party, item);
}

// ---- Delivering ---------------------------------------------------------------------------------------

static void send_riders(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    struct service_job job;
    while (opening_hours_hold(&state->hours, world->now) &&
           service_queue_start(&state->queue, world->now, &job)) {
        struct order *order = &state->orders[job.value];
        struct random_sequence luck =
            luck_with_party(world, party, order->home, "grocery.ride", order->number);
        time_ms length = 1 + (time_ms)(s->ride_min * random_next_exponential(&luck) * (double)CLOCK_MINUTE);
        party_wake(
            world, party,
            (struct timer){
                .due = world->now + length, .what = DELIVERED_NOW, .home = order->home, .value = job.value});
        party_count(world, party, WAIT, order->home, clock_hours(job.started - job.arrived));
        party_count(world, party, RIDING, order->home, clock_hours(length));
        double wage = s->wage_won_hour * clock_hours(length);
        ledger_post(world->ledger, ledger_party(world->ledger, party->number), ledger_outside(world->ledger),
                    (int64_t)(wage + 0.5), WON, state->wage, order->cause);
    }
}

static void pay_maker(struct world *world, struct party *party, const struct order *order) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    const struct party *maker = party->maker;
    if (!order->from_offer || order->reminded || !maker) return;
    int64_t fee = (int64_t)(s->referral_share * (double)order->goods_won + 0.5);
    account payer = s->fee_payer == PAID_BY_FAMILY ? ledger_household(world->ledger, order->home)
                                                   : ledger_party(world->ledger, party->number);
    ledger_post(world->ledger, payer, ledger_party(world->ledger, maker->number), fee, WON, state->referral,
                order->cause);
    party_count(world, party, REFERRAL, order->home, (double)fee);
}

// The own trip is spared who would have fetched the basket; what an offer is worth, its taker knows
// (refrigerator). What is eaten is worth something when it is eaten; the pantry's goods are needed anyway.
static void post_worth(struct world *world, const struct party *party, const struct order *order,
                       uint64_t cause) {
    const S *s = party->entry->settings;
    const G *g = plan_section(world->plan, &groceries_section);
    double share = groceries_has_it_brought(g->basket_trip_won, order->delivery_won, s->benefit_scale_won);
    double surplus = s->benefit_scale_won * logit_taker(share);
    welfare_purchase(world->welfare, order->home, &deliveries_worth, order->delivery_won,
                     order->from_offer ? 0 : surplus, cause);
    welfare_post(world->welfare, order->home, &welfare_price, order->purchase.pantry_won, cause);
}

static void settle_order(struct world *world, struct party *party, const struct order *order,
                         uint64_t cause) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    account own = ledger_party(world->ledger, party->number);
    ledger_release(world->ledger, order->reserved);
    wallet_pay(world, order->home, own, party->maker, TOKENS_PARTNER, price_won(order), state->basket, cause);
    ledger_post(world->ledger, own, ledger_outside(world->ledger),
                (int64_t)((1 - s->margin) * (double)order->goods_won + 0.5), WON, state->goods, cause);
    pay_maker(world, party, order);
    post_worth(world, party, order, cause);
}

static void at_the_door(struct world *world, struct party *party, uint32_t place) {
    struct grocery_state *state = party->state;
    struct order *order = &state->orders[place];
    uint64_t cause = party_note(world, party->number, order->home, order->cause, shopping_delivery.name);
    service_queue_finish(&state->queue, world->now);
    settle_order(world, party, order, cause);
    party_count(world, party, DELIVERED, order->home, 1);
    state->open_orders[order->home]--;
    order->open = false;
    struct item goods = {.topic = &shopping_delivery,
                         .home = order->home,
                         .from = party->number,
                         .process = order->process,
                         .cause = cause};
    if (order->process != UINT16_MAX) party_hand(world, purchase_put(goods, order->purchase));
    send_riders(world, party);
}

static void grocery_wake(struct world *world, struct party *party, const struct timer *timer) {
    struct grocery_state *state = party->state;
    switch ((enum what)timer->what) {
        case PICKED:
            service_queue_join(&state->queue,
                               (struct service_job){.home = timer->home, .value = timer->value}, world->now);
            send_riders(world, party);
            break;
        case DELIVERED_NOW:
            at_the_door(world, party, (uint32_t)timer->value);
            break;
        case OPEN:
            send_riders(world, party);
            party_wake(world, party,
                       (struct timer){.due = opening_hours_next(&state->hours, world->now), .what = OPEN});
            break;
    }
}

// ---- What families do by themselves -------------------------------------------------------------------

void grocery_be_ordered(struct world *world, struct party *party, struct item order) {
    uint16_t flow = ((struct grocery_state *)party->state)->order_flow;
    // Who orders tells the shop what it wants: one yes, for this order.
    choice_of_own_accord(world, order.home, flow, world->now, world->now + CLOCK_DAY);
    const struct gate_pass *pass = party_share(world, order.home, flow, FORM_RAW, ORDER_BYTES);
    if (!pass) return;
    order.cause = party_note(world, PARTY_HOME, order.home, order.cause, "family orders");
    order.sent = world->now;
    order.from = PARTY_HOME;
    order.to = party->number;
    order.bytes = ORDER_BYTES;
    party_send(world, pass, order);
}

static void buy_elsewhere(struct world *world, struct party *party, const struct item *item) {
    const struct grocery_state *state = party->state;
    const G *g = plan_section(world->plan, &groceries_section);
    struct purchase purchase = purchase_of(item);
    double premium = item->topic == &shopping_corner_shop ? g->corner_premium : 0;
    double won = (double)groceries_packs_won(g, &purchase) * (1 + premium) + (double)purchase.pantry_won;
    ledger_post(world->ledger, ledger_household(world->ledger, item->home), ledger_outside(world->ledger),
                (int64_t)(won + 0.5), WON, state->elsewhere, 0);
    welfare_post(world->welfare, item->home, &welfare_price, purchase.pantry_won, 0);
    party_count(world, party, ELSEWHERE, item->home, won);
}

static void grocery_on_device(struct world *world, struct party *party, const struct item *item) {
    if (item->topic == &shopping_order || item->topic == &shopping_offered_order)
        grocery_be_ordered(world, party, *item);
    else
        buy_elsewhere(world, party, item);
}

// ---- The party ----------------------------------------------------------------------------------------

static struct shopping_terms terms_of(const S *s) {
    struct customer_base newcomers = customer_base_of(s->gap_days, s->rate_shape, s->stays, s->stays_differ);
    return (struct shopping_terms){.customers = s->customers,
                                   .newcomers = newcomers,
                                   .settled = customer_base_after(newcomers, s->orders_before),
                                   .gap_shape = s->gap_shape,
                                   .basket_won = s->basket_won,
                                   .basket_spread = s->basket_spread,
                                   .customer_accepts = s->customer_accepts,
                                   .stranger_accepts = s->stranger_accepts,
                                   .benefit_scale_won = s->benefit_scale_won,
                                   .prefers = s->prefers,
                                   .answer_min = s->answer_min,
                                   .coupon_won = s->coupon_won,
                                   .delivery_won = s->delivery_won,
                                   .usual_delivery_won = s->usual_delivery_won};
}

static uint16_t subscribe(struct world *world, const struct party *party, enum data_class data_class) {
    const S *s = party->entry->settings;
    return party_subscribe(world, (struct subscription){.data_class = data_class,
                                                        .party = party->number,
                                                        .recipient = party->number,
                                                        .purpose = offers_purpose,
                                                        .worth_won = s->worth_won});
}

static void grocery_prepare(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    state->terms = terms_of(s);
    state->stock_flow = subscribe(world, party, DATA_STOCK);
    state->food_flow = s->hears_meals ? subscribe(world, party, DATA_FOOD) : GATE_NO_FLOW;
    // Whatever the policy says of the refrigerator's data: a family may always order.
    state->order_flow =
        gate_flow(world->gate, DATA_PURCHASE, party->number, order_purpose, RULE_ASK_EACH_TIME);
    if (s->foresees) {
        state->when_flow = party_flow(world, DATA_PURCHASE, party, "reminders");
        party_receives(world, state->when_flow, party);
    }
    if (s->recommends == ADVISE_NOTHING) return;
    state->record_flow = party_flow(world, DATA_PURCHASE, party, "recommendations");
    party_receives(world, state->record_flow, party);
}

// What a delivery costs from now on; what is under way costs what it did when it was ordered.
static void grocery_turn(struct world *world, struct party *party) {
    (void)world;
    ((struct grocery_state *)party->state)->terms = terms_of(party->entry->settings);
}

static void grocery_start(struct world *world, struct party *party) {
    const S *s = party->entry->settings;
    struct grocery_state *state = party->state;
    service_queue_init(&state->queue, (int)s->riders);
    state->hours = OPENING_HOURS(s, world->model->days);
    state->taken = status_allocate(world->home_count, sizeof *state->taken);
    state->low = status_allocate(world->home_count, sizeof *state->low);
    state->told = status_allocate(world->home_count, sizeof *state->told);
    state->quiet = status_allocate(world->home_count, sizeof *state->quiet);
    state->open_orders = status_allocate(world->home_count, sizeof *state->open_orders);
    state->heated = status_allocate(world->home_count, FOODSTUFFS * sizeof *state->heated);
    state->tells = status_allocate(world->home_count, sizeof *state->tells);
    if (s->recommends != ADVISE_NOTHING) {
        state->advice = grocery_advice_create((enum grocery_ranker)s->recommends, world->home_count);
        state->customers = status_allocate(world->home_count, sizeof *state->customers);
    }
    if (s->foresees) {
        state->foresight = grocery_foresight_create(world);
        state->reminded = status_allocate(world->home_count, sizeof *state->reminded);
    }
    state->basket = ledger_reason(world->ledger, "groceries delivered");
    state->goods = ledger_reason(world->ledger, "cost of groceries");
    state->wage = ledger_reason(world->ledger, "riders");
    state->referral = ledger_reason(world->ledger, "referral");
    state->elsewhere = ledger_reason(world->ledger, "groceries elsewhere");
    party_wake(world, party, (struct timer){.due = opening_hours_next(&state->hours, 0), .what = OPEN});
}

static void grocery_close(struct world *world, struct party *party) {
    (void)world;
    struct grocery_state *state = party->state;
    service_queue_clear(&state->queue);
    free(state->orders);
    free(state->taken);
    free(state->low);
    free(state->told);
    free(state->quiet);
    free(state->open_orders);
    free(state->heated);
    free(state->tells);
    free(state->customers);
    free(state->reminded);
    grocery_advice_free(state->advice);
    grocery_foresight_free(state->foresight);
}

const struct party_kind grocery_party = {
    .kind = {.name = "grocery",
             .summary = "a grocery that delivers, and may be told what runs out",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&neighbours_technique, &factorisation_technique, &recommender_technique,
                                      &purchase_foresight_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct grocery_state),
    .prepare = grocery_prepare,
    .turn = grocery_turn,
    .start = grocery_start,
    .receive = grocery_receive,
    .on_device = grocery_on_device,
    .wake = grocery_wake,
    .midnight = grocery_midnight,
    .close = grocery_close,
};
