// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics: a desk in the maker's cloud that learns how its products wear, from the wear meters and error
// codes of the families that allow it. At the end it fits the law of lives by maximum likelihood
// (models/methods/weibull_law.h) and says how sure it is; beside it stands how far that is from the
// truth. More data only makes the standard error smaller: who allows it does not differ in how its products
// wear.
//
// A product is watched from its first report to its last. A fault counts once a later report, or a new
// product's, has shown that the watch went on beyond it: otherwise those that fail would be watched longer
// because they fail. Faults that diagnosis removed before the product broke count as well, at the middle of
// the month in which they were removed: otherwise a maker that prevents faults would think that its products
// live longer.
//
// Each month it offers dealers in spare parts a report on what it has seen so far (report_sale.h): the more
// families allow it, the more years of products are in the report, and the more it is worth. What the report
// publishes may hide homes (published_counts.h): that makes it worth less.
#include <math.h>
#include <stdlib.h>

#include "models/maker/published_counts.h"
#include "models/maker/report_sale.h"
#include "models/products/data_desk.h"
#include "models/products/parts_dealer.h"
#include "models/products/product_health.h"
#include "sim/engine/party_act.h"

struct statistics_settings {
    double worth_won, reward_won, report_won, making_won;
    double sample_share, rho;
    int64_t least_cell;
};

typedef struct statistics_settings S;
// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, worth_won, "won/month", 0, 0, 10000, "what better products next year are worth to a family that is asked today", "assumption: nothing"),
    REWARD_AT_START("allowed", S, reward_won, "won/month", 500, 0, 10000, "paid to each family that allows it", "assumption; reward budgets of 500 to 3,000 won a month"),
    FEE("reports_sold", S, report_won, "won", 100000, 0, 10000000, "price of a report on wear, to dealers in spare parts", "assumption"),
    UNCERTAIN(S, making_won, "won", 30000, 0, 10000000, "cost of making a report, for all who buy it", "assumption: two hours of an analyst"),
    PUBLISHED_COUNTS_ROWS(S),
};
// clang-format on

enum {
    ALLOWED,
    METERS,
    FAULTS,
    SHAPE,
    SHAPE_ERROR,
    SHAPE_OFF,
    LIFE,
    LIFE_OFF,
    OFFERED,
    SOLD,
    WORTH,
    PUBLISHED,
    METRICS = PUBLISHED + PUBLISHED_COUNTS
};
static const struct metric metrics[METRICS] = {
    [ALLOWED] = {"allowed", "month", "months of families that allowed it", false, NULL},
    [METERS] = {"meters", "1", "wear meters read", false, NULL},
    [FAULTS] = {"faults", "1", "faults the estimates rest on", true, NULL},
    [SHAPE] = {"shape", "1", "Weibull shape as estimated at the end; 0: too few faults", true, NULL},
    [SHAPE_ERROR] = {"shape_error", "1", "its standard error", true, NULL},
    [SHAPE_OFF] = {"shape_off", "1", "how far it is from the truth", false, NULL},
    [LIFE] = {"life", "year", "mean life as estimated at the end; 0: too few faults", true, NULL},
    [LIFE_OFF] = {"life_off", "year", "how far it is from the truth", true, NULL},
    [OFFERED] = {"reports_offered", "1", "reports on wear offered to dealers", false, NULL},
    [SOLD] = {"reports_sold", "1", "of these, bought", true, NULL},
    [WORTH] = {"report_worth", "won", "what a report was worth to a dealer, mean", true, "reports_offered"},
    PUBLISHED_COUNTS_METRICS(PUBLISHED),
};

// What was last said of a product.
struct said {
    double error;     // age at a fault that no later report has confirmed, 0: none
    uint16_t faults;  // at the last report
};

