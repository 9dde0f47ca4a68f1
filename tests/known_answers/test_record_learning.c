// SPDX-License-Identifier: GPL-3.0-or-later
// A city that learns what records of families are good for: by hand, by Bayes' rule, and what it comes to.
#include "models/air/record_learning_technique.h"

#include "sim/engine/random.h"
#include "tests/support/check.h"

static const struct record_learning_prior told = {0.2, 3};

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.9g is not %.9g", value, expected);
}

// Two free months of 100 and 60, three by records of 120, 90 and 90, 5 won of cleaning each: 100 / 80 - 1 =
// 0.25 counts for 1 / (1/2 + 1/3) = 1.2 months beside the 3 of 0.2.
static void belief_and_bid_by_hand(void **state) {
    (void)state;
    struct record_learning city = {0};
    assert_true(isinf(record_learning_bid_won(&city, told)));
    record_learning_saw(&city, true, 120, 5);
    expect_near(record_learning_more(&city, told), 0.2, 0);
    expect_near(record_learning_bid_won(&city, told), 1, 1e-12);
    record_learning_saw(&city, true, 90, 5);
    record_learning_saw(&city, false, 100, 5);
    record_learning_saw(&city, true, 90, 5);
    record_learning_saw(&city, false, 60, 5);
    expect_near(record_learning_more(&city, told), (3 * 0.2 + 1.2 * 0.25) / 4.2, 1e-12);
    expect_near(record_learning_bid_won(&city, told), 5 * (3 * 0.2 + 1.2 * 0.25) / 4.2, 1e-12);
}

// Records that make it worse are worth nothing, and a list that spared nothing tells of no share.
static void what_is_worse_is_worth_nothing(void **state) {
    (void)state;
    struct record_learning city = {.months = {50, 50}, .spared = {100, 50}, .won = 500},
                           nothing = {.months = {5, 5}, .spared = {0, 50}, .won = 50};
    assert_true(record_learning_more(&city, told) < 0);
    expect_near(record_learning_bid_won(&city, told), 0, 0);
    expect_near(record_learning_more(&nothing, told), 0.2, 0);
}

// Months with luck: it comes to what is true, whatever it believed.
static void it_comes_to_what_is_true(void **state) {
    (void)state;
    struct record_learning city = {0};
    struct random_sequence luck = {{2018, 0}, random_home(0), random_stream("records"), 0};
    for (int month = 0; month < 40000; month++) {
        bool by_records = month % 4 > 0;
        record_learning_saw(&city, by_records, (by_records ? 110 : 100) * (0.5 + random_next_uniform(&luck)),
                            8);
    }
    expect_near(record_learning_more(&city, told), 0.1, 0.01);
    expect_near(record_learning_bid_won(&city, told), 0.8, 0.08);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(belief_and_bid_by_hand),
        cmocka_unit_test(what_is_worse_is_worth_nothing),
        cmocka_unit_test(it_comes_to_what_is_true),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
