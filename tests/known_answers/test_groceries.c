// SPDX-License-Identifier: GPL-3.0-or-later
// Shopping and eating against what is known of their distributions: a lognormal basket, gamma gaps and the
// renewal process they make, Poisson meals, a binomial camera; and portions that are never lost.
#include "models/food/kitchen.h"
#include "models/food/shopping.h"
#include "models/food/stock_sense_technique.h"
#include "tests/support/check.h"

enum { DRAWS = 200000 };

static struct random_sequence luck_of(const char *meaning) {
    return (struct random_sequence){{2018, 0}, random_home(0), random_stream(meaning), 0};
}

static void assert_near(double seen, double expected, double tolerance) {
    if (!(fabs(seen - expected) <= tolerance))
        fail_msg("%.6g instead of %.6g, within %.2g", seen, expected, tolerance);
}

// ---- Orders ----------------------------------------------------------------------------------------------

// Median 30,000 won, sigma 0.40: P(below 50,000) = Phi(ln(5/3) / 0.40) = 0.8992, as the survey's "nearly 90
// %".
static void baskets_have_the_surveys_quantiles(void **state) {
    (void)state;
    struct random_sequence luck = luck_of("basket");
    double below_median = 0, below_50k = 0, sum = 0;
    for (int i = 0; i < DRAWS; i++) {
        double won = groceries_basket_won(30000, 0.40, random_next(&luck));
        below_median += won < 30000;
        below_50k += won < 50000;
        sum += won;
    }
    assert_near(below_median / DRAWS, 0.5, 0.004);
    assert_near(below_50k / DRAWS, 0.8992, 0.003);
    assert_near(sum / DRAWS, 30000 * exp(0.08), 120);  // median x exp(sigma^2 / 2)
}

// Gamma with shape 2 and mean 12 days: coefficient of variation 1 / sqrt(2).
static void gaps_are_gamma(void **state) {
    (void)state;
    struct random_sequence luck = luck_of("gap");
    double sum = 0, squares = 0, below_mean = 0;
    for (int i = 0; i < DRAWS; i++) {
        double days = groceries_order_gap_days(12, 2, &luck);
        sum += days;
        squares += days * days;
        below_mean += days < 12;
    }
    double mean = sum / DRAWS, deviation = sqrt(squares / DRAWS - mean * mean);
    assert_near(mean, 12, 0.08);
    assert_near(deviation / mean, 0.70711, 0.006);
    assert_near(below_mean / DRAWS, 1 - 3 * exp(-2), 0.004);  // Erlang: 1 - e^-x (1 + x) at x = 2
}

// From an arbitrary moment the next order is m (1 + cv^2) / 2 = 9 days away, and orders then come at one in
// 12 days from the start: there is no run-in.
static void orders_have_always_come_like_that(void **state) {
    (void)state;
    enum { CUSTOMERS = 20000 };
    struct random_sequence luck = luck_of("customers");
    double first = 0;
    int early = 0, late = 0;
    for (int i = 0; i < CUSTOMERS; i++) {
        double day = groceries_first_order_days(12, 2, &luck);
        first += day;
        for (; day < 60; day += groceries_order_gap_days(12, 2, &luck)) {
            early += day < 6;
            late += day >= 54;
        }
    }
    assert_near(first / CUSTOMERS, 9, 0.2);
    assert_near((double)early / CUSTOMERS, 0.5, 0.015);
    assert_near((double)late / CUSTOMERS, 0.5, 0.015);
}

// Log odds: at no benefit the base; for each scale of benefit the odds are e times as good.
static void offers_are_taken_by_their_odds(void **state) {
    (void)state;
    assert_near(groceries_accepts(0.12, 0, 5000), 0.12, 1e-12);
    double taken = groceries_accepts(0.12, 5000, 5000);
    assert_near(taken / (1 - taken) / (0.12 / 0.88), exp(1), 1e-9);
    assert_true(groceries_accepts(0.12, -3000, 5000) < 0.12);
}

// Half where the delivery costs what the trip is worth to be spared; else a logit.
static void a_basket_is_brought_or_fetched_by_their_odds(void **state) {
    (void)state;
    assert_near(groceries_has_it_brought(7500, 7500, 5000), 0.5, 1e-12);
    assert_near(groceries_has_it_brought(7500, 3000, 5000), 0.7109495026, 1e-9);
    assert_near(groceries_has_it_brought(7500, 10000, 5000), 0.3775406688, 1e-9);
}

