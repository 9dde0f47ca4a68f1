// SPDX-License-Identifier: GPL-3.0-or-later
// A refrigerator and the family that eats from it. Every evening what the day took is drawn (Poisson per
// product), what has spoilt is thrown away, and, if the refrigerator has a camera that is connected, it
// counts what is left and foresees what runs out (stock_sense.h). The family shops once a week from what it
// remembers, from a look, or from the app; runs to a corner shop when something was missing; orders from a
// grocery now and then; and, told in time, buys before it misses anything. Who else is told is the policy's:
// pictures never leave, "milk runs out in two days" may.
#include "models/food/refrigerator.h"

#include <math.h>

#include "models/food/grocery.h"
#include "models/food/kitchen.h"
#include "models/food/refrigerator_tables.h"
#include "models/food/stock_sense_technique.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "sim/engine/meter.h"

const struct topic refrigerator_stock_low = {"stock_low"};
const struct topic refrigerator_stock_status = {"stock_status"};

enum { REPORT_BYTES = 200, NO_SHOP = UINT16_MAX };

struct refrigerator {
    time_ms day_due, trip_due, order_due, answer_due;  // first: they are all that most looks need
    time_ms metered;                                   // its electricity, so far
    time_ms coming_until;                              // what was ordered is no longer waited for
    time_ms habit_of_day;                              // when the family goes shopping
    uint64_t offer_cause;
    uint32_t orders;            // so far
    uint16_t shop, offer_from;  // party numbers
    struct kitchen kitchen;
    struct stock_sense sense;
    uint16_t low;  // set of products foreseen to run out, and told
    bool connected, customer;
    bool notified, dealt_with;  // of products running low, by the app; the family has made up its mind
};

struct refrigerator_shared {
    const G *groceries;
    uint32_t demand, sight, mind, corner, notice, gap, basket, reading, offer;  // streams of chance
    double seen_all[STOCK_SENSE_MOST + 1];
};

static const G *groceries_of(const struct visit *visit) {
    return ((const struct refrigerator_shared *)visit->shared)->groceries;
}

// ---- Chance: keyed by what is drawn and when, so that no purchase moves another day's luck ------------

static struct random_sequence luck_of(const struct visit *visit, uint32_t meaning, uint64_t number) {
    struct random_sequence luck = visit_sequence_of(visit, meaning);
    luck.n = number << 8;
    return luck;
}

static struct random_block block_now(const struct visit *visit, uint32_t meaning) {
    struct random_sequence luck = luck_of(visit, meaning, (uint64_t)visit->now);
    return random_next(&luck);
}

// Four uniform numbers of 32 bits a block; uniform[FOODSTUFFS].
static void draw_products(struct random_sequence luck, double *uniform) {
    for (int p = 0; p < FOODSTUFFS; p += 4) {
        struct random_block block = random_next(&luck);
        for (int i = 0; i < 4 && p + i < FOODSTUFFS; i++)
            uniform[p + i] = random_uniform(i & 1 ? block.word[i / 2] << 32 : block.word[i / 2]);
    }
}

static unsigned today(const struct visit *visit) {
    return (unsigned)clock_day(visit->now);
}

static struct party *party_at(const struct visit *visit, uint16_t number) {
    return &visit->world->parties[number];
}

static const struct grocery_settings *terms_of(const struct visit *visit, uint16_t party) {
    return party_at(visit, party)->entry->settings;
}

// ---- What the family believes, and what it puts in ----------------------------------------------------

// Before shopping: the app, a look, or memory.
static void take_stock(struct visit *visit, struct refrigerator *f) {
    const S *s = visit->settings;
    const struct refrigerator_shared *shared = visit->shared;
    struct random_block mind = block_now(visit, shared->mind);
    bool app = s->app && f->connected && random_chance(mind.word[0], s->opens_app);
    if (app)
        kitchen_trust(&f->kitchen, f->sense.portions, today(visit));
    else if (random_chance(mind.word[1], shared->groceries->looks))
        kitchen_look(&f->kitchen, today(visit));
    else
        kitchen_remember(&f->kitchen, today(visit));
}

