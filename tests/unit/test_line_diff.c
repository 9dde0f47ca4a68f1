// SPDX-License-Identifier: GPL-3.0-or-later
// Which lines two texts do not share: those that go and come turn the one text into the other, and are the
// fewest.
#include <stdio.h>
#include <stdlib.h>

#include "analysis/line_diff.h"
#include "sim/engine/random.h"
#include "tests/support/check.h"

enum { LINES_MOST = 7, LETTERS = 3 };

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

// The most lines that stand in both texts in the same order, by trying everything; a line is a letter and its
// end.
static size_t shared(const char *one, const char *other) {
    if (!*one || !*other) return 0;
    if (*one == *other) return 1 + shared(one + 2, other + 2);
    return larger(shared(one + 2, other), shared(one, other + 2));
}

// The second text, as the changes make it of the first.
static void apply(const char *one, const struct line_changes *changes, char *made) {
    size_t lines = strlen(one) / 2, taken = 0, put = 0, next = 0;
    while (taken < lines || next < changes->count) {
        const struct line_change *change = next < changes->count ? &changes->items[next] : NULL;
        if (change && !change->added && change->number == taken + 1) {
            assert_int_equal(change->text[0], one[2 * taken]);
            taken++;
            next++;
        } else if (change && change->added && change->number == put + 1) {
            made[2 * put++] = change->text[0];
            next++;
        } else {
            assert_true(taken < lines);  // a change that stands nowhere
            made[2 * put++] = one[2 * taken++];
        }
    }
    for (size_t i = 0; i < put; i++) made[2 * i + 1] = '\n';
    made[2 * put] = '\0';
}

static void draw_text(char *text, uint64_t number) {
    struct random_block luck = random_block((struct random_key){11, 0}, RANDOM_WORLD, 1, number);
    size_t lines = luck.word[0] % (LINES_MOST + 1);
    for (size_t i = 0; i < lines; i++) {
        text[2 * i] = (char)('a' + (luck.word[1] >> 8 * i) % LETTERS);
        text[2 * i + 1] = '\n';
    }
    text[2 * lines] = '\0';
}

static void test_changes_lead_from_one_to_the_other_and_are_the_fewest(void **state) {
    (void)state;
    char one[2 * LINES_MOST + 1], other[2 * LINES_MOST + 1], made[4 * LINES_MOST + 1];
    for (uint64_t i = 0; i < 4000; i++) {
        draw_text(one, 2 * i);
        draw_text(other, 2 * i + 1);
        struct line_changes changes = line_diff(one, other);
        apply(one, &changes, made);
        assert_string_equal(made, other);
        assert_int_equal(changes.count, (strlen(one) + strlen(other)) / 2 - 2 * shared(one, other));
        line_diff_clear(&changes);
    }
}

static void test_what_went_stands_before_what_came(void **state) {
    (void)state;
    struct line_changes changes = line_diff("one\ntwo\nthree\n", "one\nzwei\nthree");
    assert_int_equal(changes.count, 2);
    assert_false(changes.items[0].added);
    assert_string_equal(changes.items[0].text, "two");
    assert_int_equal(changes.items[0].number, 2);
    assert_true(changes.items[1].added);
    assert_string_equal(changes.items[1].text, "zwei");
    assert_int_equal(changes.items[1].number, 2);
    line_diff_clear(&changes);
}

// `count` lines that no other text has, between two that all have.
static char *long_text(const char *what, size_t count) {
    enum { LINE = 24 };
    char *text = calloc(count + 3, LINE), *end = text;
    end += sprintf(end, "first\n");
    for (size_t i = 0; i < count; i++) end += sprintf(end, "%s %zu\n", what, i);
    sprintf(end, "last\n");
    return text;
}

static void test_of_long_texts_the_whole_part_is_changed(void **state) {
    (void)state;
    enum { LONG = 4100 };
    char *one = long_text("old", LONG), *other = long_text("new", LONG);
    struct line_changes changes = line_diff(one, other);
    assert_int_equal(changes.count, 2 * LONG);
    for (size_t i = 0; i < changes.count; i++) {
        assert_int_equal(changes.items[i].added, i >= LONG);
        assert_int_equal(changes.items[i].number, 2 + i % LONG);
    }
    line_diff_clear(&changes);
    free(one);
    free(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes_lead_from_one_to_the_other_and_are_the_fewest),
        cmocka_unit_test(test_what_went_stands_before_what_came),
        cmocka_unit_test(test_of_long_texts_the_whole_part_is_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
