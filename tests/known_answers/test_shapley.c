// SPDX-License-Identifier: GPL-3.0-or-later
// What each holder brings, against games whose split is known, and against the axioms that say what it has to
// be.
#include "models/methods/shapley_law.h"
#include "tests/support/check.h"

enum { MOST = SHAPLEY_EXACT_MOST, SETS_MOST = 1 << MOST };

static void split(unsigned holders, shapley_worth *worth, const void *game, double *shares) {
    static double worths[SETS_MOST];
    for (shapley_set set = 0; set < (shapley_set)1 << holders; set++) worths[set] = worth(set, game);
    shapley_split(holders, worths, shares);
}

static double sum_of(const double *shares, unsigned holders) {
    double sum = 0;
    for (unsigned i = 0; i < holders; i++) sum += shares[i];
    return sum;
}

// ---- Games whose split is known ------------------------------------------------------------------------

// A pair of gloves is worth 1: holder 0 has a left one, the others right ones.
static double gloves(shapley_set set, const void *game) {
    (void)game;
    return (set & 1) && (set >> 1);
}

// Of one left glove and two right ones the split is 2/3, 1/6, 1/6; of one and n it is n / (n + 1).
static void the_rare_glove_gets_most(void **state) {
    (void)state;
    double shares[MOST];
    split(3, gloves, NULL, shares);
    assert_float_equal(shares[0], 2.0 / 3, 1e-12);
    assert_float_equal(shares[1], 1.0 / 6, 1e-12);
    assert_float_equal(shares[2], 1.0 / 6, 1e-12);
    for (unsigned right = 1; right < MOST; right++) {
        split(right + 1, gloves, NULL, shares);
        assert_float_equal(shares[0], right / (right + 1.0), 1e-12);
    }
}

// A runway as long as the longest plane that uses it needs: longer ones cost more.
struct airport {
    unsigned planes;
    double length;  // of plane i: (i + 1) length
};
static double runway(shapley_set set, const void *game) {
    const struct airport *airport = game;
    double longest = 0;
    for (unsigned i = 0; i < airport->planes; i++)
        if (set >> i & 1) longest = (i + 1) * airport->length;
    return longest;
}
// Each stretch is paid alike by those who need it (Littlechild & Owen 1973, not read).
static double stretch_share(const struct airport *airport, unsigned plane) {
    double sum = 0;
    for (unsigned k = 0; k <= plane; k++) sum += airport->length / (airport->planes - k);
    return sum;
}

static void each_stretch_of_a_runway_is_paid_by_who_needs_it(void **state) {
    (void)state;
    double shares[MOST];
    // Lengths 1, 2, 3: 1/3, 1/3 + 1/2, 1/3 + 1/2 + 1.
    split(3, runway, &(struct airport){3, 1}, shares);
    assert_float_equal(shares[0], 1.0 / 3, 1e-12);
    assert_float_equal(shares[1], 5.0 / 6, 1e-12);
    assert_float_equal(shares[2], 11.0 / 6, 1e-12);
    struct airport twelve = {MOST, 250};
    split(MOST, runway, &twelve, shares);
    for (unsigned i = 0; i < MOST; i++) assert_float_equal(shares[i], stretch_share(&twelve, i), 1e-8);
    assert_float_equal(sum_of(shares, MOST), 3000, 1e-8);
}

// Worth something only with holders 0 and 1 both: half each, and nothing for who is no help.
static double vetoes(shapley_set set, const void *game) {
    (void)game;
    return (set & 3) == 3;
}

// ---- What it has to be ---------------------------------------------------------------------------------

// Any game: worths drawn by set.
static double drawn_worth(shapley_set set, const void *game) {
    if (set == 0) return 0;
    struct random_block bits = random_block((struct random_key){2018, 1}, RANDOM_WORLD, random_stream("game"),
                                            set * 1000 + *(const unsigned *)game);
    return 1000 * random_uniform(bits.word[0]);
}

