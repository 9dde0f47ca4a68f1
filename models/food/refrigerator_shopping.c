// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/refrigerator_shopping.h"

#include <math.h>

#include "models/food/shopping.h"
#include "models/methods/logit_law.h"
#include "sim/engine/luck.h"

const struct welfare_source refrigerator_trips_worth = {"extra trips to a shop", WELFARE_TIME,
                                                        "time of shopping trips beyond the weekly ones"};

const struct welfare_source refrigerator_offers_worth = {
    "offers taken", WELFARE_SURPLUS,
    "what families would have given for an offered delivery above its price, beside what they eat and the "
    "coupon"};

static const struct shopping_terms *terms_of(const struct visit *visit, uint16_t shop) {
    return shopping_terms_of(visit->world, shop);
}

// ---- What the family believes, and what it puts in ----------------------------------------------------

// Before shopping: the app, a look, or memory.
static void take_stock(struct visit *visit, struct refrigerator *f) {
    const S *s = visit->settings;
    const struct refrigerator_shared *shared = visit->shared;
    struct random_block mind = refrigerator_luck_now(visit, shared->mind);
    bool app = s->app && f->connected && random_chance(mind.word[0], s->opens_app);
    if (app)
        kitchen_trust(&f->kitchen, f->sense.portions, refrigerator_today(visit));
    else if (random_chance(mind.word[1], shared->groceries->looks))
        kitchen_look(&f->kitchen, refrigerator_today(visit));
    else
        kitchen_remember(&f->kitchen, refrigerator_today(visit));
}

static void put_in(struct visit *visit, struct refrigerator *f, const struct purchase *bought) {
    unsigned portions[FOODSTUFFS];
    visit->metrics[BOUGHT] +=
        kitchen_put(&f->kitchen, refrigerator_groceries(visit), bought, refrigerator_today(visit), portions);
    for (int p = 0; p < FOODSTUFFS; p++) stock_sense_put(&f->sense, (enum foodstuff)p, portions[p]);
}

// Bought in a shop: the goods are there at once. Who pays whom is posted in parties_decide.
static void buy(struct visit *visit, struct refrigerator *f, const struct purchase *bought,
                const struct topic *where) {
    if (groceries_is_nothing(bought)) return;
    put_in(visit, f, bought);
    if (f->shop != REFRIGERATOR_NO_SHOP)
        visit_tell(visit, purchase_put((struct item){.topic = where, .to = f->shop}, *bought));
}

// ---- Shopping -----------------------------------------------------------------------------------------

static void count_extra_trip(struct visit *visit) {
    const G *g = refrigerator_groceries(visit);
    visit->metrics[EXTRA_TRIPS] += 1;
    visit->metrics[LACK] += g->extra_trip_won;
    visit_worth(visit, &refrigerator_trips_worth, -g->extra_trip_won);
}

// Nobody shops on a trip or in their sleep: somebody goes when somebody is up, or the next day.
static time_ms next_try(const struct visit *visit, const struct refrigerator *f) {
    const time_ms last = 21 * CLOCK_HOUR;
    time_ms later = visit->now + CLOCK_HOUR,
            tomorrow = visit->now - clock_time_of_day(visit->now) + CLOCK_DAY;
    bool too_late = visit->home->on_trip || clock_time_of_day(visit->now) + CLOCK_HOUR > last;
    return too_late ? tomorrow + f->habit_of_day : later;
}

void refrigerator_go_weekly(struct visit *visit, struct refrigerator *f) {
    const G *g = refrigerator_groceries(visit);
    if (visit->home->active == 0) {
        f->trip_due = next_try(visit, f);
        return;
    }
    take_stock(visit, f);
    struct purchase list =
        kitchen_list(&f->kitchen, g, KITCHEN_ALL_FOODSTUFFS, g->trip_days + g->safety_days, INFINITY);
    list.pantry_won = kitchen_buy_pantry(&f->kitchen, 0, 0, INFINITY);
    buy(visit, f, &list, &shopping_supermarket);
    visit->metrics[TRIPS] += 1;
    time_ms midnight = visit->now - clock_time_of_day(visit->now);
    f->trip_due = midnight + (time_ms)(g->trip_days + 0.5) * CLOCK_DAY + f->habit_of_day;
}

// One pack of each product that was missing.
void refrigerator_run_to_corner_shop(struct visit *visit, struct refrigerator *f, unsigned products) {
    struct purchase list = {0};
    for (int p = 0; p < FOODSTUFFS; p++) list.packs[p] = products >> p & 1;
    buy(visit, f, &list, &shopping_corner_shop);
    count_extra_trip(visit);
}

