// SPDX-License-Identifier: GPL-3.0-or-later
// How long looking for a pattern may take, counted by hand: in how many ways what came before divides the
// text, times the work of trying the next item once.
#include <string.h>

#include "lua/pattern.h"
#include "tests/support/check.h"

enum { LETTERS = 10 };  // of the text: it may begin in 11 places

static void takes(const char *pattern, double steps) {
    double counted = pattern_steps(pattern, strlen(pattern), LETTERS, false);
    if (counted != steps) fail_msg("%s: %g steps, not %g", pattern, counted, steps);
}

static void test_letters_sets_and_captures(void **state) {
    (void)state;
    takes("", 11);
    takes("abc", 11 + 3 * 11);
    takes("^a", 1 + 1);
    takes("^", 1);
    takes("[a-z]", 11 + 11 * 5);
    takes("[]]", 11 + 11 * 3);
    takes("[^]]", 11 + 11 * 4);
    takes("[%]]", 11 + 11 * 4);
    takes("[a", 11 + 11 * 2);  // that has no end
    takes("(a)", 11 + 3 * 11);
    takes("%a%%", 11 + 2 * 11);
    takes("%", 11 + 11);
    takes("%f[%a]", 11 + 11 * 6);
}

static void test_what_runs_through_the_text(void **state) {
    (void)state;
    takes("%b()", 11 + 11 * 11);
    takes("(a)%1", 11 + 3 * 11 + 11 * 11);
    takes("%1*", 11 + 11 * 11 + 11);  // a star behind what is no single letter stands for itself
}

static void test_repetitions_multiply_the_ways(void **state) {
    (void)state;
    takes("a?", 11 + (11 + 22));
    takes("a*", 11 + (11 + 66));  // of 10 letters among two, one of which is where it begins: C(12, 2)
    takes("^a*", 1 + (1 + 11));
    takes("^a-b", 1 + (1 + 11) + 11);
    takes("^a+b*", 1 + (1 + 11) + (11 + 66));
    assert_float_equal(pattern_steps("^%s*(.-)%s*$", 12, 60, false), 85280, 0);
}

static void test_where_a_search_begins(void **state) {
    (void)state;
    assert_float_equal(pattern_steps("^a", 2, LETTERS, true), 11 + 2 * 11, 0);
}

static void test_plain_texts_are_no_patterns(void **state) {
    (void)state;
    assert_false(pattern_is_one("", 0));
    assert_false(pattern_is_one("one, two", 8));
    assert_false(pattern_is_one("a\0b", 3));
    static const char special[] = "^$*+?.([%-";
    for (size_t i = 0; special[i]; i++) {
        const char first[] = {special[i], 'a'}, last[] = {'a', '\0', special[i]};
        assert_true(pattern_is_one(first, 2));
        assert_true(pattern_is_one(last, 3));
        assert_false(pattern_is_one(last, 2));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_sets_and_captures),
        cmocka_unit_test(test_what_runs_through_the_text),
        cmocka_unit_test(test_repetitions_multiply_the_ways),
        cmocka_unit_test(test_where_a_search_begins),
        cmocka_unit_test(test_plain_texts_are_no_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