static void put_in(struct visit *visit, struct refrigerator *f, const struct purchase *bought) {
    unsigned portions[FOODSTUFFS];
    visit->metrics[BOUGHT] += kitchen_put(&f->kitchen, groceries_of(visit), bought, today(visit), portions);
    for (int p = 0; p < FOODSTUFFS; p++) stock_sense_put(&f->sense, (enum foodstuff)p, portions[p]);
}

static bool is_nothing(const struct purchase *purchase) {
    return groceries_encode(purchase) == 0;
}

// Bought in a shop: the goods are there at once. Who pays whom is posted in parties_decide.
static void buy(struct visit *visit, struct refrigerator *f, const struct purchase *bought,
                const struct topic *where) {
    if (is_nothing(bought)) return;
    put_in(visit, f, bought);
    if (f->shop != NO_SHOP)
        visit_tell(visit, (struct item){.topic = where, .to = f->shop, .value = groceries_encode(bought)});
}

// ---- Shopping -----------------------------------------------------------------------------------------

static void count_extra_trip(struct visit *visit) {
    const G *g = groceries_of(visit);
    visit->metrics[EXTRA_TRIPS] += 1;
    visit->metrics[LACK] += g->extra_trip_won;
}

// Nobody shops on a trip or in their sleep: somebody goes when somebody is up, or the next day.
static time_ms next_try(const struct visit *visit, const struct refrigerator *f) {
    const time_ms last = 21 * CLOCK_HOUR;
    time_ms later = visit->now + CLOCK_HOUR,
            tomorrow = visit->now - clock_time_of_day(visit->now) + CLOCK_DAY;
    bool too_late = visit->home->on_trip || clock_time_of_day(visit->now) + CLOCK_HOUR > last;
    return too_late ? tomorrow + f->habit_of_day : later;
}

static void go_weekly(struct visit *visit, struct refrigerator *f) {
    const G *g = groceries_of(visit);
    if (visit->home->active == 0) {
        f->trip_due = next_try(visit, f);
        return;
    }
    take_stock(visit, f);
    struct purchase list =
        kitchen_list(&f->kitchen, g, KITCHEN_ALL_FOODSTUFFS, g->trip_days + g->safety_days, INFINITY);
    list.pantry_won = kitchen_buy_pantry(&f->kitchen, 0, 0, INFINITY);
    buy(visit, f, &list, &grocery_supermarket);
    visit->metrics[TRIPS] += 1;
    time_ms midnight = visit->now - clock_time_of_day(visit->now);
    f->trip_due = midnight + (time_ms)(g->trip_days + 0.5) * CLOCK_DAY + f->habit_of_day;
}

// One pack of each product that was missing.
static void run_to_corner_shop(struct visit *visit, struct refrigerator *f, unsigned products) {
    struct purchase list = {0};
    for (int p = 0; p < FOODSTUFFS; p++) list.packs[p] = products >> p & 1;
    buy(visit, f, &list, &grocery_corner_shop);
    count_extra_trip(visit);
}

// What the app says runs out is bought on the way home: enough until the weekly trip, a pack at least.
static void buy_what_runs_out(struct visit *visit, struct refrigerator *f) {
    const G *g = groceries_of(visit);
    double days = (double)(f->trip_due - visit->now) / (double)CLOCK_DAY;
    kitchen_trust(&f->kitchen, f->sense.portions, today(visit));
    struct purchase list = kitchen_list(&f->kitchen, g, f->low, days + g->safety_days, INFINITY);
    for (int p = 0; p < FOODSTUFFS; p++)
        if (f->low >> p & 1 && !list.packs[p]) list.packs[p] = 1;
    buy(visit, f, &list, &grocery_supermarket);
    count_extra_trip(visit);
}

// ---- Ordering -----------------------------------------------------------------------------------------

// Some days from now, between 8 and 23 h.
static time_ms order_moment(const struct visit *visit, double days, uint64_t word) {
    time_ms due = visit->now + (time_ms)(days * (double)CLOCK_DAY);
    time_ms waking = 8 * CLOCK_HOUR + (time_ms)(15 * random_uniform(word) * (double)CLOCK_HOUR);
    due += waking - clock_time_of_day(due);
    return due > visit->now ? due : due + CLOCK_DAY;
}

