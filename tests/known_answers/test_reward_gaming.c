// SPDX-License-Identifier: GPL-3.0-or-later
// Spot checks against binomial tails worked out by hand, and what games a reward against its break-even.
#include "models/food/food_audit.h"
#include "models/food/spot_check_law.h"
#include "models/tokens/reward_gaming_law.h"
#include "tests/support/check.h"

static void near(double seen, double expected, double within) {
    if (!(fabs(seen - expected) <= within)) fail_msg("%.10g, expected %.10g +- %.2g", seen, expected, within);
}

static void checks_fail_as_the_binomial_says(void **state) {
    (void)state;
    near(spot_check_fails(1, 1, 0.25), 0.75, 1e-15);
    near(spot_check_fails(2, 2, 0.5), 0.75, 1e-15);           // all but both
    near(spot_check_fails(10, 1, 0.9), 1e-10, 1e-22);         // none of ten
    near(spot_check_fails(10, 5, 0.9), 0.0001469026, 1e-10);  // sum of C(10, j) 0.9^j 0.1^(10 - j), j < 5
    near(spot_check_fails(10, 8, 0.9), 0.0701908264, 1e-10);
    near(spot_check_fails(10, 5, 1.0 / 7), 0.9920017311, 1e-10);
    near(spot_check_fails(10, 10, 1), 0, 0);
    near(spot_check_fails(10, 5, 0), 1, 1e-15);
    near(spot_check_fails(10, 0, 0.3), 0, 0);
}

// The higher the threshold, the more of both are excluded; all, where more must agree than are checked.
static void no_threshold_has_neither_error(void **state) {
    (void)state;
    for (unsigned least = 1; least <= 10; least++) {
        assert_true(spot_check_fails(10, least, 0.9) > spot_check_fails(10, least - 1, 0.9));
        assert_true(spot_check_fails(10, least, 1.0 / 7) > spot_check_fails(10, least, 0.9));
    }
    near(spot_check_fails(10, 11, 0.9), 1, 1e-12);
}

// k-ary randomised response of epsilon 1: 0.3118 and 0.1147; who draws by chance agrees once in seven times,
// noise or not.
static void noise_shelters_who_makes_it_up(void **state) {
    (void)state;
    struct food_audit audit = {.month = 0.5, .checks = 10, .least = 3, .reads = 0.9};
    struct food_noise exact = food_noise_of(false, INFINITY), noise = food_noise_of(false, 1),
                      unary = food_noise_of(true, 1);
    near(food_audit_agrees(&audit, &exact, false), 0.9, 1e-12);
    near(food_audit_agrees(&audit, &exact, true), 1.0 / 7, 1e-12);
    near(food_audit_agrees(&audit, &noise, false), 0.9 * 0.31179 + 0.1 * 0.11470, 1e-4);
    near(food_audit_agrees(&audit, &noise, true), 1.0 / 7, 1e-12);
    double p = unary.each.truth, q = unary.each.other;
    near(food_audit_agrees(&audit, &unary, true), (p + 6 * q) / 7, 1e-12);
    near(food_audit_caught_month(&audit, &exact, true), 0.5 * spot_check_fails(10, 3, 1.0 / 7), 1e-12);
    double seen = food_audit_caught_month(&audit, &noise, true),
           falsely = food_audit_caught_month(&audit, &noise, false);
    assert_true(falsely > 0.3 * seen);
    audit.month = 0;
    near(food_audit_caught_month(&audit, &exact, true), 0, 0);
}

// r - trick = h r (1 + F): 400 - 125 = h 400 4 at h = 0.171875.
static void riding_pays_below_the_break_even(void **state) {
    (void)state;
    struct reward_gaming game = {
        .reward_won = 400, .trick_won = 125, .caught = 0.171875, .forfeit_months = 3};
    near(reward_gaming_ride_won(&game, 0), 0, 1e-10);
    near(reward_gaming_ride_won(&game, 1000), -171.875, 1e-10);
    game.caught = 0;
    near(reward_gaming_ride_won(&game, 1000), 275, 1e-12);
}

// 400 > 3 x 125, and not 4 x 125. A fee of 240 over 24 months takes 10; a proof at 0.25 a month closes one in
// four and takes 3 months' rewards with it: nothing is left.
static void accounts_are_opened_up_to_the_last_that_pays(void **state) {
    (void)state;
    struct reward_gaming game = {.reward_won = 400, .trick_won = 125};
    assert_int_equal(reward_gaming_accounts(&game, 0, 24, 19), 3);
    assert_int_equal(reward_gaming_accounts(&game, 0, 24, 2), 2);
    assert_int_equal(reward_gaming_accounts(&game, 0, 24, 0), 0);
    assert_int_equal(reward_gaming_accounts(&game, 240, 24, 19), 3);
    assert_int_equal(reward_gaming_accounts(&game, 24 * 26, 24, 19), 2);
    assert_int_equal(reward_gaming_accounts(&game, 24 * 276, 24, 19), 0);
    game.caught = 0.25;
    assert_int_equal(reward_gaming_accounts(&game, 0, 24, 19), 2);    // 300
    assert_int_equal(reward_gaming_accounts(&game, 205, 24, 19), 1);  // 300 - 59.8
    game.forfeit_months = 3;
    assert_int_equal(reward_gaming_accounts(&game, 0, 24, 19), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_fail_as_the_binomial_says),
        cmocka_unit_test(no_threshold_has_neither_error),
        cmocka_unit_test(noise_shelters_who_makes_it_up),
        cmocka_unit_test(riding_pays_below_the_break_even),
        cmocka_unit_test(accounts_are_opened_up_to_the_last_that_pays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
