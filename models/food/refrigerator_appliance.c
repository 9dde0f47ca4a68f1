// SPDX-License-Identifier: GPL-3.0-or-later
// A refrigerator and the family that eats from it. Every evening what the day took is drawn (Poisson per
// product), what has spoilt is thrown away, and, if the refrigerator has a camera that is connected, it
// counts what is left and foresees what runs out (stock_sense_technique.h). How the family fills it again is
// in refrigerator_shopping.h. Who else is told is the policy's: pictures never leave, "milk runs out in two
// days" may.
#include "models/food/refrigerator.h"

#include <math.h>

#include "models/food/food.h"
#include "models/food/microwave.h"
#include "models/food/refrigerator_shopping.h"
#include "models/food/refrigerator_tables.h"
#include "models/food/shopping.h"
#include "models/people/choice.h"
#include "sim/engine/meter.h"

enum { REPORT_BYTES = 200 };

const struct topic refrigerator_stock_low = {"stock_low"};
const struct topic refrigerator_stock_status = {"stock_status"};

static const struct welfare_source meals_worth = {
    "portions eaten", WELFARE_USE,
    "a portion eaten is worth its price and groceries.missed_won more; one missed nothing"};
static const struct welfare_source *const worths[] = {&meals_worth, &refrigerator_trips_worth,
                                                      &refrigerator_offers_worth, NULL};

// ---- A day --------------------------------------------------------------------------------------------

// Four uniform numbers of 32 bits a block; uniform[FOODSTUFFS].
static void draw_products(struct random_sequence luck, double *uniform) {
    for (int p = 0; p < FOODSTUFFS; p += 4) {
        struct random_block block = random_next(&luck);
        for (int i = 0; i < 4 && p + i < FOODSTUFFS; i++)
            uniform[p + i] = random_uniform(i & 1 ? block.word[i / 2] << 32 : block.word[i / 2]);
    }
}

static void throw_away(struct visit *visit, struct refrigerator *f) {
    struct kitchen_waste waste =
        kitchen_throw_away(&f->kitchen, refrigerator_groceries(visit), refrigerator_today(visit));
    visit->metrics[THROWN] += waste.portions;
    visit->metrics[THROWN_WON] += waste.won;
    visit->metrics[THROWN_KG] += waste.kg;
}

// Where nobody is paid for what is bought, nothing is known of what food costs.
static void enjoy(const struct visit *visit, const struct refrigerator *f, const struct kitchen_meal *meal) {
    double won = meal->eaten_won + meal->eaten * refrigerator_groceries(visit)->missed_won;
    if (f->shop != REFRIGERATOR_NO_SHOP) visit_worth(visit, &meals_worth, won);
}

// Made of each product, by the home's microwave, since that stands there.
static void count_dishes(const struct visit *visit, uint16_t dishes[FOODSTUFFS]) {
    const uint32_t *eaten = microwave_eaten(visit->world, visit->home_number);
    for (int food = 0; eaten && food < FOOD_CLASSES; food++) {
        enum foodstuff product = food_made_of((enum food_class)food);
        if (product < FOODSTUFFS) dishes[product] += (uint16_t)eaten[food];
    }
}

static unsigned from_here(const struct visit *visit, unsigned dishes, struct random_sequence *luck) {
    const S *s = visit->settings;
    unsigned taken = 0;
    while (dishes-- > 0) taken += random_next_uniform(luck) < s->heated_share;
    return taken;
}

static void add_to(struct kitchen_meal *sum, struct kitchen_meal meal) {
    sum->wanted += meal.wanted;
    sum->eaten += meal.eaten;
    sum->eaten_won += meal.eaten_won;
}

// What the microwave heated since the last evening.
static void heat(struct visit *visit, struct refrigerator *f, struct kitchen_meal *meal) {
    const struct refrigerator_shared *shared = visit->shared;
    struct random_sequence luck = refrigerator_luck(visit, shared->heated, refrigerator_today(visit));
    uint16_t dishes[FOODSTUFFS] = {0};
    count_dishes(visit, dishes);
    for (int p = 0; p < FOODSTUFFS; p++) {
        unsigned since = dishes[p] > f->dishes[p] ? (unsigned)(dishes[p] - f->dishes[p]) : 0;
        unsigned taken = from_here(visit, since, &luck);
        add_to(meal, kitchen_heat(&f->kitchen, shared->groceries, (enum foodstuff)p, taken));
        f->dishes[p] = dishes[p];
    }
}