// A customer's next order of its own accord. The very first finds the renewal process under way.
static time_ms next_order(struct visit *visit, const struct refrigerator *f) {
    if (!f->customer) return CLOCK_NEVER;
    const struct refrigerator_shared *shared = visit->shared;
    const struct grocery_settings *terms = terms_of(visit, f->shop);
    struct random_sequence luck = luck_of(visit, shared->gap, f->orders);
    double days = f->orders == 0 ? groceries_first_order_days(terms->gap_days, terms->gap_shape, &luck)
                                 : groceries_order_gap_days(terms->gap_days, terms->gap_shape, &luck);
    return order_moment(visit, days, random_next(&luck).word[0]);
}

// The cooled goods first; the rest of the basket is pantry goods that the family needs anyway.
static struct purchase fill_basket(struct visit *visit, struct refrigerator *f,
                                   const struct grocery_settings *terms) {
    const struct refrigerator_shared *shared = visit->shared;
    const G *g = shared->groceries;
    struct random_sequence luck = luck_of(visit, shared->basket, f->orders);
    double basket = groceries_basket_won(terms->basket_won, terms->basket_spread, random_next(&luck));
    struct purchase list =
        kitchen_list(&f->kitchen, g, KITCHEN_ALL_FOODSTUFFS, g->trip_days + g->safety_days, basket);
    double rest = basket - (double)groceries_packs_won(g, &list);
    list.pantry_won =
        kitchen_buy_pantry(&f->kitchen, g->pantry_won_day * visit->home->members, g->pantry_ahead_days, rest);
    return list;
}

static void order(struct visit *visit, struct refrigerator *f, uint16_t shop, const struct topic *topic,
                  uint64_t cause) {
    const time_ms patience = 3 * CLOCK_DAY;
    take_stock(visit, f);
    struct purchase list = fill_basket(visit, f, terms_of(visit, shop));
    f->orders++;
    f->order_due = next_order(visit, f);
    if (is_nothing(&list)) return;
    for (int p = 0; p < FOODSTUFFS; p++) f->kitchen.coming[p] = list.packs[p];
    f->coming_until = visit->now + patience;
    visit_tell(visit,
               (struct item){.topic = topic, .to = shop, .value = groceries_encode(&list), .cause = cause});
}

static void order_by_itself(struct visit *visit, struct refrigerator *f) {
    if (visit->home->on_trip || kitchen_waits(&f->kitchen))
        f->order_due = visit->now + CLOCK_DAY;
    else
        order(visit, f, f->shop, &grocery_order, 0);
}

// What an offer is worth: the portions that would be missing before the next trip, each product going at its
// learnt rate, and the coupon, less the delivery's price.
static double worth_won(const struct visit *visit, const struct refrigerator *f,
                        const struct grocery_settings *terms) {
    const G *g = groceries_of(visit);
    double days = (double)(f->trip_due - visit->now) / (double)CLOCK_DAY, portions = 0;
    for (int p = 0; p < FOODSTUFFS; p++) {
        double short_days = days - stock_sense_days_left(&f->sense, (enum foodstuff)p);
        if (short_days > 0) portions += short_days * (double)f->sense.use_day[p];
    }
    return portions * g->missed_won + terms->coupon_won - terms->delivery_won;
}

static void answer_offer(struct visit *visit, struct refrigerator *f) {
    const struct refrigerator_shared *shared = visit->shared;
    const struct grocery_settings *terms = terms_of(visit, f->offer_from);
    f->answer_due = CLOCK_NEVER;
    if (visit->home->on_trip || kitchen_waits(&f->kitchen)) return;
    struct random_block luck = block_now(visit, shared->offer);
    bool known = f->customer && f->shop == f->offer_from;
    double base = known ? terms->customer_accepts : terms->stranger_accepts;
    double accepts = groceries_accepts(base, worth_won(visit, f, terms), terms->benefit_scale_won);
    if (!random_chance(luck.word[0], accepts)) return;
    if (known) {
        visit->metrics[TAKEN] += 1;
        visit->metrics[EARLIER] += clock_hours(f->order_due - visit->now) / 24;
    } else if (!f->customer && random_chance(luck.word[1], terms->stays)) {
        visit->metrics[NEW_CUSTOMERS] += 1;
        f->customer = true;
        f->shop = f->offer_from;
    }
    f->dealt_with = true;
    order(visit, f, f->offer_from, &grocery_offered_order, f->offer_cause);
}

