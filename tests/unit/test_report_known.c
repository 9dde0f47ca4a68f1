// SPDX-License-Identifier: GPL-3.0-or-later
// Under which name a page counts parties that are many of one entry: school for school_1 ... school_12.
#include <stdlib.h>

#include "analysis/report_known.h"
#include "tests/support/check.h"

// The parties of the run and their kinds; of each what it is called, one after the other.
static void assert_called(const char *const rows[][3], size_t count) {
    char *names[16], *kinds[16];
    assert_true(count <= 16);
    for (size_t i = 0; i < count; i++) {
        names[i] = (char *)rows[i][0];
        kinds[i] = (char *)rows[i][1];
    }
    const struct run run = {.parties = {.count = count, .names = names, .kinds = kinds}};
    for (size_t i = 0; i < count; i++) {
        char *called = report_known_entry(&run, names[i]);
        assert_string_equal(called, rows[i][2]);
        free(called);
    }
}

#define CALLED(rows) assert_called(rows, sizeof(rows) / sizeof *(rows))

static void test_many_of_one_entry_are_one(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"school_1", "school", "school"},
                                          {"school_2", "school", "school"},
                                          {"school_10", "school", "school"},
                                          {"school_90", "school", "school"},
                                          {"school_09", "school", "school"}};
    CALLED(rows);
}

static void test_who_is_alone_or_of_another_kind_keeps_its_name(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"school_1", "school", "school_1"},
                                          {"school_2", "pest_control", "school_2"},
                                          {"schools_1", "school", "schools_1"},
                                          {"firm_7", "firm", "firm_7"},
                                          {"firm7", "firm", "firm7"},
                                          {"firm8", "firm", "firm8"},
                                          {"firm", "firm", "firm"},
                                          {"_1", "odd", "_1"},
                                          {"_2", "odd", "_2"}};
    CALLED(rows);
}

static void test_groups_have_no_kind_and_keep_their_names(void **state) {
    (void)state;
    static const char *const rows[][3] = {{"mint_1", "", "mint_1"}, {"mint_2", "", "mint_2"}};
    CALLED(rows);
    const struct run run = {0};
    char *called = report_known_entry(&run, "nobody_1");
    assert_string_equal(called, "nobody_1");
    free(called);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_of_one_entry_are_one),
        cmocka_unit_test(test_who_is_alone_or_of_another_kind_keeps_its_name),
        cmocka_unit_test(test_groups_have_no_kind_and_keep_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
