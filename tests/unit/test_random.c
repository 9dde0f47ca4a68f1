// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/random.h"

#include "tests/support/check.h"

enum { DRAWS = 200000 };
static const struct random_key key = {2018, 3};

// Known answers of Philox2x64-10 published with Random123 (kat_vectors).
static void test_philox_known_answers(void **state) {
    (void)state;
    struct random_block zeros = random_block((struct random_key){0, 0}, random_home(0), 0, 0);
    assert_true(zeros.word[0] == 0xca00a0459843d731u && zeros.word[1] == 0x66c24222c9a845b5u);
    struct random_block ones =
        random_block((struct random_key){UINT32_MAX, UINT32_MAX}, RANDOM_WORLD, UINT32_MAX, UINT64_MAX);
    assert_true(ones.word[0] == 0x65b021d60cd8310fu && ones.word[1] == 0x4d02f3222f86df20u);
}

// Every part of the key makes another stream.
static void test_each_part_of_the_key_matters(void **state) {
    (void)state;
    struct random_block base = random_block(key, random_home(7), 11, 13);
    const struct random_block others[] = {
        random_block((struct random_key){2019, 3}, random_home(7), 11, 13),
        random_block((struct random_key){2018, 4}, random_home(7), 11, 13),
        random_block(key, random_home(8), 11, 13),
        random_block(key, random_home(7), 12, 13),
        random_block(key, random_home(7), 11, 14),
        random_block(key, random_home(7), 11, 13 + ((uint64_t)1 << 32)),
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(others[i].word[0] != base.word[0]);
}

// Parties' luck hangs on their names, and meets no home's and no other's.
static void test_names_have_a_luck_of_their_own(void **state) {
    (void)state;
    static const char *const names[] = {"a",        "b",         "ab",     "ba",  "school_1",
                                        "school_2", "school_11", "hanbit", "한빛"};
    enum { NAMES = sizeof names / sizeof *names };
    for (int i = 0; i < NAMES; i++) {
        struct random_entity one = random_named(names[i]);
        assert_true(one.number >= 0x80000000u);
        assert_true(one.number == random_named(names[i]).number && one.twist == random_named(names[i]).twist);
        for (int j = 0; j < i; j++)
            assert_true(one.number != random_named(names[j]).number &&
                        one.twist != random_named(names[j]).twist);
    }
    assert_true(random_stream_of(random_stream("luck"), "name") == random_stream("luck/name"));
}

static void test_uniform_never_reaches_its_ends(void **state) {
    (void)state;
    assert_true(random_uniform(0) > 0);
    assert_true(random_uniform(UINT64_MAX) < 1);
    assert_true(isfinite(random_exponential(0)) && random_exponential(UINT64_MAX) > 0);
}

// Means within 4 standard errors.
static void test_means(void **state) {
    (void)state;
    struct random_sequence luck = {key, random_home(1), random_stream("means"), 0};
    double uniform = 0, exponential = 0, normal = 0, square = 0;
    for (int i = 0; i < DRAWS; i++) {
        uniform += random_next_uniform(&luck);
        exponential += random_next_exponential(&luck);
        double z = random_next_normal(&luck);
        normal += z;
        square += z * z;
    }
    double error = 4 / sqrt(DRAWS);
    assert_true(fabs(uniform / DRAWS - 0.5) < error * sqrt(1 / 12.0));
    assert_true(fabs(exponential / DRAWS - 1) < error);
    assert_true(fabs(normal / DRAWS) < error);
    assert_true(fabs(square / DRAWS - 1) < error * sqrt(2));
}

static void test_weighted_and_below(void **state) {
    (void)state;
    struct random_sequence luck = {key, random_home(1), random_stream("weights"), 0};
    const double weights[] = {1, 0, 3};
    int counts[3] = {0}, below[10] = {0};
    for (int i = 0; i < DRAWS; i++) {
        struct random_block block = random_next(&luck);
        counts[random_weighted(block.word[0], weights, 3)]++;
        below[random_below((uint32_t)block.word[1], 10)]++;
    }
    assert_int_equal(counts[1], 0);
    assert_true(fabs(counts[2] / (double)DRAWS - 0.75) < 4 * sqrt(0.75 * 0.25 / DRAWS));
    for (int i = 0; i < 10; i++) assert_true(fabs(below[i] / (double)DRAWS - 0.1) < 4 * sqrt(0.09 / DRAWS));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_philox_known_answers),
        cmocka_unit_test(test_each_part_of_the_key_matters),
        cmocka_unit_test(test_names_have_a_luck_of_their_own),
        cmocka_unit_test(test_uniform_never_reaches_its_ends),
        cmocka_unit_test(test_means),
        cmocka_unit_test(test_weighted_and_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