// ---- A day --------------------------------------------------------------------------------------------

static void throw_away(struct visit *visit, struct refrigerator *f) {
    struct kitchen_waste waste = kitchen_throw_away(&f->kitchen, groceries_of(visit), today(visit));
    visit->metrics[THROWN] += waste.portions;
    visit->metrics[THROWN_WON] += waste.won;
    visit->metrics[THROWN_KG] += waste.kg;
}

// What was missing may be fetched from the corner shop, after the meal.
static void eat(struct visit *visit, struct refrigerator *f) {
    const struct refrigerator_shared *shared = visit->shared;
    const G *g = shared->groceries;
    double uniform[FOODSTUFFS];
    draw_products(luck_of(visit, shared->demand, today(visit)), uniform);
    struct kitchen_meal meal = kitchen_eat(&f->kitchen, uniform);
    unsigned missed = meal.wanted - meal.eaten;
    visit->metrics[WANTED] += meal.wanted;
    visit->metrics[EATEN] += meal.eaten;
    visit->metrics[MISSED] += missed;
    visit->metrics[LACK] += missed * g->missed_won;
    f->kitchen.pantry_short_won += (float)(g->pantry_won_day * visit->home->members);
    if (missed && random_chance(block_now(visit, shared->corner).word[0], g->tops_up))
        run_to_corner_shop(visit, f, meal.missing_products);
}

static void publish(struct visit *visit, const struct topic *topic, int64_t value) {
    visit->metrics[REPORTS] += visit_publish(
        visit, DATA_STOCK, FORM_LABEL, (struct item){.topic = topic, .value = value, .bytes = REPORT_BYTES});
}

// A product foreseen to run out is told once, until there is enough of it again.
static void foresee(struct visit *visit, struct refrigerator *f, int p) {
    const S *s = visit->settings;
    double days_left = stock_sense_days_left(&f->sense, (enum foodstuff)p);
    bool low = days_left <= s->horizon_days && !f->kitchen.coming[p];
    if (low && !(f->low >> p & 1))
        publish(visit, &refrigerator_stock_low,
                refrigerator_low_value((enum foodstuff)p, (unsigned)days_left));
    f->low = (uint16_t)((f->low & ~(1u << p)) | (unsigned)low << p);
}

static void look_inside(struct visit *visit, struct refrigerator *f) {
    const S *s = visit->settings;
    const struct refrigerator_shared *shared = visit->shared;
    double uniform[FOODSTUFFS], off = 0;
    int64_t status = 0;
    draw_products(luck_of(visit, shared->sight, today(visit)), uniform);
    for (int p = 0; p < FOODSTUFFS; p++) {
        unsigned level = kitchen_level(&f->kitchen, (enum foodstuff)p);
        unsigned seen = stock_sense_seen(level, s->recall, shared->seen_all, uniform[p]);
        stock_sense_look(&f->sense, (enum foodstuff)p, seen, s->recall, s->learn_days);
        off += fabs((double)f->sense.portions[p] - level);
        status |= (int64_t)(seen < 63 ? seen : 63) << 6 * p;
        foresee(visit, f, p);
    }
    visit->metrics[LOOKS] += FOODSTUFFS;
    visit->metrics[SENSE_ERROR] += off;
    if (s->daily_status) publish(visit, &refrigerator_stock_status, status);
}

// The app tells the family in the evening; whoever wants to act on it does so the next day.
static void heed_app(struct visit *visit, struct refrigerator *f) {
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
    struct random_block luck = block_now(visit, shared->notice);
    f->dealt_with = true;
    if (!random_chance(luck.word[0], s->acts_on_notice)) return;
    if (f->customer && random_chance(luck.word[1], terms_of(visit, f->shop)->prefers))
        order(visit, f, f->shop, &grocery_order, 0);
    else
        buy_what_runs_out(visit, f);
}

