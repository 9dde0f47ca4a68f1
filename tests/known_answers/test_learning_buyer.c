// SPDX-License-Identifier: GPL-3.0-or-later
// A buyer that learns, against what can be said in advance: beliefs by hand, when it stops, what being wrong
// costs.
#include "models/methods/learning_buyer_technique.h"
#include "models/methods/price_experiment_technique.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){{2018, 0}, random_home(0), random_stream(meaning), 0};
}

// ---- Beliefs --------------------------------------------------------------------------------------------

static const struct learning_buyer_prior told = {
    .closes = 0.25, .anyway = 0.1, .margin_won = 100000, .weight = 20};

// Beta(5, 15) and 3 of 10: (5 + 3) / (20 + 10). Nothing seen: as told.
static void belief_is_the_mean_of_the_posterior(void **state) {
    (void)state;
    struct learning_buyer buyer = {0};
    expect_near(learning_buyer_closes(&buyer, &told), 0.25, 1e-12);
    for (int i = 0; i < 10; i++) learning_buyer_bought(&buyer, i < 3);
    expect_near(learning_buyer_closes(&buyer, &told), 8.0 / 30, 1e-12);
    learning_buyer_earned(&buyer, 310000);
    expect_near(learning_buyer_margin_won(&buyer, &told), (20 * 100000 + 310000) / 21.0, 1e-6);
    for (int i = 0; i < 5; i++) learning_buyer_left(&buyer, i < 3);
    expect_near(learning_buyer_anyway(&buyer, &told), (2 + 3) / 25.0, 1e-12);
}

// The Beta law itself, by Bayes' rule on a grid: prior x likelihood.
static void belief_is_bayes_rule(void **state) {
    (void)state;
    enum { GRID = 100000, BOUGHT = 12, CLOSED = 5 };
    double weight = 0, mean = 0;
    for (int i = 1; i < GRID; i++) {
        double p = i / (double)GRID;
        double density = pow(p, 5 - 1 + CLOSED) * pow(1 - p, 15 - 1 + BOUGHT - CLOSED);
        weight += density;
        mean += density * p;
    }
    struct learning_buyer buyer = {.bought = BOUGHT, .closed = CLOSED};
    expect_near(learning_buyer_closes(&buyer, &told), mean / weight, 1e-9);
}

// (0.25 - 0.1) x 100,000 - 3,000; who would have come anyway is worth nothing.
static void a_bid_is_what_a_purchase_adds(void **state) {
    (void)state;
    struct learning_buyer buyer = {0};
    expect_near(learning_buyer_bid(&buyer, &told, 3000), 12000, 1e-9);
    struct learning_buyer_prior all_come = told;
    all_come.anyway = all_come.closes;
    expect_near(learning_buyer_bid(&buyer, &all_come, 0), 0, 0);
    expect_near(learning_buyer_bid(&buyer, &told, 20000), 0, 0);
}

// ---- A market of one buyer ------------------------------------------------------------------------------

struct market {
    double closes, margin_won, price_won, trials_won;
    double bought, spent_won, earned_won;  // so far
    struct learning_buyer buyer;
};

enum { OFFERS_A_QUARTER = 100 };

static bool wants(const struct market *market, int64_t day) {
    return market->price_won <= learning_buyer_bid(&market->buyer, &told, 0) ||
           learning_buyer_can_try(&market->buyer, day, market->price_won, market->trials_won);
}

static void offer(struct market *market, int64_t day, double uniform) {
    if (!wants(market, day)) return;
    if (market->price_won > learning_buyer_bid(&market->buyer, &told, 0))
        learning_buyer_tried(&market->buyer, day, market->price_won);
    bool closed = uniform < market->closes;
    learning_buyer_bought(&market->buyer, closed);
    if (closed) learning_buyer_earned(&market->buyer, market->margin_won);
    market->bought++;
    market->spent_won += market->price_won;
    market->earned_won += closed * market->margin_won;
}

static double bought_in(struct market *market, int first, int end, struct random_sequence *luck) {
    double before = market->bought;
    for (int quarter = first; quarter < end; quarter++)
        for (int i = 0; i < OFFERS_A_QUARTER; i++)
            offer(market, 91 * quarter + i % 91, random_next_uniform(luck));
    return market->bought - before;
}

// After n without a customer it believes 5 / (20 + n), which is worth 500,000 / (20 + n) less a tenth of
// 100,000: below 10,000 from n = 5 + 1 on.
static void who_gets_nothing_stops_when_calculated(void **state) {
    (void)state;
    struct market market = {.closes = 0, .price_won = 10000};
    struct random_sequence luck = luck_of("nothing");
    bought_in(&market, 0, 8, &luck);
    assert_true(market.bought == 6);
    market.trials_won = 25000;  // two a quarter, to find out
    expect_near(bought_in(&market, 8, 16, &luck), 2 * 8, 0);
}

