// SPDX-License-Identifier: GPL-3.0-or-later
// Covering a floor: the formulas against figures worked out by hand, against each other, and the random one
// against throwing pieces of a way on a floor.
#include "models/pests/coverage_law.h"

#include <stdbool.h>

#include "sim/engine/random.h"
#include "tests/support/check.h"

static const struct coverage_floor bouncing = {.area_m2 = 50, .swath_m = 0.25, .overlap = 0.2, .known = 0};

static struct coverage_floor knowing(double share) {
    struct coverage_floor floor = bouncing;
    floor.known = share;
    return floor;
}

static void expect(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) fail_msg("%.12g, expected %.12g", value, expected);
}

// 50 m2 with a brush of 0.25 m: 200 m of way, were no place covered twice.
static void known_lengths(void **state) {
    (void)state;
    expect(coverage_path_m(&bouncing, 1 - exp(-1)), 200, 1e-9);
    expect(coverage_path_m(&bouncing, 0.95), 599.146, 1e-3);
    struct coverage_floor all = knowing(1), half = knowing(0.5);
    expect(coverage_path_m(&all, 0.95), 0.95 * 1.2 * 200, 1e-9);
    expect(coverage_path_m(&half, 0.95), 0.5 * 599.146 + 0.5 * 228, 1e-3);
}

static void twice_the_way_squares_what_is_missed_at_random(void **state) {
    (void)state;
    for (double path_m = 50; path_m < 1000; path_m += 130) {
        double missed = 1 - coverage_share(&bouncing, 0.95, path_m);
        expect(1 - coverage_share(&bouncing, 0.95, 2 * path_m), missed * missed, 1e-12);
    }
}

// On the way to its aim a robot covers the aim, whatever it knows; on a longer one more, but never more than
// all.
static void the_share_of_the_path_is_the_aim(void **state) {
    (void)state;
    for (double known = 0; known <= 1; known += 0.125)
        for (double aim = 0.5; aim < 0.999; aim += 0.07) {
            struct coverage_floor floor = knowing(known);
            double path_m = coverage_path_m(&floor, aim);
            expect(coverage_share(&floor, aim, path_m), aim, 1e-12);
            assert_true(coverage_share(&floor, aim, 0.6 * path_m) < aim);
            assert_true(coverage_share(&floor, aim, 100 * path_m) <= 1);
        }
}

// Lanes are shorter than chance as soon as much is to be covered; for a little, overlapping lanes are not.
static void a_map_shortens_the_way_where_much_is_to_be_covered(void **state) {
    (void)state;
    struct coverage_floor all = knowing(1);
    for (double known = 0.1; known <= 1; known += 0.1) {
        struct coverage_floor floor = knowing(known), less = knowing(known - 0.1);
        assert_true(coverage_path_m(&floor, 0.95) < coverage_path_m(&less, 0.95));
    }
    assert_true(coverage_path_m(&all, 0.2) > coverage_path_m(&bouncing, 0.2));
    expect(coverage_path_m(&bouncing, 0.95) / coverage_path_m(&all, 0.95), 2.628, 1e-3);
}

static void a_map_grows_by_a_constant_share_of_what_is_left(void **state) {
    (void)state;
    expect(coverage_known(0.9, 0, 6), 0, 0);
    expect(coverage_known(0.9, 6, 6), 0.9 * (1 - exp(-1)), 1e-12);
    for (double runs = 0; runs < 40; runs++)
        expect((0.9 - coverage_known(0.9, runs + 1, 6)) / (0.9 - coverage_known(0.9, runs, 6)), exp(-1 / 6.0),
               1e-9);
    expect(coverage_known(0.6, 0, 0), 0.6, 0);  // at once
}

// Where the law at random comes from: 800 short pieces of way, each anywhere, leave e^{-Lw/A} of the cells
// untouched.
static void pieces_thrown_at_random_leave_an_exponential(void **state) {
    (void)state;
    enum { SIDE = 250, PIECES = 800, FLOORS = 40, PIECE = 12 };  // cells; a piece covers 12 x 12 of them
    static bool covered[SIDE][SIDE];
    struct random_sequence luck = {{2018, 0}, random_home(1), random_stream("pieces"), 0};
    double untouched = 0;
    for (int floor = 0; floor < FLOORS; floor++) {
        memset(covered, 0, sizeof covered);
        for (int piece = 0; piece < PIECES; piece++) {
            struct random_block where = random_next(&luck);
            uint32_t x = random_below((uint32_t)where.word[0], SIDE),
                     y = random_below((uint32_t)where.word[1], SIDE);
            for (uint32_t i = 0; i < PIECE; i++)
                for (uint32_t j = 0; j < PIECE; j++) covered[(x + i) % SIDE][(y + j) % SIDE] = true;
        }
        for (int x = 0; x < SIDE; x++)
            for (int y = 0; y < SIDE; y++) untouched += !covered[x][y];
    }
    struct coverage_floor cells = {.area_m2 = SIDE * SIDE, .swath_m = PIECE};
    double law = 1 - coverage_share(&cells, 0.95, PIECES * PIECE);
    expect(untouched / ((double)FLOORS * SIDE * SIDE), law, 0.01 * law);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_lengths),
        cmocka_unit_test(twice_the_way_squares_what_is_missed_at_random),
        cmocka_unit_test(the_share_of_the_path_is_the_aim),
        cmocka_unit_test(a_map_shortens_the_way_where_much_is_to_be_covered),
        cmocka_unit_test(a_map_grows_by_a_constant_share_of_what_is_left),
        cmocka_unit_test(pieces_thrown_at_random_leave_an_exponential),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
