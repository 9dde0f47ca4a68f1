// SPDX-License-Identifier: GPL-3.0-or-later
// Prices that answer each other on Salop's circle, against buyers set out one by one and prices tried one by
// one.
#include <stdbool.h>

#include "models/methods/price_rivalry_law.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { SELLERS_MOST = 8, BUYERS = 20000 };
static const double cost = 45000, turn = 120000;

static void expect_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

// ---- Who takes whom -------------------------------------------------------------------------------------

static double shorter_way(double from, double to) {
    double way = fabs(from - to);
    return way < 0.5 ? way : 1 - way;
}

// Of buyers who stand in the middle of equal parts of the circle, how many find this seller the cheapest.
static double share_by_count(const double *prices, size_t sellers, size_t seller, double turn_won) {
    int takers = 0;
    for (int buyer = 0; buyer < BUYERS; buyer++) {
        double place = (buyer + 0.5) / BUYERS;
        size_t best = 0;
        double least = INFINITY;
        for (size_t i = 0; i < sellers; i++) {
            double asked = prices[i] + turn_won * shorter_way(place, (double)i / (double)sellers);
            if (asked < least) least = asked, best = i;
        }
        takers += best == seller;
    }
    return (double)takers / BUYERS;
}

static void the_share_is_that_of_buyers_one_by_one(void **state) {
    (void)state;
    struct random_sequence luck = {{2018, 0}, random_home(0), random_stream("price rivalry"), 0};
    int nothing = 0, all = 0;
    for (int trial = 0; trial < 300; trial++) {
        size_t sellers = 1 + (size_t)trial % SELLERS_MOST;
        double prices[SELLERS_MOST], sum = 0, spread = trial % 3 ? 30000 : 120000;
        for (size_t i = 0; i < sellers; i++) prices[i] = cost + spread * random_next_uniform(&luck);
        struct price_rivalry rivalry = {prices, sellers, turn};
        for (size_t i = 0; i < sellers; i++) {
            double share = price_rivalry_share(rivalry, i);
            expect_near(share, share_by_count(prices, sellers, i, turn), 2.0 / BUYERS);
            sum += share, nothing += share == 0, all += sellers > 1 && share == 1;
        }
        expect_near(sum, 1, 1e-9);
    }
    print_message("%d sellers had nobody, %d everybody\n", nothing, all);
    assert_true(nothing > 30 && all > 0);
}

// ---- Prices ---------------------------------------------------------------------------------------------

static double earned_at(double price, double *prices, size_t sellers, size_t seller) {
    double before = prices[seller];
    prices[seller] = price;
    double earned =
        (price - cost) * price_rivalry_share((struct price_rivalry){prices, sellers, turn}, seller);
    prices[seller] = before;
    return earned;
}

// Where the prices lie so near that nobody is driven out at any that is tried.
static void the_answer_is_what_a_search_finds(void **state) {
    (void)state;
    struct random_sequence luck = {{2018, 0}, random_home(1), random_stream("price rivalry"), 0};
    for (size_t sellers = 2; sellers <= SELLERS_MOST; sellers++) {
        double prices[SELLERS_MOST], part = turn / (double)sellers, best = cost;
        for (size_t i = 0; i < sellers; i++)
            prices[i] = cost + part * (0.8 + 0.4 * random_next_uniform(&luck));
        for (double price = cost; price < cost + 2 * part; price += 5)
            if (earned_at(price, prices, sellers, 0) > earned_at(best, prices, sellers, 0)) best = price;
        double reply = price_rivalry_reply_won((struct price_rivalry){prices, sellers, turn}, 0, cost);
        expect_near(reply, best, 5);
        prices[0] = 2 * cost + 1;  // its own price is nobody's neighbour
        expect_near(price_rivalry_reply_won((struct price_rivalry){prices, sellers, turn}, 0, cost), reply,
                    1e-9);
    }
}

// A neighbour that sells nothing is passed over: the one behind it, two steps away, counts.
static void who_sells_nothing_is_nobodys_neighbour(void **state) {
    (void)state;
    double prices[] = {0, 200000, 60000, 60000, 60000};
    struct price_rivalry rivalry = {prices, 5, turn};
    double left = 60000 + turn / 5, right = 60000 + turn * 2 / 5;
    expect_near(price_rivalry_reply_won(rivalry, 0, cost), (cost + (left + right) / 2) / 2, 1e-9);
}

