// SPDX-License-Identifier: GPL-3.0-or-later
// Demand against its closed forms.
#include "models/methods/demand_law.h"
#include "tests/support/check.h"

static void assert_near(double seen, double expected, double tolerance) {
    if (!(fabs(seen - expected) <= tolerance)) fail_msg("%.12g is not %.12g", seen, expected);
}

static void at_the_usual_price_nothing_moves(void **state) {
    (void)state;
    const struct demand demand = {30000, 3.5};
    assert_near(demand_share(demand, 0.33, 30000), 0.33, 1e-12);
    assert_near(demand_relative(demand, 30000), 1, 1e-12);
}

// Half take it at the usual price; at price p the odds are exp(3.5 (1 - p / 30000)).
static void shares_are_the_logit_s(void **state) {
    (void)state;
    const struct demand demand = {30000, 3.5};
    assert_near(demand_share(demand, 0.5, 0), 0.9706877692, 1e-9);
    assert_near(demand_share(demand, 0.5, 60000), 0.0293122308, 1e-9);
    assert_near(demand_share(demand, 0.2, 45000), 0.25 * exp(-1.75) / (1 + 0.25 * exp(-1.75)), 1e-12);
    assert_near(demand_relative(demand, 0), 2 * 0.9706877692, 1e-9);
}

static void nobody_and_everybody_stay(void **state) {
    (void)state;
    const struct demand demand = {1000, 5};
    assert_true(demand_share(demand, 0, 0) == 0 && demand_share(demand, 1, 1e9) == 1);
}

// d ln share / d ln p = - weight p / usual (1 - share).
static void the_elasticity_is_as_said(void **state) {
    (void)state;
    const struct demand demand = {22000, 3.5};
    for (double price = 5000; price < 60000; price += 5000) {
        double share = demand_share(demand, 0.3, price), step = 1;
        double slope =
            (log(demand_share(demand, 0.3, price + step)) - log(demand_share(demand, 0.3, price - step))) /
            (2 * step) * price;
        assert_near(slope, -3.5 * price / 22000 * (1 - share), 1e-6);
    }
    assert_near(-3.5 * (1 - demand_share(demand, 0.5, 22000)), -1.75, 1e-12);
}

// The area under the demand above the price, by the trapezoidal rule.
static double area_above(struct demand demand, double at_usual, double price) {
    const double step = 10, top = price + 40 * demand.usual_won / demand.weight;
    double area = 0;
    for (double p = price; p < top; p += step)
        area += step * (demand_share(demand, at_usual, p) + demand_share(demand, at_usual, p + step)) / 2;
    return area;
}

// What the takers gain, each of them on average so much, is the area under the demand curve (the log-sum).
static void the_surplus_is_the_area_under_the_demand(void **state) {
    (void)state;
    const struct demand demand = {22000, 3.5};
    const double shares[] = {0.01, 0.3, 0.5, 0.9};
    for (size_t i = 0; i < 4; i++)
        for (double price = 5000; price < 60000; price += 5000) {
            double share = demand_share(demand, shares[i], price);
            double area = area_above(demand, shares[i], price);
            assert_near(share * demand_surplus_won(demand, share), area, 1e-4 * area);
        }
}

// Who alone takes it just wants it: usual / weight. Of what all take, the logit does not say how much.
static void the_surplus_of_few_and_of_all(void **state) {
    (void)state;
    const struct demand demand = {35000, 3.5};
    assert_near(demand_surplus_won(demand, 0), 10000, 1e-9);
    assert_near(demand_surplus_won(demand, 1e-9), 10000, 1e-3);
    assert_near(demand_surplus_won(demand, 0.5), 20000 * log(2), 1e-9);
    assert_near(demand_surplus_won(demand, 1), 200000, 1e-9);
}

// A monopolist of marginal cost c earns most where p - c = usual / (weight (1 - share)) (Lerner's rule of the
// logit).
static void a_monopolist_s_price_is_lerner_s(void **state) {
    (void)state;
    const struct demand demand = {30000, 3.5};
    const double cost = 18000;
    double best = 0, most = 0;
    for (double price = cost; price < 200000; price += 1) {
        double profit = (price - cost) * demand_share(demand, 0.5, price);
        if (profit > most) most = profit, best = price;
    }
    double markup = 30000 / (3.5 * (1 - demand_share(demand, 0.5, best)));
    assert_near(best - cost, markup, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_the_usual_price_nothing_moves),
        cmocka_unit_test(shares_are_the_logit_s),
        cmocka_unit_test(nobody_and_everybody_stay),
        cmocka_unit_test(the_elasticity_is_as_said),
        cmocka_unit_test(the_surplus_is_the_area_under_the_demand),
        cmocka_unit_test(the_surplus_of_few_and_of_all),
        cmocka_unit_test(a_monopolist_s_price_is_lerner_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