static void a_purchase_survives_its_journey(void **state) {
    (void)state;
    struct random_sequence luck = luck_of("purchase");
    for (int i = 0; i < 2000; i++) {
        struct purchase sent = {.pantry_won = (int32_t)(random_next(&luck).word[0] >> 33)};
        for (int p = 0; p < FOODSTUFFS; p++)
            sent.packs[p] = (uint8_t)(random_next(&luck).word[1] % (GROCERIES_PACKS_MOST + 1));
        struct item item = purchase_put((struct item){.topic = &shopping_order}, sent);
        struct purchase got = purchase_of(&item);
        assert_memory_equal(got.packs, sent.packs, sizeof sent.packs);
        assert_true(got.pantry_won == sent.pantry_won);
    }
}

// ---- Eating ----------------------------------------------------------------------------------------------

static void meals_are_poisson(void **state) {
    (void)state;
    static const double means[] = {0.2, 3, 17};
    struct random_sequence luck = luck_of("poisson");
    for (size_t m = 0; m < 3; m++) {
        double sum = 0, squares = 0, none = 0;
        for (int i = 0; i < DRAWS; i++) {
            double n = groceries_poisson(random_next_uniform(&luck), means[m], exp(-means[m]));
            sum += n;
            squares += n * n;
            none += n == 0;
        }
        double mean = sum / DRAWS, error = sqrt(means[m] / DRAWS);
        assert_near(mean, means[m], 4 * error);
        assert_near((squares / DRAWS - mean * mean) / mean, 1, 0.02);  // variance = mean
        assert_near(none / DRAWS, exp(-means[m]), 0.004);
    }
}

static struct groceries_settings *settings(void) {
    return setting_defaults(groceries_section.kind.settings);
}

// A family wants a portion of milk a day, and heats one on two days of five: these are among those wanted, so
// that as many go as without, only sooner. Of what is not there none is heated.
static void what_is_heated_is_not_wanted_again(void **state) {
    (void)state;
    enum { DAYS = 20000 };
    struct groceries_settings *g = settings();
    struct kitchen k = {.rate_day = {1}, .none_today = {(float)exp(-1)}};
    struct random_sequence luck = luck_of("heated");
    double heated = 0, later = 0;
    for (int day = 0; day < DAYS; day++) {
        double uniform[FOODSTUFFS] = {random_next_uniform(&luck)};
        larder_put(&k.larders[FOODSTUFF_MILK], 50, 60000);
        heated += kitchen_heat(&k, g, FOODSTUFF_MILK, random_next_uniform(&luck) < 0.4).eaten;
        struct kitchen_meal meal = kitchen_eat(&k, g, uniform);
        assert_int_equal(meal.wanted, meal.eaten);
        later += meal.eaten;
        larder_take(&k.larders[FOODSTUFF_MILK], 100);
        assert_int_equal(kitchen_heat(&k, g, FOODSTUFF_MILK, 3).eaten, 0);
    }
    assert_near(heated / DAYS, 0.4, 0.015);
    assert_near((heated + later) / DAYS, 1, 4 / sqrt(DAYS));
    free(g);
}

// Need less belief, in packs, to the nearest: a family that uses 1 portion of milk a day and believes 3 to be
// there wants 8 for eight days, and buys one pack of 5; of fish it buys no more than it can eat before it
// spoils.
static void lists_fill_up_to_what_is_used(void **state) {
    (void)state;
    struct groceries_settings *g = settings();
    assert_int_equal(groceries_packs_wanted(g, FOODSTUFF_MILK, 1, 3, 8), 1);
    assert_int_equal(groceries_packs_wanted(g, FOODSTUFF_MILK, 1, 0, 8), 2);
    assert_int_equal(groceries_packs_wanted(g, FOODSTUFF_MILK, 1, 20, 8), 0);
    assert_int_equal(groceries_packs_wanted(g, FOODSTUFF_FISH, 1, 0, 30), 4);  // 7 days at most, packs of 2
    setting_free(groceries_section.kind.settings, g);
}

// A short budget goes to what would run out first.
static void a_short_budget_goes_where_the_need_is(void **state) {
    (void)state;
    struct groceries_settings *g = settings();
    struct kitchen kitchen = {0};
    for (int p = 0; p < FOODSTUFFS; p++) kitchen.rate_day[p] = 1, kitchen.believed[p] = 4;
    kitchen.believed[FOODSTUFF_TOFU] = 0;
    struct purchase list = kitchen_list(&kitchen, g, KITCHEN_ALL_FOODSTUFFS, 8, 3100);
    assert_int_equal(list.packs[FOODSTUFF_TOFU],
                     2);  // 3,000 won; 8 portions in packs of 3 would be three packs
    assert_true(groceries_packs_won(g, &list) == 3000);
    setting_free(groceries_section.kind.settings, g);
}