// One whose sales cost too much asks what they cost; where all suit alike the cheapest is undercut by a won.
static void it_asks_no_less_than_its_cost(void **state) {
    (void)state;
    double prices[] = {0, 60000, 70000};
    expect_near(price_rivalry_reply_won((struct price_rivalry){prices, 3, turn}, 0, 300000), 300000, 0);
    expect_near(price_rivalry_reply_won((struct price_rivalry){prices, 3, 0}, 0, 59990), 59995, 1e-9);
    expect_near(price_rivalry_reply_won((struct price_rivalry){prices, 3, 0}, 0, 59999.5), 59999.5, 0);
}

// ---- Where they end -------------------------------------------------------------------------------------

static void all_answer(double *prices, size_t sellers, double turn_won, bool at_once) {
    double next[SELLERS_MOST];
    struct price_rivalry rivalry = {prices, sellers, turn_won};
    for (size_t i = 0; i < sellers; i++) {
        next[i] = price_rivalry_reply_won(rivalry, i, cost);
        if (!at_once) prices[i] = next[i];
    }
    memcpy(prices, next, sellers * sizeof *prices);
}

// From anywhere, whether all answer at once or one after the other. Two sellers are both neighbours of each
// other.
static void answers_end_at_cost_and_the_way_between_two(void **state) {
    (void)state;
    struct random_sequence luck = {{2018, 0}, random_home(2), random_stream("price rivalry"), 0};
    for (int trial = 0; trial < 100; trial++)
        for (size_t sellers = 2; sellers <= SELLERS_MOST; sellers++) {
            double prices[SELLERS_MOST], turn_won = 400000 * random_next_uniform(&luck);
            for (size_t i = 0; i < sellers; i++) prices[i] = 300000 * random_next_uniform(&luck);
            for (int month = 0; month < 60; month++) all_answer(prices, sellers, turn_won, trial % 2);
            for (size_t i = 0; i < sellers; i++)
                expect_near(prices[i], cost + turn_won / (double)sellers, 1e-3);
        }
}

// Where they end nobody gains by any other price, not even one that drives others out.
static void nobody_gains_where_they_end(void **state) {
    (void)state;
    for (size_t sellers = 2; sellers <= SELLERS_MOST; sellers++) {
        double prices[SELLERS_MOST];
        for (size_t i = 0; i < sellers; i++)
            prices[i] = price_rivalry_equilibrium_won(cost, turn, (double)sellers);
        double stays = earned_at(prices[0], prices, sellers, 0);
        for (double price = cost; price < 3 * cost; price += 10)
            assert_true(earned_at(price, prices, sellers, 0) <= stays + 1e-6);
    }
}

// As many live from it as n^2 F <= t has room for: sqrt(t / F), rounded down.
static void as_many_live_as_the_root_of_way_by_costs(void **state) {
    (void)state;
    for (double fixed = 1900; fixed < turn; fixed *= 1.1) {
        size_t live = 0;
        for (size_t sellers = 1; sellers <= SELLERS_MOST; sellers++) {
            double prices[SELLERS_MOST];
            for (size_t i = 0; i < sellers; i++)
                prices[i] = price_rivalry_equilibrium_won(cost, turn, (double)sellers);
            if (earned_at(prices[0], prices, sellers, 0) >= fixed) live = sellers;
        }
        assert_int_equal(live, (size_t)fmin(SELLERS_MOST, floor(sqrt(turn / fixed))));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_share_is_that_of_buyers_one_by_one),
        cmocka_unit_test(the_answer_is_what_a_search_finds),
        cmocka_unit_test(who_sells_nothing_is_nobodys_neighbour),
        cmocka_unit_test(it_asks_no_less_than_its_cost),
        cmocka_unit_test(answers_end_at_cost_and_the_way_between_two),
        cmocka_unit_test(nobody_gains_where_they_end),
        cmocka_unit_test(as_many_live_as_the_root_of_way_by_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
