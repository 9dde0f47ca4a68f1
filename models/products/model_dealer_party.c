// SPDX-License-Identifier: GPL-3.0-or-later
// A dealer in new models (models/products/dealer.h). It sells them to homes that are not simulated, in the
// place of products that are given up, orders ahead for order_days, and does not know how many of those in
// use are so old: a wave of replacements that it missed is sold elsewhere, one that did not come leaves it
// with models that are cleared at a loss. A report on the age of the installed base (strategy_report) tells
// it the share that is due within a year, and is worth to it what it orders better. It rests on products that
// are connected and whose families allow it: by how much these may differ from all the dealer reckons with,
// and so a report has a limit that no number of homes moves.
//
// The homes it sells to have products as worn as those of the homes here, connected or not. The share is
// good for orders_ahead orders; then the wave has passed, and it knows what it knew before. Left out: that
// others buy the same report and order more at once; prices that fall when much is left over.
#include "models/products/model_dealer.h"

#include <math.h>

#include "models/products/installed_base.h"
#include "models/products/product_health.h"
#include "sim/engine/party_act.h"

struct model_dealer_settings {
    int64_t count, order_days, orders_ahead;
    double products, products_spread, given_up_years, takes;
    double model_won, cost_won, salvage_won;
    double believed_due, believed_products, connected_differ, prior_orders, half_life_days;
};

typedef struct model_dealer_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_WORLD, S, count, "1", 1, 1, 1000, "how many such dealers there are", "the scenario"),
    SETTING_WHOLE(ROLE_WORLD, S, order_days, "day", 30, 1, 365, "it orders for so long", "assumption: once a month"),
    SETTING_WHOLE(ROLE_UNCERTAIN, S, orders_ahead, "1", 3, 1, 24, "orders for which what it has learnt is good", "assumption: a season"),
    WORLD(S, products, "1", 10000, 100, 1000000, "products in use in the homes it sells to, median of the dealers", "assumption: as parts_dealer.products"),
    WORLD(S, products_spread, "1", 0.8, 0, 2, "sigma of their lognormal spread between dealers", "assumption: nine in ten within a factor of 4"),
    UNCERTAIN(S, given_up_years, "year", 6, 1, 20, "years of wear from which a product is given up within a year", "assumption: the design life of 7 years less one"),
    UNCERTAIN(S, takes, "1", 0.2, 0.01, 1, "share of the products given up in whose place its model is wanted", "assumption: one of five that sell there"),
    UNCERTAIN(S, model_won, "won", 600000, 500000, 2000000, "what it sells the model for", "as retailer.price_won"),
    UNCERTAIN(S, cost_won, "won", 480000, 300000, 490000, "what the model costs it", "assumption; shops keep a fifth, as of competitor.margin"),
    UNCERTAIN(S, salvage_won, "won", 250000, 0, 290000, "what it gets for one that is left over", "assumption: cleared at less than half of the price"),
    UNCERTAIN(S, believed_due, "1", 0.1, 0.01, 0.9, "share of products due within a year, as it believes beforehand", "assumption: of lives of ten years; by product_health's own ages it is 0.14"),
    UNCERTAIN(S, believed_products, "1", 50, 1, 10000, "products that this belief counts for", "assumption: it may be off by two fifths"),
    UNCERTAIN(S, connected_differ, "1", 0.02, 0, 0.3, "standard deviation by which it believes the share due of products that report to be off that of all", "assumption: a seventh of the share"),
    DEALER_RECORD_ROWS(S),
};
// clang-format on

static const struct metric metrics[DEALER_METRICS] = {
    [DEALER_ORDERED] = {"ordered", "1", "new models ordered", false, NULL},
    [DEALER_WANTED] = {"wanted", "1", "new models that were wanted of it", true, NULL},
    [DEALER_SOLD] = {"sold", "1", "new models sold", true, NULL},
    [DEALER_LEFT] = {"left", "1", "new models left over", true, NULL},
    DEALER_RECORD_METRICS,
};

struct model_dealer_state {
    double products;
    struct dealer_report known;  // what it has read: products due, among products
    int64_t orders_left;         // for which that is good
    double expected;             // what will be wanted of the order that runs, in truth, less luck
    struct dealer_stock stock;
};

// ---- What it believes -----------------------------------------------------------------------------------

static struct newsvendor goods_of(const S *s) {
    return (struct newsvendor){s->model_won, s->cost_won, s->salvage_won};
}

// New models that would be wanted of it in an order's time if every product were due within a year.
static double most_wanted(const struct party *dealer) {
    const S *s = dealer->entry->settings;
    const struct model_dealer_state *state = dealer->state;
    return state->products * s->takes * (double)s->order_days / 365;
}

static struct newsvendor_share told(const S *s) {
    return (struct newsvendor_share){s->believed_due, s->believed_products};
}

// For how many products, each seen without bias, so many in a report count.
static double sample_of(const S *s, double products, struct newsvendor_noise noise) {
    double off = hypot(s->connected_differ, newsvendor_share_noise(told(s), products, noise));
    return newsvendor_share_sample(told(s), products, off);
}

static double sample_held(const struct party *dealer) {
    const struct model_dealer_state *state = dealer->state;
    if (state->orders_left <= 0) return 0;
    return sample_of(dealer->entry->settings, state->known.among, state->known.noise);
}

static struct newsvendor_share belief_of(const struct party *dealer) {
    const struct model_dealer_state *state = dealer->state;
    double held = sample_held(dealer);
    struct newsvendor_share before = told(dealer->entry->settings);
    return held > 0 ? newsvendor_share_seen(before, state->known.cases / state->known.among, held) : before;
}

