// SPDX-License-Identifier: GPL-3.0-or-later
// A dealer in spare parts (models/products/dealer.h). It supplies repair shops, orders ahead for order_days,
// and does not know how often products fail. A report on wear (statistics) tells it the rate of faults
// better, and is worth to it what the better stock earns.
//
// The truth is product_health's own law, for products of all ages up to oldest_years. Left out: seasons, and
// parts that are kept for the next order.
#include "models/products/parts_dealer.h"

#include <math.h>

#include "models/methods/weibull_law.h"
#include "models/products/product_health.h"
#include "sim/engine/party_act.h"

struct parts_dealer_settings {
    int64_t count, order_days;
    double products, products_spread, oldest_years, part_share;
    double part_won, cost_won, salvage_won;
    double believed_faults_year, believed_years, orders_ahead, prior_orders, half_life_days;
};

typedef struct parts_dealer_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_WORLD, S, count, "1", 1, 1, 1000, "how many such dealers there are", "the scenario"),
    SETTING_WHOLE(ROLE_WORLD, S, order_days, "day", 30, 1, 365, "it orders for so long", "assumption: once a month"),
    WORLD(S, products, "1", 10000, 100, 1000000, "products whose repairs it supplies, median of the dealers", "assumption"),
    WORLD(S, products_spread, "1", 0.8, 0, 2, "sigma of their lognormal spread between dealers", "assumption: nine in ten within a factor of 4"),
    WORLD(S, oldest_years, "year", 7, 0.5, 20, "ages of these products lie between new and this, all equally likely", "as product_health.oldest_years"),
    UNCERTAIN(S, part_share, "1", 0.3, 0.01, 1, "share of faults that need the part", "assumption"),
    UNCERTAIN(S, part_won, "won", 40000, 25000, 200000, "what it sells the part for", "assumption: half of the usual repair (after_service)"),
    UNCERTAIN(S, cost_won, "won", 20000, 5000, 24000, "what the part costs it", "assumption"),
    UNCERTAIN(S, salvage_won, "won", 2000, 0, 4000, "what it gets for a part that is left over", "assumption"),
    UNCERTAIN(S, believed_faults_year, "1/year", 0.08, 0.01, 1, "faults of a product in a year, as it believes beforehand", "assumption: of a design life of 12 years; product_health's own are 0.12"),
    UNCERTAIN(S, believed_years, "year", 50, 1, 10000, "years of products that this belief counts for", "assumption: it may be off by half"),
    UNCERTAIN(S, orders_ahead, "1", 3, 1, 24, "orders for which it counts on what it has learnt", "assumption: until the next models come"),
    DEALER_RECORD_ROWS(S),
};
// clang-format on

static const struct metric metrics[DEALER_METRICS] = {
    [DEALER_ORDERED] = {"ordered", "1", "parts ordered", false, NULL},
    [DEALER_WANTED] = {"wanted", "1", "parts that shops wanted", true, NULL},
    [DEALER_SOLD] = {"sold", "1", "parts sold to them", true, NULL},
    [DEALER_LEFT] = {"left", "1", "parts left over", true, NULL},
    DEALER_RECORD_METRICS,
};

struct parts_dealer_state {
    double products;
    struct dealer_report known;  // what it has read, as far as that is good: faults among years
    struct dealer_stock stock;
};

// ---- What it believes -----------------------------------------------------------------------------------

static struct newsvendor goods_of(const S *s) {
    return (struct newsvendor){s->part_won, s->cost_won, s->salvage_won};
}

// Faults that need the part are as rare as if so many products less were there.
static double years_ahead(const struct party *dealer) {
    const S *s = dealer->entry->settings;
    const struct parts_dealer_state *state = dealer->state;
    return state->products * s->part_share * (double)s->order_days / 365;
}

static struct newsvendor_belief told(const S *s) {
    return (struct newsvendor_belief){s->believed_faults_year * s->believed_years, s->believed_years};
}

static struct newsvendor_belief belief_of(const struct party *dealer) {
    const S *s = dealer->entry->settings;
    const struct parts_dealer_state *state = dealer->state;
    struct newsvendor_belief before = told(s);
    return (struct newsvendor_belief){before.events + state->known.cases, before.time + state->known.among};
}

static double worth_won(const struct party *dealer, double years, struct newsvendor_noise noise) {
    const S *s = dealer->entry->settings;
    const struct parts_dealer_state *state = dealer->state;
    double ahead = years_ahead(dealer), good = years * newsvendor_belief_part(told(s), years, noise);
    double more = fmax(0, good - state->known.among);
    struct newsvendor_belief now = belief_of(dealer), then = newsvendor_belief_after(now, more);
    double each = newsvendor_information(goods_of(s), newsvendor_belief_sd(now, ahead),
                                         newsvendor_belief_sd(then, ahead));
    return s->orders_ahead * each * dealer_comes_true(&state->stock, each, s->prior_orders);
}

static void reads(const struct party *dealer, struct dealer_report report) {
    struct parts_dealer_state *state = dealer->state;
    double part = newsvendor_belief_part(told(dealer->entry->settings), report.among, report.noise);
    state->known = (struct dealer_report){.cases = report.cases * part, .among = report.among * part};
}