struct statistics_state {
    uint16_t flow;
    struct weibull_watch *watches;
    uint32_t *homes;  // whose each watch is
    size_t count, room;
    uint32_t *watch_of;  // [homes x products]: its watch's number plus 1
    struct said *said;   // [homes x products]
    struct published_counts published;
};

static struct weibull_watch *begin_watch(struct statistics_state *state, size_t product, double wear) {
    if (state->count == state->room) {
        state->room *= 2;
        state->watches = status_reallocate(state->watches, state->room, sizeof *state->watches);
        state->homes = status_reallocate(state->homes, state->room, sizeof *state->homes);
    }
    state->homes[state->count] = (uint32_t)(product / PRODUCTS_MOST);
    state->watches[state->count] = (struct weibull_watch){.from = wear, .to = wear};
    state->watch_of[product] = (uint32_t)++state->count;
    return &state->watches[state->count - 1];
}

static void add_fault(struct weibull_watch *watch, double age) {
    if (age < watch->from) return;
    watch->failures++;
    watch->log_ages += log(age);
    watch->to = fmax(watch->to, age);
}

static void read_meter(struct statistics_state *state, size_t product, struct product_note note) {
    uint32_t number = state->watch_of[product];
    struct said *said = &state->said[product];
    struct weibull_watch *watch = number ? &state->watches[number - 1] : NULL;
    bool same = number && note.wear >= watch->to;
    if (number && said->error > 0) add_fault(watch, said->error);
    int removed = note.faults - said->faults - (said->error > 0);
    if (same)
        for (; removed > 0; removed--) add_fault(watch, (watch->to + note.wear) / 2);
    else
        watch = begin_watch(state, product, note.wear);  // the first report, or a new product in its place
    watch->to = note.wear;
    *said = (struct said){.faults = note.faults};
}

static void receive(struct world *world, struct party *desk, const struct item *item) {
    struct statistics_state *state = desk->state;
    bool error = item->topic == &product_health_error;
    if (!error && item->topic != &product_health_meter) return;
    struct product_note note = product_note_of(item);
    size_t product = (size_t)item->home * PRODUCTS_MOST + note.product;
    if (error) {
        state->said[product].error = note.wear;
        return;
    }
    read_meter(state, product, note);
    const S *s = desk->entry->settings;
    published_counts_comes(world, desk, &state->published, PUBLISHED_COUNTS_RULES(s), item->home);
    party_count(world, desk, METERS, item->home, 1);
}

// Faults and months of products, home by home; what the report says of months it says in years.
static struct dealer_report counted_with_care(struct world *world, const struct party *desk) {
    static const double months = 12;
    const S *s = desk->entry->settings;
    struct statistics_state *state = desk->state;
    struct published_counts_home *homes = status_allocate(world->home_count, sizeof *homes);
    for (size_t i = 0; i < state->count; i++) {
        const struct weibull_watch *watch = &state->watches[i];
        homes[state->homes[i]].cases += watch->failures;
        homes[state->homes[i]].among += months * (watch->to - watch->from);
    }
    double so_far = ceil(months * clock_hours(world->now) / (24 * 365));
    struct dealer_report report = published_counts_report(
        world, desk, state->flow, &state->published, PUBLISHED_COUNTS_RULES(s), homes,
        (struct published_counts_home){PRODUCTS_MOST, PRODUCTS_MOST * so_far}, PUBLISHED);
    report.among /= months;
    report.noise.time_sd /= months;
    free(homes);
    return report;
}

static struct dealer_report counted(struct world *world, const struct party *desk) {
    const struct statistics_state *state = desk->state;
    if (published_counts_hides(&state->published)) return counted_with_care(world, desk);
    party_tells_on_all(world, state->flow);
    struct weibull_fit fit = weibull_fit(state->watches, state->count);
    return (struct dealer_report){.cases = fit.failures, .among = fit.years};
}