// What would run out first is what lasts shortest, not what there is least of: 8 portions that go 4 a day
// before 3 that go 1 a day.
static void a_short_budget_goes_to_what_lasts_shortest(void **state) {
    (void)state;
    struct groceries_settings *g = settings();
    struct kitchen kitchen = {0};
    kitchen.rate_day[FOODSTUFF_SNACKS] = 4, kitchen.believed[FOODSTUFF_SNACKS] = 8;
    kitchen.rate_day[FOODSTUFF_FRUIT] = 1, kitchen.believed[FOODSTUFF_FRUIT] = 3;
    unsigned both = 1u << FOODSTUFF_SNACKS | 1u << FOODSTUFF_FRUIT;
    struct purchase list = kitchen_list(&kitchen, g, both, 8, 8000);
    assert_int_equal(list.packs[FOODSTUFF_SNACKS], 2);  // 4,000 won each; 24 portions wanted would be 6 packs
    assert_int_equal(list.packs[FOODSTUFF_FRUIT], 0);
    setting_free(groceries_section.kind.settings, g);
}

static void the_oldest_is_eaten_first_and_thrown_first(void **state) {
    (void)state;
    struct larder larder = {0};
    assert_int_equal(larder_put(&larder, 4, 10), 4);
    assert_int_equal(larder_put(&larder, 6, 20), 6);
    assert_int_equal(larder_take(&larder, 3), 3);
    assert_int_equal(larder_spoil(&larder, 9), 0);
    assert_int_equal(larder_spoil(&larder, 10), 1);
    assert_int_equal(larder_level(&larder), 6);
    assert_int_equal(larder_take(&larder, 9), 6);
    assert_int_equal(larder_level(&larder), 0);
}

// What went into and out of each product's larder, seen from its levels.
struct account {
    unsigned put, eaten, thrown;
};

static void note_levels(const struct kitchen *kitchen, unsigned *levels) {
    for (int p = 0; p < FOODSTUFFS; p++) levels[p] = kitchen_level(kitchen, (enum foodstuff)p);
}

static void live_day(struct kitchen *kitchen, const struct groceries_settings *g, unsigned day,
                     struct random_sequence *luck, struct account *accounts) {
    unsigned before[FOODSTUFFS], kept[FOODSTUFFS], left[FOODSTUFFS], thrown = 0, eaten = 0;
    double uniform[FOODSTUFFS];
    for (int p = 0; p < FOODSTUFFS; p++) uniform[p] = random_next_uniform(luck);
    note_levels(kitchen, before);
    struct kitchen_waste waste = kitchen_throw_away(kitchen, g, day);
    note_levels(kitchen, kept);
    struct kitchen_meal meal = kitchen_eat(kitchen, g, uniform);
    note_levels(kitchen, left);
    for (int p = 0; p < FOODSTUFFS; p++) {
        accounts[p].thrown += before[p] - kept[p];
        accounts[p].eaten += kept[p] - left[p];
        thrown += before[p] - kept[p];
        eaten += kept[p] - left[p];
    }
    assert_int_equal(waste.portions, thrown);
    assert_int_equal(meal.eaten, eaten);
    assert_true((meal.eaten < meal.wanted) == (meal.missing_products != 0));
}

static void go_shopping(struct kitchen *kitchen, const struct groceries_settings *g, unsigned day,
                        struct account *accounts) {
    unsigned portions[FOODSTUFFS];
    if (day % 3 == 0) kitchen_look(kitchen, day);
    struct purchase list = kitchen_list(kitchen, g, KITCHEN_ALL_FOODSTUFFS, 9, 80000);
    kitchen_put(kitchen, g, &list, day, portions);
    for (int p = 0; p < FOODSTUFFS; p++) accounts[p].put += portions[p];
}