// As long as an earlier report is good, only what a new one says better: both are of the same homes.
static double worth_won(const struct party *dealer, double products, struct newsvendor_noise noise) {
    const S *s = dealer->entry->settings;
    const struct model_dealer_state *state = dealer->state;
    double most = most_wanted(dealer), more = fmax(0, sample_of(s, products, noise) - sample_held(dealer));
    struct newsvendor_share now = belief_of(dealer);
    int64_t orders = state->orders_left > 0 ? state->orders_left : s->orders_ahead;
    double each = newsvendor_information(goods_of(s), newsvendor_share_sd(now, most),
                                         newsvendor_share_sd_after(now, most, more));
    return (double)orders * each * dealer_comes_true(&state->stock, each, s->prior_orders);
}

static void reads(const struct party *dealer, struct dealer_report report) {
    const S *s = dealer->entry->settings;
    struct model_dealer_state *state = dealer->state;
    state->known = report;
    state->orders_left = s->orders_ahead;
}

const struct dealer_kind model_dealer_reader = {&model_dealer_party, worth_won, reads};

// ---- What it does ---------------------------------------------------------------------------------------

static void order(struct world *world, struct party *dealer, const struct timer *timer) {
    (void)timer;
    const S *s = dealer->entry->settings;
    struct model_dealer_state *state = dealer->state;
    struct newsvendor_share belief = belief_of(dealer);
    double most = most_wanted(dealer);
    state->expected =
        most * installed_base_share(installed_base_past(world, dealer->maker, s->given_up_years));
    dealer_order(world, &state->stock, goods_of(s), newsvendor_share_mean(belief, most),
                 newsvendor_share_sd(belief, most));
    if (state->orders_left == 0) return;
    struct newsvendor_share before = told(s);
    dealer_order_without(&state->stock, goods_of(s), newsvendor_share_mean(before, most),
                         newsvendor_share_sd(before, most),
                         newsvendor_share_sd_after(before, most, sample_held(dealer)));
    state->orders_left--;
}

static double wanted(struct world *world, const struct party *dealer) {
    const struct model_dealer_state *state = dealer->state;
    struct random_sequence luck =
        luck_of_party(world, dealer, "model_dealer.wanted", (uint64_t)clock_day(world->now));
    return dealer_wanted(&luck, state->expected);
}

static void midnight(struct world *world, struct party *dealer) {
    static const struct dealer_words words = {
        "new models settled", "new models for stock",
        "new models sold",    "purchases of homes that are not simulated",
        "new models cleared", "models that others can sell"};
    const S *s = dealer->entry->settings;
    struct model_dealer_state *state = dealer->state;
    if (!dealer_is_due(world, &state->stock, s->order_days)) return;
    dealer_forgets(&state->stock, (double)s->order_days, s->half_life_days);
    dealer_settle(world, dealer, &state->stock, goods_of(s), wanted(world, dealer), &words);
    dealer_orders_in_the_morning(world, dealer);
}

// ---- The kind -------------------------------------------------------------------------------------------

static void prepare(struct world *world, struct party *dealer) {
    if (!product_health_is_there(world))
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s: there is no product_health {} by which products age", dealer->name);
}

static void start(struct world *world, struct party *dealer) {
    const S *s = dealer->entry->settings;
    struct model_dealer_state *state = dealer->state;
    struct random_sequence luck = luck_of_party(world, dealer, "model_dealer.products", 0);
    state->products = s->products * dealer_size(&luck, s->products_spread);
    dealer_orders_in_the_morning(world, dealer);
}

// ---- What is computed here, in words --------------------------------------------------------------------

static const struct equation supplied = {
    "how much a dealer can sell", "P = products exp(products_spread Z); N = P takes order_days / 365",
    "P products in use; N new models wanted of it in an order's time if all products were due within a year; "
    "Z standard normal, of each of the count dealers",
    "lognormal spread; assumption"};
static const struct equation wants = {
    "new models that are wanted",
    "wanted = mu + sqrt(mu) Z, whole and not below 0; mu = N share of all products of its maker's with wear "
    ">= "
    "given_up_years; sold = min(wanted, q); left = q - sold",
    "the share when it orders, of connected products and of others; q the stock, ordered, whole and not "
    "below "
    "0; Z standard normal",
    "Poisson by its normal limit; those given up within a year are so at an even rate; assumption"};
static const struct equation books = {"a dealer's books",
                                      "model_won sold + salvage_won left - cost_won ordered",
                                      "after order_days each", "definition"};
static const struct equation good_for = {"how long a report is good",
                                         "what is believed holds for orders_ahead orders; as long as an "
                                         "earlier one is good, another is worth what "
                                         "its larger n adds for the orders left",
                                         "n: see what a sample counts for, of off = connected_differ",
                                         "assumption"};
static const struct submodel submodels[] = {
    {&supplied, "", "products, products_spread, takes, order_days, count"},
    {&newsvendor_share_equation, "", "believed_due, believed_products"},
    {&newsvendor_sample_equation, "", "connected_differ"},
    {&newsvendor_noise_equation, "", "believed_due"},
    {&newsvendor_equation, "ordered", "model_won, cost_won, salvage_won"},
    {&newsvendor_information_equation, "", ""},
    {&dealer_record_equation, "promised, brought", "prior_orders, half_life_days"},
    {&good_for, "", "orders_ahead"},
    {&wants, "wanted, sold, left", "given_up_years, product_health"},
    {&books, "new models for stock, new models sold, new models cleared, new models settled",
     "model_won, cost_won, salvage_won"},
};

const struct party_kind model_dealer_party = {
    .kind = {.name = "model_dealer",
             .summary = "a dealer that orders new models ahead, and buys reports on ages if they pay",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = DEALER_METRICS,
    .state_size = sizeof(struct model_dealer_state),
    .prepare = prepare,
    .start = start,
    .wake = order,
    .midnight = midnight,
};