static void sell_reports(struct world *world, const struct party *desk) {
    const S *s = desk->entry->settings;
    if (!world_party_of_kind(world, &parts_dealer_party, NULL)) return;
    report_sale_offer(world, desk,
                      &(struct report_sale){.buyers = &parts_dealer_reader,
                                            .report_won = s->report_won,
                                            .making_won = s->making_won,
                                            .says = counted(world, desk),
                                            .made = "report on wear made",
                                            .reason = "report on wear",
                                            .offered = OFFERED});
}

// At the end: what was learnt.
static void conclude(struct world *world, const struct party *desk) {
    const struct statistics_state *state = desk->state;
    struct weibull truth = product_health_law(world);
    struct weibull_fit fit = weibull_fit(state->watches, state->count);
    party_count_own(world, desk, FAULTS, fit.failures);
    if (fit.failures < 2 || isinf(fit.shape_error)) return;
    party_count_own(world, desk, SHAPE, fit.w.shape);
    party_count_own(world, desk, SHAPE_ERROR, fit.shape_error);
    party_count_own(world, desk, SHAPE_OFF, fabs(fit.w.shape - truth.shape));
    party_count_own(world, desk, LIFE, weibull_mean(fit.w));
    party_count_own(world, desk, LIFE_OFF, fabs(weibull_mean(fit.w) - weibull_mean(truth)));
}

static void midnight(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    const struct statistics_state *state = desk->state;
    if (data_desk_end_month(world, desk, state->flow, s->reward_won, ALLOWED)) sell_reports(world, desk);
    if (world->now == world->end) conclude(world, desk);
}

static void prepare(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct statistics_state *state = desk->state;
    state->flow = data_desk_open(world, desk, USE_STATISTICS, s->worth_won, s->reward_won);
    published_counts_check(world, desk, PUBLISHED_COUNTS_RULES(s));
}

static void start(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct statistics_state *state = desk->state;
    size_t products = (size_t)world->home_count * PRODUCTS_MOST;
    state->room = 256;
    state->watches = status_allocate(state->room, sizeof *state->watches);
    state->homes = status_allocate(state->room, sizeof *state->homes);
    published_counts_open(world, &state->published, PUBLISHED_COUNTS_RULES(s));
    state->watch_of = status_allocate(products, sizeof *state->watch_of);
    state->said = status_allocate(products, sizeof *state->said);
}

static void close_desk(struct world *world, struct party *desk) {
    (void)world;
    struct statistics_state *state = desk->state;
    free(state->watches);
    free(state->homes);
    published_counts_close(&state->published);
    free(state->watch_of);
    free(state->said);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation watches = {
    "what is watched",
    "meters: wear meters read; a product is watched from its first to its last meter; a fault counts at the "
    "age of its error code once a later meter, or a new product's, has come; one removed before it broke at "
    "the middle between the last age known and the meter",
    "ages in years of wear", "definition"};
static const struct equation off = {
    "how far it is from the truth", "shape_off = |shape - true shape|; life_off = |life - true mean life|",
    "the truth: product_health.shape and product_health.life_years", "definition"};
static const struct submodel submodels[] = {
    {&data_desk_equation, "allowed, reward for data, rewards of the month", "worth_won, reward_won"},
    {&watches, "meters", "product_health"},
    {&weibull_fit_equation, "faults, shape, shape_error, life", ""},
    {&off, "shape_off, life_off", "product_health.shape, product_health.life_years"},
    {&report_sale_equation,
     "reports_offered, reports_sold, report_worth, report on wear, making reports, report on wear made",
     "report_won, making_won, parts_dealer"},
    PUBLISHED_COUNTS_SUBMODELS,
};

const struct party_kind statistics_party = {
    .kind = {.name = "statistics",
             .summary = "a desk in the maker's cloud that learns how products wear",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct statistics_state),
    .tells_on = true,
    .in_cloud = true,
    .prepare = prepare,
    .start = start,
    .receive = receive,
    .midnight = midnight,
    .close = close_desk,
};
