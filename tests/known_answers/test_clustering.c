// SPDX-License-Identifier: GPL-3.0-or-later
// Clustering against what is known of it: the share of two normal groups that no cut through the middle tells
// apart, the number of groups of well parted ones and of evenly scattered points, agreement of small
// groupings by hand, and none of groupings by lot.
#include "models/methods/clustering_technique.h"

#include "models/methods/normal.h"
#include "tests/support/check.h"

static void expect_near(double value, double expected, double tolerance) {
    print_message("%.6g, expected %.6g within %.2g\n", value, expected, tolerance);
    if (fabs(value - expected) > tolerance) fail_msg("%.6g, expected %.6g", value, expected);
}

static struct random_sequence luck_of(const char *meaning, uint32_t replication) {
    return (struct random_sequence){{2018, replication}, random_home(0), random_stream(meaning), 0};
}

enum { MANY = 40000, PLANE = 2 };
static double at[MANY * PLANE];
static uint8_t found[MANY], truth[MANY];
static const struct clustering_points points = {at, MANY, PLANE}, fewer = {at, 4000, PLANE};

// Groups of equal size and variance 1 on a circle (two: on a line), neighbours `distance` apart.
static void draw_blobs(size_t blobs, double distance, const char *meaning) {
    struct random_sequence luck = luck_of(meaning, (uint32_t)blobs);
    double turn = 2 * acos(-1.0) / (double)blobs, radius = distance / (2 * sin(turn / 2));
    for (size_t i = 0; i < MANY; i++) {
        truth[i] = (uint8_t)(i % blobs);
        at[i * PLANE] = radius * cos(turn * truth[i]) + random_next_normal(&luck);
        at[i * PLANE + 1] = radius * sin(turn * truth[i]) + random_next_normal(&luck);
    }
}

// ---- Two groups -----------------------------------------------------------------------------------------

// The best cut between two equal normal groups lies in the middle, and errs with chance Phi(-d / 2); k-means
// makes that cut.
static void test_two_groups_are_told_apart_as_well_as_can_be(void **state) {
    (void)state;
    for (double distance = 2; distance <= 6; distance += 2) {
        draw_blobs(2, distance, "two blobs");
        struct clustering two = clustering_find(&points, 2, 4, luck_of("seeds", 0), found);
        assert_int_equal(two.groups, 2);
        double wrong = 0;
        for (size_t i = 0; i < MANY; i++) wrong += found[i] != truth[i];
        double share = fmin(wrong, MANY - wrong) / MANY, expected = normal_below(-distance / 2);
        expect_near(share, expected, 4 * sqrt(expected * (1 - expected) / MANY));
    }
}

// What is lost is as much as the cut leaves: the variance of a normal mixture about its two halves' means,
// along the line, and 1 across it.
static void test_what_is_within_is_what_the_cut_leaves(void **state) {
    (void)state;
    draw_blobs(2, 4, "two blobs");
    struct clustering two = clustering_find(&points, 2, 4, luck_of("seeds", 0), found);
    double half = 2, density = exp(-half * half / 2) / sqrt(2 * acos(-1.0));
    double mean = half * (1 - 2 * normal_below(-half)) + 2 * density;  // of the points right of the middle
    expect_near(two.within / MANY, 1 + half * half - mean * mean + 1, 0.03);
}

static void test_more_groups_leave_less_and_more_starts_never_more(void **state) {
    (void)state;
    draw_blobs(5, 3, "five blobs");
    double before = INFINITY;
    for (size_t groups = 1; groups <= 8; groups++) {
        double one = clustering_find(&fewer, groups, 1, luck_of("seeds", 0), found).within;
        double several = clustering_find(&fewer, groups, 6, luck_of("seeds", 0), found).within;
        assert_true(several <= one && several < before);
        before = several;
    }
}

static void test_the_same_luck_makes_the_same_groups(void **state) {
    (void)state;
    static uint8_t again[MANY];
    draw_blobs(3, 2, "three blobs");
    clustering_find(&fewer, 3, 2, luck_of("seeds", 0), found);
    clustering_find(&fewer, 3, 2, luck_of("seeds", 0), again);
    assert_memory_equal(found, again, fewer.count);
}

// ---- How many -------------------------------------------------------------------------------------------

static void test_as_many_groups_are_found_as_there_are(void **state) {
    (void)state;
    for (size_t blobs = 2; blobs <= 5; blobs++) {
        draw_blobs(blobs, 10, "parted blobs");
        struct clustering chosen = clustering_choose(&fewer, 8, 6, luck_of("seeds", 1), found);
        assert_int_equal(chosen.groups, blobs);
        assert_true(chosen.silhouette > 0.7 && chosen.flops > 0);
        expect_near(clustering_agreement(found, truth, fewer.count), 1, 1e-3);
    }
}

static void draw_evenly(uint32_t replication) {
    struct random_sequence luck = luck_of("evenly", replication);
    for (size_t i = 0; i < MANY * PLANE; i++) at[i] = random_next_uniform(&luck);
}

static const struct clustering_points sparse = {at, 300, PLANE};

// Points scattered evenly are one group, which the silhouette cannot say. The rule allows one standard error,
// so that it errs now and then.
static void test_the_gap_finds_one_group_where_the_silhouette_finds_several(void **state) {
    (void)state;
    enum { TIMES = 20 };
    int one = 0;
    for (uint32_t time = 0; time < TIMES; time++) {
        draw_evenly(time);
        one += clustering_choose_by_gap(&sparse, 5, 5, luck_of("seeds", time), found).groups == 1;
        assert_true(clustering_choose(&sparse, 5, 5, luck_of("seeds", time), found).groups > 1);
    }
    print_message("one group found in %d of %d scatterings\n", one, TIMES);
    assert_true(one >= TIMES - 3);
}