// In the long run it buys all where closes x margin beats the price (with `anyway` as told: 0.1), else its
// trials only.
static void it_buys_on_exactly_where_it_pays(void **state) {
    (void)state;
    for (double closes = 0.05; closes < 0.45; closes += 0.1) {
        struct market market = {
            .closes = closes, .margin_won = 100000, .price_won = 10000, .trials_won = 40000};
        struct random_sequence luck = luck_of("long run");
        bought_in(&market, 0, 100, &luck);
        double late = bought_in(&market, 100, 120, &luck);
        bool pays = (closes - 0.1) * 100000 > market.price_won;
        print_message("closes %.2f: %.0f of 2000 bought\n", closes, late);
        expect_near(late, pays ? 20 * OFFERS_A_QUARTER : 20 * 4, 0);
    }
}

// Told a tenth of the truth, who tries nothing never finds out; who tries does.
static void who_is_told_too_little_needs_trials(void **state) {
    (void)state;
    struct market idle = {.closes = 0.5, .margin_won = 100000, .price_won = 20000}, trying = idle;
    trying.trials_won = 40000;
    struct random_sequence luck = luck_of("told too little");
    expect_near(bought_in(&idle, 0, 40, &luck), 0, 0);
    bought_in(&trying, 0, 40, &luck);
    expect_near(bought_in(&trying, 40, 50, &luck), 10 * OFFERS_A_QUARTER, 0);
}

// What leads that never pay cost at most: those until the prior is outweighed, and the trials of each
// quarter.
static void being_wrong_has_a_price_that_is_known(void **state) {
    (void)state;
    for (int quarters = 10; quarters <= 160; quarters *= 2) {
        struct market market = {
            .closes = 0.02, .margin_won = 100000, .price_won = 10000, .trials_won = 20000};
        struct random_sequence luck = luck_of("regret");
        bought_in(&market, 0, quarters, &luck);
        double loss_a_lead = market.price_won - market.closes * market.margin_won;
        double regret = market.bought * loss_a_lead;
        print_message("%d quarters: %.0f bought, %.0f won lost of %d offered\n", quarters, market.bought,
                      regret, quarters * OFFERS_A_QUARTER);
        assert_true(regret <= 20 * loss_a_lead + quarters * market.trials_won);
    }
}

// ---- A seller that finds its price ----------------------------------------------------------------------

// A buyer takes it at a price p (of the ladder's middle) with chance 1 - p / most: revenue is highest nearest
// most / 2.
static size_t best_step(double most) {
    size_t best = 0;
    double revenue = 0;
    for (size_t step = 0; step < PRICE_EXPERIMENT_STEPS; step++) {
        double price = price_experiment_multiple(step), now = price * fmax(0, 1 - price / most);
        if (now > revenue) best = step, revenue = now;
    }
    return best;
}

static void a_seller_finds_the_price_that_brings_most(void **state) {
    (void)state;
    for (double most = 1.2; most < 4.5; most += 1.6) {
        struct price_experiment experiment = {0};
        struct random_sequence luck = luck_of("price");
        double at_best = 0;
        for (int i = 0; i < 5 * 400 + 1000; i++) {
            size_t step = price_experiment_next(&experiment, 400);
            bool takes = random_next_uniform(&luck) < 1 - price_experiment_multiple(step) / most;
            price_experiment_saw(&experiment, step, 1, takes);
            if (i >= 5 * 400) at_best += step == best_step(most);
        }
        print_message("most %.1f: step %zu, asked %.0f of 1000 times\n", most, best_step(most), at_best);
        assert_true(at_best > 900);
    }
}

static void each_price_is_asked_as_often_first(void **state) {
    (void)state;
    struct price_experiment experiment = {0};
    for (int i = 0; i < 5 * 7; i++)
        price_experiment_saw(&experiment, price_experiment_next(&experiment, 7), 1, 0);
    for (size_t step = 0; step < PRICE_EXPERIMENT_STEPS; step++) expect_near(experiment.asked[step], 7, 0);
    expect_near(price_experiment_multiple(2), 1, 1e-12);
    expect_near(price_experiment_multiple(4), 2, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(belief_is_the_mean_of_the_posterior),
        cmocka_unit_test(belief_is_bayes_rule),
        cmocka_unit_test(a_bid_is_what_a_purchase_adds),
        cmocka_unit_test(who_gets_nothing_stops_when_calculated),
        cmocka_unit_test(it_buys_on_exactly_where_it_pays),
        cmocka_unit_test(who_is_told_too_little_needs_trials),
        cmocka_unit_test(being_wrong_has_a_price_that_is_known),
        cmocka_unit_test(a_seller_finds_the_price_that_brings_most),
        cmocka_unit_test(each_price_is_asked_as_often_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