// What was missing may be fetched from the corner shop, after the meal.
static void eat(struct visit *visit, struct refrigerator *f) {
    const struct refrigerator_shared *shared = visit->shared;
    const G *g = shared->groceries;
    double uniform[FOODSTUFFS];
    draw_products(refrigerator_luck(visit, shared->demand, refrigerator_today(visit)), uniform);
    struct kitchen_meal heated = {0};
    heat(visit, f, &heated);
    struct kitchen_meal meal = kitchen_eat(&f->kitchen, g, uniform);
    add_to(&meal, heated);
    enjoy(visit, f, &meal);
    unsigned missed = meal.wanted - meal.eaten;
    visit->metrics[WANTED] += meal.wanted;
    visit->metrics[EATEN] += meal.eaten;
    visit->metrics[MISSED] += missed;
    visit->metrics[LACK] += missed * g->missed_won;
    f->kitchen.pantry_short_won += (float)(g->pantry_won_day * visit->home->members);
    if (missed && random_chance(refrigerator_luck_now(visit, shared->corner).word[0], g->tops_up))
        refrigerator_run_to_corner_shop(visit, f, meal.missing_products);
}

static void publish(struct visit *visit, struct item report) {
    report.bytes = REPORT_BYTES;
    visit->metrics[REPORTS] += visit_publish(visit, DATA_STOCK, FORM_LABEL, report);
}

// A product foreseen to run out is told once, until there is enough of it again.
static void foresee(struct visit *visit, struct refrigerator *f, int p) {
    const S *s = visit->settings;
    double days_left = stock_sense_days_left(&f->sense, (enum foodstuff)p);
    bool low = days_left <= s->horizon_days && !f->kitchen.coming[p];
    if (low && !(f->low >> p & 1))
        publish(visit, stock_low_put((struct item){.topic = &refrigerator_stock_low},
                                     (struct stock_low){(enum foodstuff)p, (float)days_left}));
    f->low = (uint16_t)((f->low & ~(1u << p)) | (unsigned)low << p);
}

static void look_inside(struct visit *visit, struct refrigerator *f) {
    const S *s = visit->settings;
    const struct refrigerator_shared *shared = visit->shared;
    double uniform[FOODSTUFFS], off = 0;
    struct stock_status status;
    draw_products(refrigerator_luck(visit, shared->sight, refrigerator_today(visit)), uniform);
    for (int p = 0; p < FOODSTUFFS; p++) {
        unsigned level = kitchen_level(&f->kitchen, (enum foodstuff)p);
        unsigned seen = stock_sense_seen(level, s->recall, shared->seen_all, uniform[p]);
        stock_sense_look(&f->sense, (enum foodstuff)p, seen, s->recall, s->learn_days);
        off += fabs((double)f->sense.portions[p] - level);
        status.portions[p] = (uint8_t)seen;
        foresee(visit, f, p);
    }
    visit->metrics[LOOKS] += FOODSTUFFS;
    visit->metrics[SENSE_ERROR] += off;
    if (s->daily_status)
        publish(visit, stock_status_put((struct item){.topic = &refrigerator_stock_status}, status));
}

static void live_day(struct visit *visit, struct refrigerator *f) {
    const S *s = visit->settings;
    f->day_due += CLOCK_DAY;
    refrigerator_give_up_waiting(visit, f);
    throw_away(visit, f);
    if (!visit->home->on_trip) eat(visit, f);
    if (!f->connected) return;
    look_inside(visit, f);
    if (s->app) refrigerator_heed_app(visit, f);
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
    if (f->trip_due <= visit->now) refrigerator_go_weekly(visit, f);
    if (f->order_due <= visit->now) refrigerator_order_by_itself(visit, f);
    if (f->answer_due <= visit->now) refrigerator_answer_offer(visit, f);
    return next_due(f);
}

static time_ms refrigerator_receive(struct visit *visit, void *state, const struct item *item) {
    struct refrigerator *f = state;
    if (item->topic == &shopping_delivery) refrigerator_take_delivery(visit, f, item);
    if (item->topic == &shopping_offer) refrigerator_take_offer(visit, f, item);
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
    const G *g = refrigerator_groceries(visit);
    groceries_rates(visit->world, g, visit->home_number, f->kitchen.rate_day);
    visit->metrics[AT_START] += kitchen_fill(&f->kitchen, g, refrigerator_today(visit), luck);
    for (int p = 0; p < FOODSTUFFS; p++)
        stock_sense_start(&f->sense, (enum foodstuff)p, kitchen_level(&f->kitchen, (enum foodstuff)p),
                          g->portions_week[p] / 7 * visit->home->members);
}

