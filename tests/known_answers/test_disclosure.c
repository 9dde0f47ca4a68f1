// SPDX-License-Identifier: GPL-3.0-or-later
// Who shows how good it is: everybody where it costs nothing; where it costs, whoever is better than twice
// the cost.
#include "models/methods/disclosure_law.h"
#include "tests/support/check.h"

enum { MANY = 1000 };

// Uniform on 0 to 1, in an order of no meaning.
static void spread(double quality[MANY]) {
    for (int i = 0; i < MANY; i++) quality[i] = ((i * 617) % MANY + 0.5) / MANY;
}

static void at_no_cost_all_but_the_worst_show_it(void **state) {
    (void)state;
    double quality[MANY];
    bool shows[MANY];
    spread(quality);
    double silent = disclosure_settle(quality, MANY, 0, shows);
    for (int i = 0; i < MANY; i++) assert_int_equal(shows[i], quality[i] > 0.6 / MANY);
    assert_true(silent == 0.5 / MANY);
}

static void at_a_cost_those_above_twice_the_cost_show_it(void **state) {
    (void)state;
    for (double cost = 0.05; cost < 0.5; cost += 0.05) {
        double quality[MANY];
        bool shows[MANY];
        spread(quality);
        double silent = disclosure_settle(quality, MANY, cost, shows);
        for (int i = 0; i < MANY; i++)
            if (fabs(quality[i] - 2 * cost) > 2.0 / MANY) assert_int_equal(shows[i], quality[i] > 2 * cost);
        assert_true(fabs(silent - cost) < 2.0 / MANY);
    }
}

// The best is above the mean by half the range: beyond that cost nobody does.
static void what_costs_more_than_it_brings_is_shown_by_nobody(void **state) {
    (void)state;
    double quality[MANY];
    bool shows[MANY];
    spread(quality);
    assert_true(fabs(disclosure_settle(quality, MANY, 0.5, shows) - 0.5) < 1e-9);
    for (int i = 0; i < MANY; i++) assert_false(shows[i]);
}

// Nobody can do better by changing alone, and equals are treated alike: 0.9 and 0.5 at a cost of 0.15.
static void whoever_shows_it_gains_by_it(void **state) {
    (void)state;
    const double quality[] = {0.1, 0.9, 0.2, 0.5, 0.1};
    bool shows[5];
    double silent = disclosure_settle(quality, 5, 0.15, shows);
    assert_true(shows[1] && shows[3] && !shows[0] && !shows[2] && !shows[4]);
    assert_true(fabs(silent - 0.4 / 3) < 1e-12);
    const double alone[] = {0.7};
    assert_true(disclosure_settle(alone, 1, 0, shows) == 0.7 && !shows[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_no_cost_all_but_the_worst_show_it),
        cmocka_unit_test(at_a_cost_those_above_twice_the_cost_show_it),
        cmocka_unit_test(what_costs_more_than_it_brings_is_shown_by_nobody),
        cmocka_unit_test(whoever_shows_it_gains_by_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