// Of every product: put in = eaten + thrown away + there, to the portion, through years of shopping by a
// household that is careless enough to use all batches.
static void no_portion_is_lost(void **state) {
    (void)state;
    struct groceries_settings *g = settings();
    struct kitchen kitchen = {0};
    struct account accounts[FOODSTUFFS] = {0};
    struct random_sequence luck = luck_of("household");
    for (int p = 0; p < FOODSTUFFS; p++) kitchen.rate_day[p] = (float)(4 * g->portions_week[p] / 7);
    kitchen_fill(&kitchen, g, 0, &luck);
    for (int p = 0; p < FOODSTUFFS; p++) accounts[p].put = kitchen_level(&kitchen, (enum foodstuff)p);
    for (unsigned day = 0; day < 3000; day++) {
        live_day(&kitchen, g, day, &luck, accounts);
        if (random_next_uniform(&luck) < 0.4) go_shopping(&kitchen, g, day, accounts);
    }
    for (int p = 0; p < FOODSTUFFS; p++) {
        struct account a = accounts[p];
        assert_true(a.eaten > 500 && a.put > a.eaten);
        assert_int_equal(a.put, a.eaten + a.thrown + kitchen_level(&kitchen, (enum foodstuff)p));
    }
    assert_true(accounts[FOODSTUFF_VEGETABLES].thrown > 0);
    setting_free(groceries_section.kind.settings, g);
}

// ---- The camera ------------------------------------------------------------------------------------------

// seen ~ Binomial(12, 0.9): mean 10.8, variance 1.08; the estimate seen / 0.9 is right in the mean.
static void the_camera_sees_a_binomial_share(void **state) {
    (void)state;
    double seen_all[STOCK_SENSE_MOST + 1], sum = 0, squares = 0, all = 0;
    struct random_sequence luck = luck_of("camera");
    stock_sense_prepare(0.9, seen_all);
    for (int i = 0; i < DRAWS; i++) {
        double seen = stock_sense_seen(12, 0.9, seen_all, random_next_uniform(&luck));
        sum += seen;
        squares += seen * seen;
        all += seen == 12;
    }
    double mean = sum / DRAWS;
    assert_near(mean, 10.8, 0.01);
    assert_near(mean / 0.9, 12, 0.011);
    assert_near(squares / DRAWS - mean * mean, 1.08, 0.02);
    assert_near(all / DRAWS, pow(0.9, 12), 0.004);
    assert_int_equal(stock_sense_seen(0, 0.9, seen_all, 0.999999), 0);
}

// A household that uses 1.4 portions a day where the country uses 1: the camera learns it. Averaging over 30
// days keeps a spread of about sqrt((1.4 + 2 x 10 x 0.1 / 0.9) / 59) = 0.25 around it at ten portions, less
// here.
static void use_is_learnt_and_the_end_foreseen(void **state) {
    (void)state;
    double seen_all[STOCK_SENSE_MOST + 1], sum = 0;
    enum { DAYS = 4000, LEARNT = 300 };
    struct random_sequence luck = luck_of("learning");
    struct stock_sense sense;
    unsigned level = 10;
    stock_sense_prepare(0.9, seen_all);
    stock_sense_start(&sense, FOODSTUFF_MILK, level, 1);
    assert_near(stock_sense_days_left(&sense, FOODSTUFF_MILK), 10, 1e-6);
    for (int day = 0; day < DAYS; day++) {
        unsigned went = groceries_poisson(random_next_uniform(&luck), 1.4, exp(-1.4));
        level -= went < level ? went : level;
        unsigned seen = stock_sense_seen(level, 0.9, seen_all, random_next_uniform(&luck));
        stock_sense_look(&sense, FOODSTUFF_MILK, seen, 0.9, 30);
        if (level < 6) {
            level += 5;
            stock_sense_put(&sense, FOODSTUFF_MILK, 5);
        }
        if (day >= LEARNT) sum += (double)sense.use_day[FOODSTUFF_MILK];
    }
    assert_near(sum / (DAYS - LEARNT), 1.4, 0.05);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(baskets_have_the_surveys_quantiles),
        cmocka_unit_test(gaps_are_gamma),
        cmocka_unit_test(orders_have_always_come_like_that),
        cmocka_unit_test(offers_are_taken_by_their_odds),
        cmocka_unit_test(a_basket_is_brought_or_fetched_by_their_odds),
        cmocka_unit_test(a_purchase_survives_its_journey),
        cmocka_unit_test(meals_are_poisson),
        cmocka_unit_test(what_is_heated_is_not_wanted_again),
        cmocka_unit_test(lists_fill_up_to_what_is_used),
        cmocka_unit_test(a_short_budget_goes_where_the_need_is),
        cmocka_unit_test(a_short_budget_goes_to_what_lasts_shortest),
        cmocka_unit_test(the_oldest_is_eaten_first_and_thrown_first),
        cmocka_unit_test(no_portion_is_lost),
        cmocka_unit_test(the_camera_sees_a_binomial_share),
        cmocka_unit_test(use_is_learnt_and_the_end_foreseen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
