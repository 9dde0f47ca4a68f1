// SPDX-License-Identifier: GPL-3.0-or-later
// Sellers under logit demand against the duopoly of Calvano, Calzolari, Denicolo & Pastorello 2020: qualities
// 2, cost 1, mu = 1/4, an outside option of 0. None would move at 1.473; one who owns both asks 1.925.
#include "models/methods/logit_law.h"
#include "models/methods/logit_price_law.h"
#include "tests/support/check.h"

enum { QUALITY = 2, COST = 1 };
static const double mu = 0.25;

static double reply(double lead, double kept, double cost) {
    const struct logit_price_market market = {.lead = &lead,
                                              .buyers = 1,
                                              .utility_won = 1 / mu,
                                              .kept = kept,
                                              .cost_won = cost,
                                              .least_won = 0,
                                              .most_won = 10};
    return logit_price_best(&market);
}

static double reply_to(double price) {
    const double others[] = {(QUALITY - price) / mu, 0};
    return reply(QUALITY / mu - logit_sum(others, 2), 1, COST);
}

static void two_sellers_settle_where_none_would_move(void **state) {
    (void)state;
    double mine = 5, yours = 0.2;
    for (int month = 0; month < 40; month++) {
        double answer = reply_to(yours);
        yours = reply_to(mine);
        mine = answer;
    }
    print_message("they settle at %.6f and %.6f\n", mine, yours);
    assert_true(fabs(mine - 1.473) < 5e-4 && fabs(yours - mine) < 1e-9);
}

static void one_who_owns_both_asks_the_monopolys_price(void **state) {
    (void)state;
    assert_true(fabs(reply(QUALITY / mu + log(2), 1, COST) - 1.925) < 5e-4);
}

// What a buyer brings later lowers the price as a lower cost does; what the shops keep is a cost of the
// price's own size.
static void what_buyers_bring_later_lowers_the_price(void **state) {
    (void)state;
    double before = reply(2, 1, 1), after = reply(2, 1, 0.4), through_shops = reply(2, 0.8, 0.8);
    assert_true(after < before - 0.1);
    assert_true(fabs(through_shops - before) < 1e-9);
    double share = 1 / (1 + exp(before / mu - 2));
    assert_true(fabs(before - 1 - mu / (1 - share)) < 1e-9);  // Lerner's rule of the logit
}

// Two platforms that share all families between them, each of whose buyers brings so much from the other
// side, end at p1 = f1 + t1 - alpha2 (Armstrong 2006, Hotelling with two sides, not read): a logit without an
// outside option has t1 = 2 mu.
static void platforms_pass_on_what_the_other_side_brings(void **state) {
    (void)state;
    for (double brings = 0; brings < 1; brings += 0.3) {
        double mine = 3, yours = 0;
        for (int month = 0; month < 60; month++) {
            double answer = reply(yours / mu, 1, COST - brings);
            yours = reply(mine / mu, 1, COST - brings);
            mine = answer;
        }
        assert_true(fabs(mine - (COST + 2 * mu - brings)) < 1e-9 && fabs(yours - mine) < 1e-9);
    }
}

// Two groups far apart: between the ladder's steps it stays on the better hill.
static void of_two_hills_it_takes_the_higher(void **state) {
    (void)state;
    const double lead[] = {4, 4, 4, 4, 4, 4, 4, 4, 4, 36};
    const struct logit_price_market market = {.lead = lead,
                                              .buyers = 10,
                                              .utility_won = 4,
                                              .kept = 1,
                                              .cost_won = 0,
                                              .least_won = 0,
                                              .most_won = 10};
    double best = logit_price_best(&market), most = 0;
    for (double price = 0; price <= 10; price += 0.001)
        most = fmax(most, price * logit_price_share(&market, price));
    assert_true(best * logit_price_share(&market, best) >= most - 1e-9);
    assert_true(best > 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_sellers_settle_where_none_would_move),
        cmocka_unit_test(one_who_owns_both_asks_the_monopolys_price),
        cmocka_unit_test(what_buyers_bring_later_lowers_the_price),
        cmocka_unit_test(platforms_pass_on_what_the_other_side_brings),
        cmocka_unit_test(of_two_hills_it_takes_the_higher),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