static void the_shares_add_up_to_the_whole(void **state) {
    (void)state;
    for (unsigned game = 0; game < 20; game++) {
        double shares[MOST];
        unsigned holders = 1 + game % MOST;
        split(holders, drawn_worth, &game, shares);
        assert_float_equal(sum_of(shares, holders), drawn_worth(((shapley_set)1 << holders) - 1, &game),
                           1e-9);
    }
}

// Against its words: the mean over all orders, of three holders.
static void it_is_the_mean_over_all_orders(void **state) {
    (void)state;
    static const unsigned orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    unsigned game = 7;
    double shares[3], mean[3] = {0};
    split(3, drawn_worth, &game, shares);
    for (int o = 0; o < 6; o++) {
        shapley_set set = 0;
        for (int step = 0; step < 3; step++) {
            shapley_set with = set | (shapley_set)1 << orders[o][step];
            mean[orders[o][step]] += (drawn_worth(with, &game) - drawn_worth(set, &game)) / 6;
            set = with;
        }
    }
    for (int i = 0; i < 3; i++) assert_float_equal(shares[i], mean[i], 1e-9);
}

static void who_adds_nothing_gets_nothing_and_equals_get_the_same(void **state) {
    (void)state;
    double shares[6];
    split(6, vetoes, NULL, shares);
    assert_float_equal(shares[0], 0.5, 1e-12);
    assert_float_equal(shares[1], 0.5, 1e-12);
    for (int i = 2; i < 6; i++) assert_float_equal(shares[i], 0, 1e-12);
}

// Data sets 0 and 1; with a game of 3, number 2 is a copy of 0: known once, known for good.
static double copied(shapley_set set, const void *game) {
    static const double worths[4] = {0, 300, 500, 800};
    (void)game;
    return worths[((set | set >> 2) & 1) | (set & 2)];
}

static void a_copied_data_set_halves_its_share(void **state) {
    (void)state;
    double alone[2], beside[3];
    split(2, copied, NULL, alone);
    split(3, copied, NULL, beside);
    assert_float_equal(alone[0], 300, 1e-9);
    assert_float_equal(beside[0], alone[0] / 2, 1e-9);
    assert_float_equal(beside[2], alone[0] / 2, 1e-9);
    assert_float_equal(beside[1], alone[1], 1e-9);
}

// Any game with a copy of holder 0 as its last: who copies gets what it takes from the one it copied and from
// those whose data its own stand in for, and the whole stays the whole.
struct copying {
    unsigned holders;  // without the copy
    unsigned game;
};
static double copied_in(shapley_set set, const void *of) {
    const struct copying *copying = of;
    shapley_set others = set & (((shapley_set)1 << copying->holders) - 1);
    return drawn_worth(others | (set >> copying->holders & 1), &copying->game);
}

static void a_copy_is_paid_as_its_original_and_adds_nothing(void **state) {
    (void)state;
    for (unsigned game = 0; game < 20; game++) {
        struct copying copying = {1 + game % (MOST - 1), game};
        double shares[MOST];
        split(copying.holders + 1, copied_in, &copying, shares);
        assert_float_equal(shares[0], shares[copying.holders], 1e-9);
        assert_float_equal(sum_of(shares, copying.holders + 1),
                           drawn_worth(((shapley_set)1 << copying.holders) - 1, &game), 1e-9);
    }
}

// Each of many worth the same by itself, one of them copied: half of it to the copy, from drawn orders, too.
static double alike_with_a_copy(shapley_set set, const void *of) {
    unsigned holders = *(const unsigned *)of, worth = 0;
    shapley_set others = (set & (((shapley_set)1 << holders) - 1)) | (set >> holders & 1);
    for (; others; others &= others - 1) worth++;
    return 100.0 * worth;
}