// What the app says runs out is bought on the way home: enough until the weekly trip, a pack at least.
static void buy_what_runs_out(struct visit *visit, struct refrigerator *f) {
    const G *g = refrigerator_groceries(visit);
    double days = (double)(f->trip_due - visit->now) / (double)CLOCK_DAY;
    kitchen_trust(&f->kitchen, f->sense.portions, refrigerator_today(visit));
    struct purchase list = kitchen_list(&f->kitchen, g, f->low, days + g->safety_days, INFINITY);
    for (int p = 0; p < FOODSTUFFS; p++)
        if (f->low >> p & 1 && !list.packs[p]) list.packs[p] = 1;
    buy(visit, f, &list, &shopping_supermarket);
    count_extra_trip(visit);
}

// ---- Ordering -----------------------------------------------------------------------------------------

// Some days from now, between 8 and 23 h; who orders so seldom that it is past a century, never.
static time_ms order_moment(const struct visit *visit, double days, uint64_t word) {
    const double century = 36525;
    if (days > century) return CLOCK_NEVER;
    time_ms due = visit->now + (time_ms)(days * (double)CLOCK_DAY);
    time_ms waking = 8 * CLOCK_HOUR + (time_ms)(15 * random_uniform(word) * (double)CLOCK_HOUR);
    due += waking - clock_time_of_day(due);
    return due > visit->now ? due : due + CLOCK_DAY;
}

static double has_it_brought(const struct visit *visit, const struct shopping_terms *terms,
                             double delivery_won) {
    return groceries_has_it_brought(refrigerator_groceries(visit)->basket_trip_won, delivery_won,
                                    terms->benefit_scale_won);
}

// A customer's next occasion to order of its own accord. The very first finds the renewal process under way.
static time_ms next_order(struct visit *visit, const struct refrigerator *f) {
    if (!f->customer) return CLOCK_NEVER;
    const struct refrigerator_shared *shared = visit->shared;
    const struct shopping_terms *terms = terms_of(visit, f->shop);
    struct random_sequence luck = refrigerator_luck(visit, shared->gap, f->occasions);
    double gap_days = has_it_brought(visit, terms, terms->usual_delivery_won) / (double)f->orders_day;
    double days = f->occasions == 0 ? groceries_first_order_days(gap_days, terms->gap_shape, &luck)
                                    : groceries_order_gap_days(gap_days, terms->gap_shape, &luck);
    return order_moment(visit, days, random_next(&luck).word[0]);
}

// The cooled goods first; the rest of the basket is pantry goods that the family needs anyway.
static struct purchase fill_basket(struct visit *visit, struct refrigerator *f,
                                   const struct shopping_terms *terms) {
    const struct refrigerator_shared *shared = visit->shared;
    const G *g = shared->groceries;
    struct random_sequence luck = refrigerator_luck(visit, shared->basket, f->occasions);
    double basket = groceries_basket_won(terms->basket_won, terms->basket_spread, random_next(&luck));
    struct purchase list =
        kitchen_list(&f->kitchen, g, KITCHEN_ALL_FOODSTUFFS, g->trip_days + g->safety_days, basket);
    double rest = basket - (double)groceries_packs_won(g, &list);
    list.pantry_won =
        kitchen_buy_pantry(&f->kitchen, g->pantry_won_day * visit->home->members, g->pantry_ahead_days, rest);
    return list;
}

// What the family would have the shop bring, or fetches itself.
static struct purchase decide_basket(struct visit *visit, struct refrigerator *f, uint16_t shop) {
    take_stock(visit, f);
    struct purchase list = fill_basket(visit, f, terms_of(visit, shop));
    f->occasions++;
    return list;
}

// How often it orders of a shop, and how likely an order is its last: a family's own. Who comes back orders
// as often as before, and stays as a newcomer does.
static void deal_with(struct visit *visit, struct refrigerator *f, uint16_t shop,
                      const struct customer_base *base) {
    const struct party *party = &visit->world->parties[shop];
    struct buying_habit habit =
        customer_base_draw(*base, luck_with_party(visit->world, party, visit->home_number, "grocery.rate", 0),
                           luck_with_party(visit->world, party, visit->home_number, "grocery.drops", 0));
    f->shop = shop;
    f->orders_day = (float)habit.rate;
    f->drops = (float)habit.drops;
}