static void refrigerator_ask(struct visit *visit, void *state) {
    const struct refrigerator *f = state;
    if (f->connected) choice_at_install_all(visit, DATA_STOCK, choice_label);
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
    count_dishes(visit, f->dishes);
    refrigerator_become_customer(visit, f, &luck);
    refrigerator_ask(visit, f);
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
    shared->leaves = random_stream("leaves");
    shared->basket = random_stream("basket");
    shared->brought = random_stream("brought");
    shared->reading = random_stream("reading");
    shared->offer = random_stream("offer");
    shared->heated = random_stream("heated");
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
    const struct process *processes = &world->processes[world->homes[home].first_process];
    for (uint16_t i = 0; i < world->homes[home].process_count; i++)
        if (world->appliances[processes[i].appliance].kind == &refrigerator_appliance &&
            processes[i].installed)
            return i;
    return UINT16_MAX;
}

bool refrigerator_is_customer(const struct world *world, uint32_t home, uint16_t shop) {
    uint16_t number = refrigerator_process(world, home);
    if (number == UINT16_MAX) return false;
    const struct refrigerator *f =
        process_state(world, &world->processes[world->homes[home].first_process + number]);
    return f->customer && f->shop == shop;
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

static unsigned publishes(const void *settings) {
    (void)settings;
    return 1u << DATA_STOCK;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation owners = {"who owns one",
                                       "a household of members owns one with chance ownership; with camera, "
                                       "it is connected with chance connected",
                                       "", "a draw of the home's own luck"};
static const struct equation electricity = {"electricity", "kWh = kwh_month 12 / 365 days", "", "definition"};
static const struct equation fill = {
    "what is there at the start",
    "portions_p = floor(rate_p min(trip_days + safety_days, shelf_days_p) U_p + 1/2); thrown away after 1 + "
    "(shelf_days_p - 1) U_p days",
    "U_p uniform: somewhere between two trips; rate_p the portions a family wants a day", "assumption"};
static const struct equation heated = {
    "dishes from the microwave",
    "each evening, of the dishes heated since the last, each with chance heated_share takes a portion of p, "
    "if it is there: wanted and eaten; the next portions of p that would be wanted are as many fewer",
    "p milk of milk, ready meals of soup, dumplings and pizza, vegetables of sweet potatoes; rice and "
    "leftovers take none",
    "assumption: what is heated is a part of what is eaten"};
static const struct equation spoilage = {
    "what is thrown away",
    "portions not eaten shelf_days_p after buying, the oldest eaten first; thrown_won = portions pack_won_p "
    "/ pack_portions_p; thrown_kg = portions portion_kg_p",
    "four batches of a product are told apart", "assumption"};
static const struct equation belief = {
    "what a family believes to be there",
    "before buying: the estimate of the camera with chance opens_app (connected, app); else what is there "
    "with chance looks; else what it knew - rate_p d, at least 0",
    "p product; d days since; rate_p the portions a family wants a day; 0 after the product was missing",
    "assumption"};
static const struct equation trips = {
    "weekly shopping",
    "every trip_days days (rounded), at the family's hour, if somebody is up; fills up for trip_days + "
    "safety_days, and buys the pantry goods that are short; bought = portions put in",
    "the hour uniform from 10 to 19 h; nobody up: an hour later until 21 h, else the next day", "assumption"};
static const struct equation corner = {
    "running to the corner shop",
    "after a day on which something was missing, with chance tops_up: one pack of each missing product; "
    "extra_trips = these + those on which the app sent",
    "", "assumption"};
static const struct equation lack = {"what is missed, beside money",
                                     "lack = missed missed_won + extra_trips extra_trip_won + fetched "
                                     "basket_trip_won",
                                     "", "definition"};
static const struct equation worth = {
    "what food is worth",
    "a portion eaten: pack_won_p / pack_portions_p + missed_won; one missed: 0; an extra trip: "
    "-extra_trip_won; an offer taken: its surplus less benefit less delivery_won, which are had when eaten "
    "and paid",
    "p product; surplus: see surplus of who takes it, at benefit_scale_won; benefit: see taking an offer; "
    "where a grocery is there, so that what is bought is paid",
    "assumption"};
static const struct equation orders = {
    "orders of its own accord",
    "a customer with chance customers, of the shop that its own luck chooses; an occasion gap after gap: it "
    "orders with chance p, else it fetches the same itself (fetched); a day later on a trip, or while "
    "something is on its way; what is ordered counts as coming for waits_days; after an order at that shop, "
    "whatever prompted it, it is a customer no more with its own chance (lost_customers)",
    "gap: see time between orders; p: see delivered or fetched; its own chance: see customers that differ "
    "and die; who stopped comes back as a stranger does: by an offer",
    "assumption"};
static const struct equation offers = {
    "what an offer changes",
    "read after answer_min E minutes; taken with chance p, not on a trip nor while something is on its way; "
    "taken: by customers, earlier = mean time to their own next order, 90 days at most; who is no customer "
    "anywhere becomes one, by its own rate and chance, unless this order is its last (new_customers)",
    "E exponential with mean 1; p: see taking an offer; rate and chance: see customers that differ and die",
    "assumption"};
static const struct equation app = {
    "notices of the app",
    "notified when notice_products run low; the next evening the family acts with chance acts_on_notice, "
    "once: a customer orders with chance prefers, else it buys what runs out: until the next trip + "
    "safety_days, at least a pack",
    "", "assumption"};
static const struct equation told = {
    "messages about stock",
    "a product is told once when left_p <= horizon_days and none is coming, until there is enough again; "
    "with daily_status what is seen, every day; each to who subscribed and may have it",
    "left_p days, as the camera foresees", "definition"};
static const struct submodel submodels[] = {
    {&owners, "", "ownership, connected, camera"},
    {&electricity, "energy", "kwh_month"},
    {&food_diet_equation, "", "food.fundamentalists_diet, families.segment_share"},
    {&groceries_rates_equation, "", "groceries.portions_week, groceries.diet_spread, groceries.taste_spread"},
    {&fill, "at_start", "groceries.trip_days, groceries.safety_days, groceries.shelf_days"},
    {&groceries_wanted_equation, "wanted, eaten, missed", "occupancy"},
    {&heated, "", "heated_share, microwave"},
    {&spoilage, "thrown, thrown_won, thrown_kg",
     "groceries.shelf_days, groceries.pack_won, groceries.pack_portions, groceries.portion_kg"},
    {&belief, "", "connected, app, opens_app, groceries.looks"},
    {&groceries_packs_equation, "", "groceries.pack_portions, groceries.shelf_days, groceries.pack_won"},
    {&trips, "trips, bought, bought in a supermarket",
     "groceries.trip_days, groceries.safety_days, groceries.pantry_won_day"},
    {&corner, "extra_trips, bought in a corner shop", "groceries.tops_up"},
    {&lack, "lack", "groceries.missed_won, groceries.extra_trip_won, groceries.basket_trip_won"},
    {&worth, "",
     "groceries.pack_won, groceries.pack_portions, groceries.missed_won, groceries.extra_trip_won, "
     "grocery.benefit_scale_won, grocery.delivery_won"},
    {&orders, "grocery order, fetched, bought in a supermarket, lost_customers",
     "grocery.customers, groceries.waits_days"},
    {&customer_base_equation, "",
     "grocery.gap_days, grocery.rate_shape, grocery.stays, grocery.stays_differ, grocery.orders_before"},
    {&customer_base_counts_equation, "", "grocery.gap_shape"},
    {&groceries_gaps_equation, "", "grocery.gap_shape, grocery.usual_delivery_won"},
    {&groceries_brought_equation, "",
     "groceries.basket_trip_won, grocery.delivery_won, grocery.usual_delivery_won, "
     "grocery.benefit_scale_won, "
     "grocery.prefers"},
    {&groceries_basket_equation, "",
     "grocery.basket_won, grocery.basket_spread, groceries.trip_days, groceries.safety_days, "
     "groceries.pantry_won_day, groceries.pantry_ahead_days"},
    {&groceries_accepts_equation, "",
     "grocery.customer_accepts, grocery.stranger_accepts, grocery.benefit_scale_won, grocery.coupon_won, "
     "grocery.delivery_won, groceries.missed_won"},
    {&offers, "taken, earlier, new_customers, grocery order after an offer", "grocery.answer_min"},
    {&app, "notices", "notice_products, acts_on_notice, grocery.prefers, groceries.safety_days"},
    {&stock_sense_seen_equation, "looks, sense_error", "recall"},
    {&stock_sense_left_equation, "", "learn_days, groceries.portions_week"},
    {&told, "reports, stock", "horizon_days, daily_status"},
};

const struct appliance_kind refrigerator_appliance = {
    .kind = {.name = "refrigerator",
             .summary = "keeps what families eat, counts it, foresees what runs out",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&stock_sense_technique),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .publishes = publishes,
    .state_size = sizeof(struct refrigerator),
    .silent = true,
    .prepare = refrigerator_prepare,
    .count = refrigerator_count,
    .install = refrigerator_install,
    .ask = refrigerator_ask,
    .act = refrigerator_act,
    .receive = refrigerator_receive,
    .settle = refrigerator_settle,
    .unmetered = refrigerator_unmetered,
};