static void drawn_orders_halve_a_copied_share(void **state) {
    (void)state;
    enum { HOLDERS = 20, ORDERS = 3000 };
    unsigned holders = HOLDERS;
    struct random_sequence luck = {{2018, 1}, RANDOM_WORLD, random_stream("copies"), 0};
    double shares[HOLDERS + 1], errors[HOLDERS + 1];
    shapley_draw(HOLDERS + 1, alike_with_a_copy, &holders, ORDERS, luck, shares, errors);
    for (unsigned i = 1; i < HOLDERS; i++) assert_float_equal(shares[i], 100, 1e-9);
    assert_float_equal(shares[0] + shares[HOLDERS], 100, 1e-9);
    assert_true(fabs(shares[0] - 50) < 4 * errors[0] && errors[0] < 1.5);
}

// ---- Drawn orders, whole won ---------------------------------------------------------------------------

static void drawn_orders_err_as_far_as_they_say(void **state) {
    (void)state;
    enum { PLANES = 30, ORDERS = 4000 };
    struct airport airport = {PLANES, 100};
    struct random_sequence luck = {{2018, 1}, RANDOM_WORLD, random_stream("orders"), 0};
    double shares[PLANES], errors[PLANES], off = 0;
    shapley_draw(PLANES, runway, &airport, ORDERS, luck, shares, errors);
    for (unsigned i = 0; i < PLANES; i++) {
        double z = (shares[i] - stretch_share(&airport, i)) / errors[i];
        assert_true(errors[i] > 0 && errors[i] < 15 && fabs(z) < 4.5);
        off += z * z / PLANES;
    }
    print_message("mean square of what is off, in standard errors: %.2f\n", off);
    assert_true(off > 0.3 && off < 3);
    assert_float_equal(sum_of(shares, PLANES), 3000, 1e-6);
}

static void drawn_orders_are_the_same_each_time(void **state) {
    (void)state;
    struct airport airport = {20, 1};
    double shares[2][20], errors[2][20];
    for (int time = 0; time < 2; time++)
        shapley_draw(20, runway, &airport, 50, (struct random_sequence){{1, 2}, RANDOM_WORLD, 3, 0},
                     shares[time], errors[time]);
    assert_memory_equal(shares[0], shares[1], sizeof shares[0]);
}

static void whole_won_add_up_to_the_won(void **state) {
    (void)state;
    double thirds[3] = {1000.0 / 3, 1000.0 / 3, 1000.0 / 3};
    int64_t won[MOST];
    shapley_in_won(3, thirds, won);
    assert_int_equal(won[0] + won[1] + won[2], 1000);
    assert_int_equal(won[0], 334);
    for (unsigned game = 0; game < 50; game++) {
        double shares[MOST];
        split(MOST, drawn_worth, &game, shares);
        shapley_in_won(MOST, shares, won);
        int64_t sum = 0;
        for (unsigned i = 0; i < MOST; i++) {
            sum += won[i];
            assert_true(fabs((double)won[i] - shares[i]) < 1);
        }
        assert_int_equal(sum, (int64_t)floor(drawn_worth(SETS_MOST - 1, &game) + 0.5));
    }
}

static void split_too_many(void *shares) {
    static const double worths[2] = {0, 1};
    shapley_split(SHAPLEY_EXACT_MOST + 1, worths, shares);
}

static void too_many_are_refused(void **state) {
    (void)state;
    double shares[SHAPLEY_EXACT_MOST + 1];
    assert_true(check_breaks_promise(split_too_many, shares));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rare_glove_gets_most),
        cmocka_unit_test(each_stretch_of_a_runway_is_paid_by_who_needs_it),
        cmocka_unit_test(the_shares_add_up_to_the_whole),
        cmocka_unit_test(it_is_the_mean_over_all_orders),
        cmocka_unit_test(who_adds_nothing_gets_nothing_and_equals_get_the_same),
        cmocka_unit_test(a_copied_data_set_halves_its_share),
        cmocka_unit_test(a_copy_is_paid_as_its_original_and_adds_nothing),
        cmocka_unit_test(drawn_orders_halve_a_copied_share),
        cmocka_unit_test(drawn_orders_err_as_far_as_they_say),
        cmocka_unit_test(drawn_orders_are_the_same_each_time),
        cmocka_unit_test(whole_won_add_up_to_the_won),
        cmocka_unit_test(too_many_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