static bool is_the_last(const struct visit *visit, const struct refrigerator *f) {
    const struct refrigerator_shared *shared = visit->shared;
    struct random_sequence luck = refrigerator_luck(visit, shared->leaves, f->orders);
    return random_chance(random_next(&luck).word[0], (double)f->drops);
}

static void consider_leaving(struct visit *visit, struct refrigerator *f, uint16_t shop) {
    if (!f->customer || f->shop != shop || !is_the_last(visit, f)) return;
    f->customer = false;
    visit->metrics[LOST_CUSTOMERS] += 1;
}

static bool send_order(struct visit *visit, struct refrigerator *f, const struct purchase *list,
                       struct item order) {
    if (groceries_is_nothing(list)) return false;
    f->orders++;
    for (int p = 0; p < FOODSTUFFS; p++) f->kitchen.coming[p] = list->packs[p];
    f->coming_until = visit->now + (time_ms)(refrigerator_groceries(visit)->waits_days * (double)CLOCK_DAY);
    visit_tell(visit, purchase_put(order, *list));
    consider_leaving(visit, f, order.to);
    return true;
}

// False where there is nothing to order.
static bool order(struct visit *visit, struct refrigerator *f, uint16_t shop, const struct topic *topic,
                  uint64_t cause) {
    struct purchase list = decide_basket(visit, f, shop);
    bool sent = send_order(visit, f, &list, (struct item){.topic = topic, .to = shop, .cause = cause});
    f->order_due = next_order(visit, f);
    return sent;
}

static void fetch(struct visit *visit, struct refrigerator *f) {
    struct purchase list = decide_basket(visit, f, f->shop);
    f->order_due = next_order(visit, f);
    buy(visit, f, &list, &shopping_supermarket);
    visit->metrics[FETCHED] += 1;
    visit->metrics[LACK] += refrigerator_groceries(visit)->basket_trip_won;
}

// The dearer the delivery, the more often the family goes itself. The same luck at every price.
static bool prefers_order(const struct visit *visit, const struct refrigerator *f) {
    const struct refrigerator_shared *shared = visit->shared;
    const struct shopping_terms *terms = terms_of(visit, f->shop);
    struct random_sequence luck = refrigerator_luck(visit, shared->brought, f->occasions);
    return random_chance(random_next(&luck).word[0], has_it_brought(visit, terms, terms->delivery_won));
}

void refrigerator_order_by_itself(struct visit *visit, struct refrigerator *f) {
    if (visit->home->on_trip || kitchen_waits(&f->kitchen))
        f->order_due = visit->now + CLOCK_DAY;
    else if (prefers_order(visit, f))
        order(visit, f, f->shop, &shopping_order, 0);
    else
        fetch(visit, f);
}

// As the camera foresees; without one the family looks when it reads the offer, and knows what it eats.
static double days_left(const struct refrigerator *f, int p) {
    if (f->connected) return stock_sense_days_left(&f->sense, (enum foodstuff)p);
    return kitchen_level(&f->kitchen, (enum foodstuff)p) / fmax(1e-9, (double)f->kitchen.rate_day[p]);
}

static double use_day(const struct refrigerator *f, int p) {
    return (double)(f->connected ? f->sense.use_day[p] : f->kitchen.rate_day[p]);
}

// What an offer is worth: the portions that would be missing before the next trip, each product going at its
// rate, and the coupon, less the delivery's price.
static double worth_won(const struct visit *visit, const struct refrigerator *f,
                        const struct shopping_terms *terms) {
    const G *g = refrigerator_groceries(visit);
    double days = (double)(f->trip_due - visit->now) / (double)CLOCK_DAY, portions = 0;
    for (int p = 0; p < FOODSTUFFS; p++) {
        double short_days = days - days_left(f, p);
        if (short_days > 0) portions += short_days * use_day(f, p);
    }
    return portions * g->missed_won + terms->coupon_won - terms->delivery_won;
}

// Of who takes it, by the chance of that. What it saves of portions, and the coupon, are had when they are
// eaten and paid.
static double surplus_won(const struct shopping_terms *terms, double benefit_won, double accepts) {
    double had_elsewhere = benefit_won + terms->delivery_won;
    return terms->benefit_scale_won * logit_taker(accepts) - had_elsewhere;
}

// Who orders hardly ever would make the mean of all.
static double days_to_own_order(const struct visit *visit, const struct refrigerator *f) {
    const double most = 90;
    return fmin(clock_hours(f->order_due - visit->now) / 24, most);
}