const struct dealer_kind parts_dealer_reader = {&parts_dealer_party, worth_won, reads};

// ---- What it does ---------------------------------------------------------------------------------------

// What it does not believe any more it orders by no more.
static void order(struct world *world, struct party *dealer, const struct timer *timer) {
    (void)timer;
    const S *s = dealer->entry->settings;
    struct parts_dealer_state *state = dealer->state;
    if (dealer_believes_nothing(&state->stock, s->prior_orders)) state->known = (struct dealer_report){0};
    struct newsvendor_belief belief = belief_of(dealer), before = told(s);
    double ahead = years_ahead(dealer), among = state->known.among;
    dealer_order(world, &state->stock, goods_of(s), newsvendor_belief_mean(belief, ahead),
                 newsvendor_belief_sd(belief, ahead));
    if (among > 0)
        dealer_order_without(&state->stock, goods_of(s), newsvendor_belief_mean(before, ahead),
                             newsvendor_belief_sd(before, ahead),
                             newsvendor_belief_sd(newsvendor_belief_after(before, among), ahead));
}

static double wanted(struct world *world, const struct party *dealer) {
    const S *s = dealer->entry->settings;
    struct weibull law = product_health_law(world);
    struct random_sequence luck =
        luck_of_party(world, dealer, "parts_dealer.wanted", (uint64_t)clock_day(world->now));
    return dealer_wanted(&luck,
                         years_ahead(dealer) * weibull_failures(law, s->oldest_years) / s->oldest_years);
}

static void midnight(struct world *world, struct party *dealer) {
    static const struct dealer_words words = {
        "spare parts settled", "parts for stock",
        "parts sold",          "repairs in homes that are not simulated",
        "parts given back",    "parts that others can use"};
    const S *s = dealer->entry->settings;
    struct parts_dealer_state *state = dealer->state;
    if (!dealer_is_due(world, &state->stock, s->order_days)) return;
    dealer_forgets(&state->stock, (double)s->order_days, s->half_life_days);
    dealer_settle(world, dealer, &state->stock, goods_of(s), wanted(world, dealer), &words);
    dealer_orders_in_the_morning(world, dealer);
}

// ---- The kind -------------------------------------------------------------------------------------------

static void prepare(struct world *world, struct party *dealer) {
    if (!product_health_is_there(world))
        status_fail(&world->status, STATUS_SCENARIO, "%s: there is no product_health {} whose parts wear",
                    dealer->name);
}

static void start(struct world *world, struct party *dealer) {
    const S *s = dealer->entry->settings;
    struct parts_dealer_state *state = dealer->state;
    struct random_sequence luck = luck_of_party(world, dealer, "parts_dealer.products", 0);
    state->products = s->products * dealer_size(&luck, s->products_spread);
    dealer_orders_in_the_morning(world, dealer);
}

// ---- What is computed here, in words --------------------------------------------------------------------

static const struct equation supplied = {
    "whose repairs a dealer supplies",
    "P = products exp(products_spread Z); T = P part_share order_days / 365",
    "P products; T years of products in an order's time, of faults that need the part; Z standard normal, of "
    "each of the count "
    "dealers",
    "lognormal spread; assumption"};
static const struct equation wants = {
    "parts that are wanted",
    "wanted = mu + sqrt(mu) Z, whole and not below 0; mu = T (oldest_years / scale)^shape / oldest_years; "
    "sold = "
    "min(wanted, q); left = q - sold",
    "shape, scale: see life of a product; q the stock, ordered, whole and not below 0; Z standard normal",
    "Poisson by its normal limit; mean over ages of the rate of the power law process, Crow 1974"};
static const struct equation disbelief = {
    "what it reads no more",
    "where (prior_orders v + brought) / (prior_orders v + promised) <= 0, it orders as it believed "
    "beforehand",
    "v: promised for the last order that a report went into; see what a dealer learns of reports",
    "definition"};
static const struct equation books = {"a dealer's books",
                                      "part_won sold + salvage_won left - cost_won ordered",
                                      "after order_days each", "definition"};
static const struct submodel submodels[] = {
    {&supplied, "", "products, products_spread, part_share, order_days, count"},
    {&newsvendor_belief_equation, "", "believed_faults_year, believed_years"},
    {&newsvendor_noise_equation, "", "believed_faults_year"},
    {&newsvendor_equation, "ordered", "part_won, cost_won, salvage_won"},
    {&newsvendor_information_equation, "", "orders_ahead"},
    {&dealer_record_equation, "promised, brought", "prior_orders, half_life_days"},
    {&disbelief, "", "prior_orders"},
    {&wants, "wanted, sold, left", "oldest_years, product_health.shape, product_health.life_years"},
    {&books, "parts for stock, parts sold, parts given back, spare parts settled",
     "part_won, cost_won, salvage_won"},
};

const struct party_kind parts_dealer_party = {
    .kind = {.name = "parts_dealer",
             .summary = "a dealer that stocks spare parts ahead, and buys reports on wear if they pay",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = DEALER_METRICS,
    .state_size = sizeof(struct parts_dealer_state),
    .prepare = prepare,
    .start = start,
    .wake = order,
    .midnight = midnight,
};
