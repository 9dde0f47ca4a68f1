// SPDX-License-Identifier: GPL-3.0-or-later
// A union of families sells the best of all sets of their data, tried one by one.
#include "models/media/data_union_law.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { FAMILIES = 8, SETS = 1 << FAMILIES };

static double surplus_of_set(const struct data_union *terms, const double *prices_won, unsigned set) {
    struct data_union_prices prices = {0, 0};
    size_t sharers = 0;
    for (unsigned i = 0; i < FAMILIES; i++) {
        bool shares = set >> i & 1;
        sharers += shares;
        *(shares ? &prices.sharers_won : &prices.others_won) += prices_won[i];
    }
    return data_union_surplus_won(terms, prices, sharers, FAMILIES);
}

// Of those sets in which nobody shares who never does.
static double best_of_all_sets(const struct data_union *terms, const double *prices_won, unsigned never) {
    double best = 0;
    for (unsigned set = 0; set < SETS; set++)
        if (!(set & never)) best = fmax(best, surplus_of_set(terms, prices_won, set));
    return best;
}

static void draw_prices(double prices_won[FAMILIES], uint64_t time) {
    struct random_sequence luck = {{2018, 1}, random_home(0), random_stream("prices"), time * FAMILIES};
    for (int i = 0; i < FAMILIES; i++) prices_won[i] = 5000 * exp(1.5 * random_next_normal(&luck));
}

// Bit i of `never`: family i never shares. Returns the set that is sold.
static unsigned choose(const struct data_union *terms, const double *prices_won, unsigned never) {
    struct data_union_member members[FAMILIES];
    unsigned set = 0;
    for (uint32_t i = 0; i < FAMILIES; i++)
        members[i] = (struct data_union_member){prices_won[i], never >> i & 1, i};
    size_t sharers = data_union_choose(terms, members, FAMILIES);
    for (size_t i = 0; i < sharers; i++) set |= 1u << members[i].home;
    return set;
}

static void it_sells_the_best_of_all_sets(void **state) {
    (void)state;
    unsigned nothing = 0, several = 0;
    for (uint64_t time = 0; time < 200; time++) {
        double prices_won[FAMILIES];
        unsigned never = time % 3 ? 0 : 1u << time % FAMILIES;
        draw_prices(prices_won, time);
        struct data_union terms = {{(double)(time % 10) / 10, 1}, 6000, 50};
        unsigned set = choose(&terms, prices_won, never);
        assert_int_equal(set & never, 0);
        assert_float_equal(surplus_of_set(&terms, prices_won, set),
                           best_of_all_sets(&terms, prices_won, never), 1e-6);
        nothing += set == 0;
        several += (set & (set - 1)) != 0;
    }
    print_message("of 200 unions %u sell nothing and %u of several families\n", nothing, several);
    assert_true(nothing > 10 && several > 10);
}

// Nothing in common: each family's data are sold that are worth more than they cost; noise 1, half of all
// there is to know.
static void without_correlation_each_decides_for_itself(void **state) {
    (void)state;
    const double prices_won[FAMILIES] = {9000, 0, 5850, 3000, 5950, 8000, 1000, 50000};
    struct data_union terms = {{0, 1}, 6000, 50};
    assert_int_equal(choose(&terms, prices_won, 0), 1u << 1 | 1u << 2 | 1u << 3 | 1u << 6);
    assert_int_equal(choose(&terms, prices_won, 1u << 1 | 1u << 3), 1u << 2 | 1u << 6);
}

// Who gives its data for nothing tells of seven who mind: from some correlation on the union keeps them.
static void what_tells_too_much_of_others_is_not_sold(void **state) {
    (void)state;
    const double prices_won[FAMILIES] = {0, 60000, 60000, 60000, 60000, 60000, 60000, 60000};
    for (int tenth = 0; tenth < 10; tenth++) {
        double rho = tenth / 10.0;
        struct data_union terms = {{rho, 1}, 6000, 0};
        // 6,000 / 2 of the one, against 7 (60,000 - 6,000) rho^2 / 2 of the others
        bool sells = 6000 > 7 * (60000 - 6000) * rho * rho;
        assert_int_equal(choose(&terms, prices_won, 0xfe), sells);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_sells_the_best_of_all_sets),
        cmocka_unit_test(without_correlation_each_decides_for_itself),
        cmocka_unit_test(what_tells_too_much_of_others_is_not_sold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