static void give_up_waiting(struct visit *visit, struct refrigerator *f) {
    if (visit->now < f->coming_until) return;
    for (int p = 0; p < FOODSTUFFS; p++) f->kitchen.coming[p] = 0;
}

static void live_day(struct visit *visit, struct refrigerator *f) {
    const S *s = visit->settings;
    f->day_due += CLOCK_DAY;
    give_up_waiting(visit, f);
    throw_away(visit, f);
    if (!visit->home->on_trip) eat(visit, f);
    if (!f->connected) return;
    look_inside(visit, f);
    if (s->app) heed_app(visit, f);
}

// ---- The process --------------------------------------------------------------------------------------

static time_ms earlier(time_ms a, time_ms b) {
    return a < b ? a : b;
}

static time_ms next_due(const struct refrigerator *f) {
    return earlier(earlier(f->day_due, f->trip_due), earlier(f->order_due, f->answer_due));
}

// A day touches all of the state, and homes lie far apart: its lines are sent for together.
static inline __attribute__((always_inline)) void fetch_state(const struct refrigerator *f) {
    const char *bytes = (const char *)f;
    for (size_t byte = 0; byte < sizeof *f; byte += 64) __builtin_prefetch(bytes + byte);
}

static time_ms refrigerator_act(struct visit *visit, void *state) {
    struct refrigerator *f = state;
    fetch_state(f);
    if (f->day_due <= visit->now) live_day(visit, f);
    if (f->trip_due <= visit->now) go_weekly(visit, f);
    if (f->order_due <= visit->now) order_by_itself(visit, f);
    if (f->answer_due <= visit->now) answer_offer(visit, f);
    return next_due(f);
}

static void take_delivery(struct visit *visit, struct refrigerator *f, const struct item *item) {
    struct purchase goods = groceries_decode(item->value);
    put_in(visit, f, &goods);
    for (int p = 0; p < FOODSTUFFS; p++) f->kitchen.coming[p] = 0;
}

// An offer waits until somebody reads it; a second one meanwhile is not read.
static void take_offer(struct visit *visit, struct refrigerator *f, const struct item *item) {
    const struct refrigerator_shared *shared = visit->shared;
    if (f->answer_due != CLOCK_NEVER) return;
    double mean = terms_of(visit, item->from)->answer_min;
    double minutes = mean * random_exponential(block_now(visit, shared->reading).word[0]);
    f->answer_due = visit->now + 1 + (time_ms)(minutes * (double)CLOCK_MINUTE);
    f->offer_from = item->from;
    f->offer_cause = item->cause;
}

static time_ms refrigerator_receive(struct visit *visit, void *state, const struct item *item) {
    struct refrigerator *f = state;
    if (item->topic == &grocery_delivery) take_delivery(visit, f, item);
    if (item->topic == &grocery_offer) take_offer(visit, f, item);
    return next_due(f);
}

// It uses the same at all times.
static struct electric_meter refrigerator_unmetered(const struct visit *visit, const void *state) {
    const S *s = visit->settings;
    const struct refrigerator *f = state;
    double days = (double)(visit->now - f->metered) / (double)CLOCK_DAY;
    return (struct electric_meter){.kwh = s->kwh_month * 12 / 365 * days};
}

static void refrigerator_settle(struct visit *visit, void *state) {
    struct refrigerator *f = state;
    double kwh = refrigerator_unmetered(visit, f).kwh;
    visit->metrics[ENERGY] += kwh;
    visit_use_electricity(visit, kwh);
    f->metered = visit->now;
}

// The camera starts from what was put in before it, and from what people of the country use.
static void fill_at_start(struct visit *visit, struct refrigerator *f, struct random_sequence *luck) {
    const G *g = groceries_of(visit);
    groceries_rates(visit->world, g, visit->home_number, f->kitchen.rate_day);
    visit->metrics[AT_START] += kitchen_fill(&f->kitchen, g, today(visit), luck);
    for (int p = 0; p < FOODSTUFFS; p++)
        stock_sense_start(&f->sense, (enum foodstuff)p, kitchen_level(&f->kitchen, (enum foodstuff)p),
                          g->portions_week[p] / 7 * visit->home->members);
}

