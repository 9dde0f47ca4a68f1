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
    struct comparison *comparison = comparison_create(policies, 4, 3);
    for (size_t policy = 0; policy < 4; policy++)
        for (size_t k = 0; k < 3; k++) {
            struct sample sample = {.path = "factorial_run.h5",
                                    .policy = policies[policy],
                                    .seed = 1,
                                    .replication = (int64_t)k,
                                    .fee_won = fee_won[policy] + (int64_t)(k * policy)};
            struct status status = {0};
            struct fault fault = {0};
            assert_true(sample_write(&sample, &status));
            assert_true(sample_compare(comparison, policies[policy], k, sample.path, &fault));
        }
    return comparison;
}

static struct factorial factorial_of(const struct factorial_sum *sum) {
    return (struct factorial){factors, 2, sum, 1};
}

// Hanbit is paid the fee on each of three days: with both 3,000, 3,009, 3,018 won more, of which no part
// makes 1,800 each time; by its sign alone that is luck once in 4 times.
static void the_table_says_what_each_set_makes(void **state) {
    (void)state;
    const struct factorial_term term = {"money: Hanbit", 1, NULL};
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
        strstr(text, "maker [won]: all on changes it by 3,010 +- 22.4. Single switches make 1,210 of it"));
    assert_non_null(strstr(text, "1,800 that no part makes (not told from luck)."));
    assert_non_null(strstr(text, "\na+b              3,009 *       1,800\n"));
    assert_non_null(strstr(text, "* more than luck: the 4 effects seen here are tested together (Holm)"));
    free(text);
    comparison_free(comparison);
}

static void a_measure_that_no_run_has_is_named(void **state) {
    (void)state;
    const struct factorial_term term = {"money: Hanbot", 1, "a.lua:7"};
    const struct factorial_sum sum = {"maker [won]", &term, 1};
    struct factorial factorial = factorial_of(&sum);
    struct comparison *comparison = comparison_of_four();
    struct fault fault = {0};
    assert_false(comparison_print(comparison, &factorial, false, stdout, &fault));
    assert_non_null(
        strstr(fault.message, "a.lua:7: sum \"maker [won]\": no run has a measure \"money: Hanbot\""));
    comparison_free(comparison);
}

// ---- From rows put together in memory -----------------------------------------------------------------

// One measure of 2^count policies; the values of a policy's replications stand together.
static char *printed_of(size_t count, size_t replications, const double *values, double weight) {
    static const char *const names[] = {"a", "b", "c"};
    static const char *const combinations[] = {"0", "1", "2", "3", "4", "5", "6", "7"};
    char name[] = "maker", unit[] = "won", none[] = "";
    const struct measure measure = {
        .group = MEASURE_MONEY, .subject = none, .name = name, .unit = unit, .entry = none, .meaning = none};
    struct comparison *comparison = comparison_create(combinations, (size_t)1 << count, replications);
    size_t cells = replications << count;
    comparison->rows = fault_allocate(1, sizeof *comparison->rows);
    comparison->row_count = 1;
    comparison->rows[0] =
        (struct comparison_row){measure_copy(&measure), fault_allocate(cells, sizeof *values), NULL};
    memcpy(comparison->rows[0].values, values, cells * sizeof *values);
    const struct factorial_term term = {"money: maker", weight, NULL};
    const struct factorial_sum sum = {"maker [won]", &term, 1};
    const struct factorial factorial = {names, count, &sum, 1};
    struct fault fault = {0};
    assert_true(factorial_check(&factorial, comparison, &fault));
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    factorial_print(&factorial, comparison, out);
    fclose(out);
    comparison_free(comparison);
    return text;
}

static void assert_holds(const char *text, const char *part) {
    if (!strstr(text, part)) fail_msg("no '%s' in\n%s", part, text);
}

// a 1, b 2, c 4, a and b 13 (10 by no part), the other pairs add up, all three 100: 83 by no part. Weighed
// by 2. Rows stand by size: each alone, then pairs.
static void three_switches_are_told_by_size(void **state) {
    (void)state;
    char *text = printed_of(3, 1, (const double[]){0, 1, 2, 13, 4, 5, 6, 100}, 2);
    assert_holds(
        text,
        "\nmaker [won]: all on changes it by 200. Single switches make 14 of it, pairs 20, and all together "
        "166\n  that no part makes.\n");
    assert_holds(text,
                 "\na                    2             2\nb                    4             4\n"
                 "c                    8             8\na+b                 26            20\n"
                 "a+c                 10             0\nb+c                 12             0\n"
                 "a+b+c              200           166\n");
    assert_null(strstr(text, "+-"));
    assert_null(strstr(text, " *\n"));
    free(text);
}

// Of a alone 1, 2, 3: mean 2, sd 1. Of all 1,000.4, 1,005.4, 1,010.4: 1,005.4 +- 12.4 (sd 5). By no part
// 999.4, 1,003.4, 1,007.4: +- 9.94 (sd 4). Of two replications nothing is told.
static void what_luck_may_explain_has_no_star(void **state) {
    (void)state;
    char *text = printed_of(2, 3, (const double[]){0, 0, 0, 1, 2, 3, 0, 0, 0, 1000.4, 1005.4, 1010.4}, 1);
    assert_holds(text,
                 "all on changes it by 1,010 +- 12.4. Single switches make 2 of it, and all together\n  "
                 "1,000 that no part makes");
    assert_holds(text, "(+- 9.94, told from luck)");
    assert_holds(text, "\na                    2             2\n");
    assert_holds(text, "\na+b              1,005 *       1,003 *\n");
    free(text);
    text = printed_of(2, 3, (const double[]){0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3}, 1);
    assert_holds(text, "(+- 2.48, not told from luck)");
    free(text);
    text = printed_of(2, 2, (const double[]){0, 0, 0, 0, 0, 0, 1000.4, 1000.5}, 1);
    assert_holds(text, "Of 2 replications nothing is told from luck; take 3 or more.");
    assert_null(strstr(text, "+-"));
    assert_null(strstr(text, " *\n"));
    free(text);
}

int main(void) {
    setenv("COLUMNS", "100", true);  // how texts are broken, test_table.c tests
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_makes_what_neither_makes_alone),
        cmocka_unit_test(what_adds_up_has_no_interaction),
        cmocka_unit_test(the_parts_make_the_whole),
        cmocka_unit_test(the_table_says_what_each_set_makes),
        cmocka_unit_test(a_measure_that_no_run_has_is_named),
        cmocka_unit_test(three_switches_are_told_by_size),
        cmocka_unit_test(what_luck_may_explain_has_no_star),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