static void test_the_gap_finds_as_many_groups_as_there_are(void **state) {
    (void)state;
    for (size_t blobs = 2; blobs <= 5; blobs++) {
        draw_blobs(blobs, 10, "parted blobs");
        struct clustering chosen = clustering_choose_by_gap(&sparse, 8, 6, luck_of("seeds", 1), found);
        struct clustering same = clustering_choose(&sparse, 8, 6, luck_of("seeds", 1), found);
        assert_int_equal(chosen.groups, blobs);
        assert_true(chosen.silhouette == same.silhouette && chosen.within == same.within);
    }
}

static void test_the_gap_of_points_that_are_all_alike_or_none(void **state) {
    (void)state;
    double line[] = {3, 3, 3, 7, 7};
    uint8_t group[5];
    struct clustering_points alike = {line, 3, 1}, twins = {line, 5, 1}, none = {line, 0, 1};
    assert_int_equal(clustering_choose_by_gap(&alike, 4, 3, luck_of("alike", 0), group).groups, 1);
    assert_int_equal(clustering_choose_by_gap(&twins, 4, 3, luck_of("alike", 0), group).groups, 2);
    assert_int_equal(clustering_choose_by_gap(&none, 4, 3, luck_of("alike", 0), group).groups, 0);
}

// Three points by hand: 0 and 1 together, 5 alone. Of 0: a = 1, b = 5; of 1: a = 1, b = 4; alone: 0.
static void test_a_silhouette_by_hand(void **state) {
    (void)state;
    double line[] = {0, 1, 5};
    uint8_t group[3];
    struct clustering two =
        clustering_find(&(struct clustering_points){line, 3, 1}, 2, 5, luck_of("three", 0), group);
    expect_near(two.silhouette, (4.0 / 5 + 3.0 / 4 + 0) / 3, 1e-12);
    expect_near(two.within, 0.5, 1e-12);
    assert_int_equal(group[0], group[1]);
    assert_int_not_equal(group[0], group[2]);
}

static void test_no_more_groups_than_different_points(void **state) {
    (void)state;
    double line[] = {3, 3, 3, 7};
    uint8_t group[4];
    struct clustering few =
        clustering_find(&(struct clustering_points){line, 4, 1}, 4, 3, luck_of("alike", 0), group);
    assert_int_equal(few.groups, 2);
    expect_near(few.within, 0, 0);
}

static void test_what_is_not_known_is_average(void **state) {
    (void)state;
    double some[] = {1, 7, 3, 7, NAN, 7, 5, NAN};
    clustering_standardise(some, 4, 2);
    double scale = 1 / sqrt(8.0 / 3);
    expect_near(some[0], -2 * scale, 1e-12);
    expect_near(some[2], 0, 1e-12);
    expect_near(some[4], 0, 0);
    expect_near(some[6], 2 * scale, 1e-12);
    for (int i = 1; i < 8; i += 2) expect_near(some[i], 0, 0);
}

// ---- Agreement ------------------------------------------------------------------------------------------

// By hand from the formula: {1,1,2,2} with {1,1,2,3}: pairs together in both 1, A = 2, B = 1, of 6: (1 - 1/3)
// / (3/2 - 1/3).
static void test_agreement_by_hand(void **state) {
    (void)state;
    const uint8_t twos[] = {0, 0, 1, 1}, renamed[] = {7, 7, 3, 3}, finer[] = {0, 0, 1, 2},
                  crossed[] = {0, 1, 0, 1}, one[] = {0, 0, 0, 0}, alone[] = {0, 1, 2, 3};
    expect_near(clustering_agreement(twos, renamed, 4), 1, 1e-12);
    expect_near(clustering_agreement(twos, finer, 4), 4.0 / 7, 1e-12);
    expect_near(clustering_agreement(finer, twos, 4), 4.0 / 7, 1e-12);
    expect_near(clustering_agreement(twos, crossed, 4), -0.5, 1e-12);
    expect_near(clustering_agreement(one, alone, 4), 0, 1e-12);
    expect_near(clustering_agreement(one, one, 4), 1, 0);
}

static void test_groupings_by_lot_agree_by_nothing(void **state) {
    (void)state;
    struct random_sequence luck = luck_of("by lot", 0);
    double sum = 0;
    enum { TIMES = 50, THINGS = 400 };
    for (int time = 0; time < TIMES; time++) {
        for (int i = 0; i < THINGS; i++) {
            found[i] = (uint8_t)(random_next_uniform(&luck) * 4);
            truth[i] = (uint8_t)(random_next_uniform(&luck) * 3);
        }
        sum += clustering_agreement(found, truth, THINGS);
    }
    expect_near(sum / TIMES, 0, 0.002);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_groups_are_told_apart_as_well_as_can_be),
        cmocka_unit_test(test_what_is_within_is_what_the_cut_leaves),
        cmocka_unit_test(test_more_groups_leave_less_and_more_starts_never_more),
        cmocka_unit_test(test_the_same_luck_makes_the_same_groups),
        cmocka_unit_test(test_as_many_groups_are_found_as_there_are),
        cmocka_unit_test(test_the_gap_finds_one_group_where_the_silhouette_finds_several),
        cmocka_unit_test(test_the_gap_finds_as_many_groups_as_there_are),
        cmocka_unit_test(test_the_gap_of_points_that_are_all_alike_or_none),
        cmocka_unit_test(test_a_silhouette_by_hand),
        cmocka_unit_test(test_no_more_groups_than_different_points),
        cmocka_unit_test(test_what_is_not_known_is_average),
        cmocka_unit_test(test_agreement_by_hand),
        cmocka_unit_test(test_groupings_by_lot_agree_by_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
