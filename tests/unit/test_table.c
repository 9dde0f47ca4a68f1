// SPDX-License-Identifier: GPL-3.0-or-later
// Tables and paragraphs on a screen of some width: nothing sticks out, and nothing is lost.
#include "analysis/table.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/prose.h"
#include "analysis/screen.h"
#include "tests/support/check.h"

static char *printed(void (*print)(size_t width, FILE *out), size_t width) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    print(width, out);
    fclose(out);
    return text;
}

static void assert_lines_fit(const char *text, size_t width) {
    char *copy = strdup(text), *rest = copy, *line;
    while ((line = strsep(&rest, "\n")))
        if (screen_text_width(line) > width) fail_msg("too wide for %zu: %s", width, line);
    free(copy);
}

static size_t count_of(const char *text, const char *part) {
    size_t count = 0;
    while ((text = strstr(text, part))) {
        count++;
        text += strlen(part);
    }
    return count;
}

static void print_companies(size_t width, FILE *out) {
    static const struct table_column columns[] = {{"name", false}, {"long\nnumber", true}};
    struct table *table = table_create(columns, 2);
    table_row(table, (const char *const[]){"a name of more than twenty characters", "1"});
    table_row(table, (const char *const[]){"한국의 긴 이름을 가진 회사", "2"});
    table_print(table, width, out);
    table_free(table);
}

static void texts_are_broken_between_words(void **state) {
    (void)state;
    char *text = printed(print_companies, 26);
    assert_string_equal(text,
                        "                      long\n"
                        "name                number\n"
                        "--------------------------\n"
                        "a name of more           1\n"
                        "  than twenty\n"
                        "  characters\n"
                        "한국의 긴 이름을         2\n"
                        "  가진 회사\n");
    free(text);
}

enum { POLICIES = 12 };

static void print_policies(size_t width, FILE *out) {
    struct table_column columns[POLICIES + 1] = {{"Means", false}};
    char headings[POLICIES][40];
    const char *cells[POLICIES + 1] = {"cleanhome: unwanted contacts of all families [won]"};
    for (int i = 0; i < POLICIES; i++) {
        snprintf(headings[i], sizeof headings[i], "%c_policy_of_some_length%s", 'a' + i, i ? "  " : "");
        columns[i + 1] = (struct table_column){headings[i], true};
        cells[i + 1] = i ? "-1,065,150,473 *" : "-1,065,150,473";
    }
    struct table *table = table_create(columns, POLICIES + 1);
    table_note(table, "a subject");
    table_row(table, cells);
    table_note(table, "a remark");
    table_print(table, width, out);
    table_free(table);
}

static void many_columns_stand_in_blocks(void **state) {
    (void)state;
    for (size_t width = SCREEN_NARROWEST; width < 300; width++) {
        char *text = printed(print_policies, width);
        assert_lines_fit(text, width);
        assert_int_equal(count_of(text, "-1,065,150,473"), POLICIES);
        assert_int_equal(count_of(text, " *"), POLICIES - 1);
        assert_int_equal(count_of(text, "contacts"), count_of(text, "Means"));
        assert_int_equal(count_of(text, "a subject"), count_of(text, "Means"));
        assert_int_equal(count_of(text, "a remark"), 1);
        free(text);
    }
    char *usual = printed(print_policies, SCREEN_USUAL), *wide = printed(print_policies, 400);
    assert_int_equal(count_of(usual, "Means"), 4);
    assert_int_equal(count_of(wide, "Means"), 1);
    assert_int_equal(count_of(wide, "c_policy_of_some_length"), 1);
    free(usual);
    free(wide);
}

static void characters_have_the_width_that_terminals_give_them(void **state) {
    (void)state;
    assert_int_equal(screen_text_width("벅바이 co"), 9);
    assert_int_equal(screen_text_width("\u1107\u1165\u11a8"), 2);  // the same syllable, spelt in letters
    assert_int_equal(screen_text_width("e\u0301"), 1);
    assert_int_equal(screen_text_width("\xff\xfe"), 2);  // no UTF-8
    assert_int_equal(screen_text_width(""), 0);
}

static void print_paragraph(size_t width, FILE *out) {
    struct prose prose = {0};
    prose_print(&prose, 2, width, out);
    prose_add(&prose, "one two %s", "three four");
    prose_add(&prose, ", 벅바이 %d", 5);
    prose_print(&prose, 2, width, out);
}

static void a_paragraph_is_broken_between_words(void **state) {
    (void)state;
    char *text = printed(print_paragraph, 16);
    assert_string_equal(text, "  one two three\n    four, 벅바이\n    5\n");
    free(text);
}

static void print_path(size_t width, FILE *out) {
    screen_print("/a/long/path/that/nobody/breaks.lua:1: 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19", 0,
                 2, width, out);
}

static void paths_stay_whole_and_lists_do_not(void **state) {
    (void)state;
    char *text = printed(print_path, 30);
    assert_string_equal(text,
                        "/a/long/path/that/nobody/breaks.lua:1:\n"
                        "  1,2,3,4,5,6,7,8,9,10,11,12,\n"
                        "  13,14,15,16,17,18,19\n");
    free(text);
}

static void the_environment_says_how_wide(void **state) {
    (void)state;
    FILE *out = tmpfile();
    unsetenv("COLUMNS");
    assert_int_equal(screen_width(out), SCREEN_USUAL);
    assert_true(screen_width_of_messages(out) == SCREEN_ENDLESS);
    setenv("COLUMNS", "132", true);
    assert_int_equal(screen_width(out), 132);
    assert_int_equal(screen_width_of_messages(out), 132);
    setenv("COLUMNS", "7", true);
    assert_int_equal(screen_width(out), SCREEN_NARROWEST);
    setenv("COLUMNS", "many", true);
    assert_int_equal(screen_width(out), SCREEN_USUAL);
    fclose(out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_broken_between_words),
        cmocka_unit_test(many_columns_stand_in_blocks),
        cmocka_unit_test(characters_have_the_width_that_terminals_give_them),
        cmocka_unit_test(a_paragraph_is_broken_between_words),
        cmocka_unit_test(paths_stay_whole_and_lists_do_not),
        cmocka_unit_test(the_environment_says_how_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