static void become_customer(struct visit *visit, struct refrigerator *f, const struct shopping_terms *terms) {
    deal_with(visit, f, f->offer_from, &terms->newcomers);
    f->customer = !is_the_last(visit, f);
    visit->metrics[NEW_CUSTOMERS] += f->customer;
    f->order_due = next_order(visit, f);
}

void refrigerator_answer_offer(struct visit *visit, struct refrigerator *f) {
    const struct refrigerator_shared *shared = visit->shared;
    const struct shopping_terms *terms = terms_of(visit, f->offer_from);
    f->answer_due = CLOCK_NEVER;
    if (visit->home->on_trip || kitchen_waits(&f->kitchen)) return;
    struct random_block luck = refrigerator_luck_now(visit, shared->offer);
    bool known = f->customer && f->shop == f->offer_from;
    double base = known ? terms->customer_accepts : terms->stranger_accepts;
    double benefit = worth_won(visit, f, terms);
    double accepts = groceries_accepts(base, benefit, terms->benefit_scale_won);
    if (!random_chance(luck.word[0], accepts)) return;
    if (known) {
        visit->metrics[TAKEN] += 1;
        visit->metrics[EARLIER] += days_to_own_order(visit, f);
    }
    f->dealt_with = true;
    bool stranger = !f->customer;
    if (!order(visit, f, f->offer_from, &shopping_offered_order, f->offer_cause)) return;
    visit_worth(visit, &refrigerator_offers_worth, surplus_won(terms, benefit, accepts));
    if (stranger) become_customer(visit, f, terms);
}

// ---- The app ------------------------------------------------------------------------------------------

static double prefers_shop(const struct shopping_terms *terms) {
    return groceries_accepts(terms->prefers, terms->usual_delivery_won - terms->delivery_won,
                             terms->benefit_scale_won);
}

// The app tells the family in the evening; whoever wants to act on it does so the next day.
void refrigerator_heed_app(struct visit *visit, struct refrigerator *f) {
    const S *s = visit->settings;
    const struct refrigerator_shared *shared = visit->shared;
    bool enough_low = __builtin_popcount(f->low) >= (int)s->notice_products;
    if (!enough_low) f->notified = f->dealt_with = false;
    if (!enough_low || f->dealt_with || visit->home->on_trip) return;
    if (!f->notified) {
        f->notified = true;
        visit->metrics[NOTICES] += 1;
        return;
    }
    struct random_block luck = refrigerator_luck_now(visit, shared->notice);
    f->dealt_with = true;
    if (!random_chance(luck.word[0], s->acts_on_notice)) return;
    if (f->customer && random_chance(luck.word[1], prefers_shop(terms_of(visit, f->shop))))
        order(visit, f, f->shop, &shopping_order, 0);
    else
        buy_what_runs_out(visit, f);
}

// ---- What comes from the shop -------------------------------------------------------------------------

void refrigerator_give_up_waiting(struct visit *visit, struct refrigerator *f) {
    if (visit->now < f->coming_until) return;
    for (int p = 0; p < FOODSTUFFS; p++) f->kitchen.coming[p] = 0;
}

void refrigerator_take_delivery(struct visit *visit, struct refrigerator *f, const struct item *item) {
    struct purchase goods = purchase_of(item);
    put_in(visit, f, &goods);
    for (int p = 0; p < FOODSTUFFS; p++) f->kitchen.coming[p] = 0;
}

// An offer waits until somebody reads it; a second one meanwhile is not read.
void refrigerator_take_offer(struct visit *visit, struct refrigerator *f, const struct item *item) {
    const struct refrigerator_shared *shared = visit->shared;
    if (f->answer_due != CLOCK_NEVER) return;
    double mean = terms_of(visit, item->from)->answer_min;
    double minutes = mean * random_exponential(refrigerator_luck_now(visit, shared->reading).word[0]);
    f->answer_due = visit->now + 1 + (time_ms)(minutes * (double)CLOCK_MINUTE);
    f->offer_from = item->from;
    f->offer_cause = item->cause;
}

// ---- Beginning ----------------------------------------------------------------------------------------

void refrigerator_become_customer(struct visit *visit, struct refrigerator *f, struct random_sequence *luck) {
    struct party *shop = shopping_usual(visit->world, visit->home_number);
    double uniform = random_next_uniform(luck);
    f->shop = shop ? shop->number : REFRIGERATOR_NO_SHOP;
    f->customer = shop && uniform < terms_of(visit, f->shop)->customers;
    if (f->customer) deal_with(visit, f, f->shop, &terms_of(visit, f->shop)->settled);
    f->order_due = next_order(visit, f);
}