static void become_customer(struct visit *visit, struct refrigerator *f, struct random_sequence *luck) {
    struct party *shop = grocery_usual(visit->world, visit->home_number);
    double uniform = random_next_uniform(luck);
    f->shop = shop ? shop->number : NO_SHOP;
    f->customer = shop && uniform < terms_of(visit, f->shop)->customers;
    f->order_due = next_order(visit, f);
}

static time_ms refrigerator_install(struct visit *visit, void *state) {
    struct refrigerator *f = state;
    const S *s = visit->settings;
    const struct refrigerator_shared *shared = visit->shared;
    const G *g = shared->groceries;
    struct random_sequence luck = visit_sequence(visit, "installation");
    f->connected = random_next_uniform(&luck) < s->connected && s->camera;
    time_ms midnight = visit->now - clock_time_of_day(visit->now);
    f->day_due = midnight + (time_ms)((21 + 2 * random_next_uniform(&luck)) * (double)CLOCK_HOUR);
    if (f->day_due <= visit->now) f->day_due += CLOCK_DAY;
    f->habit_of_day = (time_ms)((10 + 9 * random_next_uniform(&luck)) * (double)CLOCK_HOUR);
    time_ms first = (time_ms)(g->trip_days * random_next_uniform(&luck));
    f->trip_due = midnight + first * CLOCK_DAY + f->habit_of_day;
    if (f->trip_due <= visit->now) f->trip_due += CLOCK_DAY;
    f->answer_due = CLOCK_NEVER;
    f->metered = visit->now;
    fill_at_start(visit, f, &luck);
    become_customer(visit, f, &luck);
    if (f->connected) choice_at_install_all(visit, DATA_STOCK);
    return next_due(f);
}

static void refrigerator_prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    struct refrigerator_shared *shared = status_allocate(1, sizeof *shared);
    shared->groceries = plan_section(world->plan, &groceries_section);
    shared->demand = random_stream("demand");
    shared->sight = random_stream("sight");
    shared->mind = random_stream("mind");
    shared->corner = random_stream("corner");
    shared->notice = random_stream("notice");
    shared->gap = random_stream("gap");
    shared->basket = random_stream("basket");
    shared->reading = random_stream("reading");
    shared->offer = random_stream("offer");
    stock_sense_prepare(s->recall, shared->seen_all);
    appliance->shared = shared;
}

static unsigned refrigerator_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_block luck =
        random_block(world->key, random_home(home), appliance->stream ^ random_stream("ownership"), 0);
    return world->homes[home].members > 0 && random_chance(luck.word[0], s->ownership);
}

uint16_t refrigerator_process(const struct world *world, uint32_t home) {
    const struct process *first = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        if (first[i].installed && world->appliances[first[i].appliance].kind == &refrigerator_appliance)
            return i;
    return UINT16_MAX;
}

static double column_stock(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    const struct refrigerator *f = state;
    unsigned portions = 0;
    for (int p = 0; p < FOODSTUFFS; p++) portions += kitchen_level(&f->kitchen, (enum foodstuff)p);
    return portions;
}
static double column_orders(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return ((const struct refrigerator *)state)->orders;
}
static const struct home_column columns[] = {
    {"portions", "1", "portions in the refrigerator", column_stock},
    {"orders", "1", "orders placed with a grocery", column_orders},
};

const struct appliance_kind refrigerator_appliance = {
    .kind = {.name = "refrigerator",
             .summary = "keeps what families eat, counts it, foresees what runs out",
             .settings = SETTING_TABLE(S, rows)},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .state_size = sizeof(struct refrigerator),
    .silent = true,
    .prepare = refrigerator_prepare,
    .count = refrigerator_count,
    .install = refrigerator_install,
    .act = refrigerator_act,
    .receive = refrigerator_receive,
    .settle = refrigerator_settle,
    .unmetered = refrigerator_unmetered,
};
