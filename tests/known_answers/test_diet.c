// SPDX-License-Identifier: GPL-3.0-or-later
// What families want of the diet service, against the closed forms: the odds of a logit, its price
// elasticity, meals.
#include "models/food/diet.h"

#include "tests/support/check.h"

static struct diet_settings *settings;
static const struct diet_family average = {
    .need = 0, .taste = 0, .members = DIET_MEAN_MEMBERS, .trust = 0.75};

static int set_up(void **state) {
    (void)state;
    settings = setting_defaults(diet_section.kind.settings);
    return 0;
}
static int tear_down(void **state) {
    (void)state;
    setting_free(diet_section.kind.settings, settings);
    return 0;
}

static void expect_near(double value, double expected, double tolerance) {
    if (fabs(value - expected) > tolerance)
        fail_msg("%.6g, expected %.6g within %.2g", value, expected, tolerance);
}

static double odds(double chance) {
    return chance / (1 - chance);
}

static double odds_of(struct diet_family family, double price_won, bool offered) {
    return odds(diet_subscribes(settings, &family, price_won, offered));
}

static void test_an_average_family_subscribes_as_set(void **state) {
    (void)state;
    expect_near(diet_subscribes(settings, &average, DIET_REFERENCE_WON, false), settings->interest, 1e-12);
}

// Each difference multiplies the odds by exp(weight x difference), whatever the rest is.
static void test_odds_multiply(void **state) {
    (void)state;
    double usual = odds(settings->interest);
    struct diet_family needy = average, large = average, trusting = average, keen = average;
    needy.need = 2;
    large.members += 2;
    trusting.trust = 0.95;
    keen.taste = 1;
    expect_near(odds_of(average, DIET_REFERENCE_WON, true) / usual, exp(settings->offer_weight), 1e-9);
    expect_near(odds_of(average, 50000, false) / usual, exp(-2 * settings->price_weight), 1e-9);
    expect_near(odds_of(needy, DIET_REFERENCE_WON, false) / usual, exp(2 * settings->need_weight), 1e-9);
    expect_near(odds_of(large, DIET_REFERENCE_WON, false) / usual, exp(2 * settings->size_weight), 1e-9);
    expect_near(odds_of(trusting, DIET_REFERENCE_WON, false) / usual, exp(0.2 * settings->trust_weight),
                1e-9);
    expect_near(odds_of(keen, DIET_REFERENCE_WON, false) / usual, exp(1), 1e-9);
    double all = odds_of(needy, 50000, true);
    expect_near(all / usual,
                exp(2 * settings->need_weight - 2 * settings->price_weight + settings->offer_weight), 1e-9);
}

// The price elasticity of a rare choice is -price_weight x price / 10,000 (1 - P).
static void test_price_elasticity(void **state) {
    (void)state;
    double at = diet_subscribes(settings, &average, 30000, false),
           above = diet_subscribes(settings, &average, 30003, false);
    expect_near((above - at) / at / (3.0 / 30000), -settings->price_weight * 3 * (1 - at), 1e-3);
}

static void test_who_needs_it_minds_less(void **state) {
    (void)state;
    expect_near(diet_is_annoyed(settings, 0), settings->annoyed, 1e-12);
    expect_near(odds(diet_is_annoyed(settings, 2)) / odds(settings->annoyed), exp(-2 * settings->relevance),
                1e-9);
    settings->relevance = 0;
    expect_near(diet_is_annoyed(settings, 3), settings->annoyed, 1e-12);
    settings->annoyed = 0;
    assert_true(diet_is_annoyed(settings, 0) == 0);
}

// Two people eat 180 meals in 30 days; what is half known gains half of what advice can.
static void test_advice_is_as_good_as_what_is_known(void **state) {
    (void)state;
    expect_near(diet_healthier_meals(settings, 2, 0), 180 * settings->advice_gain, 1e-9);
    expect_near(diet_healthier_meals(settings, 2, 0.5), 90 * settings->advice_gain, 1e-9);
    assert_true(diet_healthier_meals(settings, 2, 1) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_average_family_subscribes_as_set, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_odds_multiply, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_price_elasticity, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_who_needs_it_minds_less, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_advice_is_as_good_as_what_is_known, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
