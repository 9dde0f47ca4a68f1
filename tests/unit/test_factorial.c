// SPDX-License-Identifier: GPL-3.0-or-later
// What switches make together, against values that can be worked out by hand.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// cmocka wants the headers above first.
#include <cmocka.h>

#include "analysis/comparison_print.h"
#include "tests/support/sample_run.h"

static void a_pair_makes_what_neither_makes_alone(void **state) {
    (void)state;
    double values[] = {5, 6, 7, 20};  // none, a, b, both
    factorial_dividends(values, 2);
    assert_true(values[1] == 1 && values[2] == 2 && values[3] == 20 - 6 - 7 + 5);
}

// Where switches only add up, no set makes more than its parts.
static void what_adds_up_has_no_interaction(void **state) {
    (void)state;
    double values[16];
    for (int set = 0; set < 16; set++)
        values[set] = 3 + (set & 1) * 10 + (set >> 1 & 1) * 200 - (set >> 2 & 1) * 7;
    factorial_dividends(values, 4);
    for (int set = 1; set < 16; set++)
        assert_true(values[set] == (set == 1 ? 10 : set == 2 ? 200 : set == 4 ? -7 : 0));
}

static void the_parts_make_the_whole(void **state) {
    (void)state;
    double values[8] = {4, -2, 9, 11, 0.5, 8, -3, 21}, before[8];
    memcpy(before, values, sizeof before);
    factorial_dividends(values, 3);
    for (unsigned set = 0; set < 8; set++) {
        double sum = 0;
        for (unsigned part = 0; part < 8; part++)
            if ((part & set) == part) sum += values[part];
        assert_true(fabs(sum - before[set]) < 1e-12);
    }
}

// ---- From run files -----------------------------------------------------------------------------------

static const char *const policies[] = {"nothing", "a", "b", "a_b"};
static const char *const factors[] = {"a", "b"};
static const int64_t fee_won[] = {1000, 1100, 1300, 2000};

static struct comparison *comparison_of_four(void) {
    struct comparison *comparison = comparison_create(policies, 4, 2);
    for (size_t policy = 0; policy < 4; policy++)
        for (size_t k = 0; k < 2; k++) {
            struct sample sample = {.path = "factorial_run.h5",
                                    .policy = policies[policy],
                                    .seed = 1,
                                    .replication = (int64_t)k,
                                    .fee_won = fee_won[policy] + (int64_t)k};
            struct status status = {0};
            struct fault fault = {0};
            assert_true(sample_write(&sample, &status));
            assert_true(comparison_add(comparison, policy, k, sample.path, &fault));
        }
    return comparison;
}

static struct factorial factorial_of(const struct factorial_sum *sum) {
    return (struct factorial){factors, 2, sum, 1};
}

// Hanbit is paid the fee on each of three days.
static void the_table_says_what_each_set_makes(void **state) {
    (void)state;
    const struct factorial_term term = {"money: Hanbit", 1};
    const struct factorial_sum sum = {"maker [won]", &term, 1};
    struct factorial factorial = factorial_of(&sum);
    struct comparison *comparison = comparison_of_four();
    struct fault fault = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(comparison_print(comparison, &factorial, false, out, &fault));
    fclose(out);
    assert_non_null(
        strstr(text, "maker [won]: all on changes it by 3,000 +- 0. Single switches make 1,200 of it"));
    assert_non_null(strstr(text, "1,800 that no part makes (+- 0, told from luck)."));
    assert_non_null(strstr(text, "\na+b              3,000 *       1,800 *"));
    free(text);
    comparison_free(comparison);
}

static void a_measure_that_no_run_has_is_named(void **state) {
    (void)state;
    const struct factorial_term term = {"money: Hanbot", 1};
    const struct factorial_sum sum = {"maker [won]", &term, 1};
    struct factorial factorial = factorial_of(&sum);
    struct comparison *comparison = comparison_of_four();
    struct fault fault = {0};
    assert_false(comparison_print(comparison, &factorial, false, stdout, &fault));
    assert_non_null(strstr(fault.message, "no run has a measure \"money: Hanbot\""));
    comparison_free(comparison);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_makes_what_neither_makes_alone),
        cmocka_unit_test(what_adds_up_has_no_interaction),
        cmocka_unit_test(the_parts_make_the_whole),
        cmocka_unit_test(the_table_says_what_each_set_makes),
        cmocka_unit_test(a_measure_that_no_run_has_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
