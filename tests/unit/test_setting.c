// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: defaults, checked writing, what messages say, names that come near.
#include "sim/engine/setting.h"
#include "sim/engine/words.h"

#include "tests/support/check.h"
#include "tests/support/small_catalogue.h"

static const struct setting_table kettle = SETTING_TABLE(struct kettle_settings, kettle_rows);
static const struct setting_table climate = SETTING_TABLE(struct climate_settings, climate_rows);
static const struct setting_table shop = SETTING_TABLE(struct shop_settings, shop_rows);

static void test_defaults_and_copies_are_whole(void **state) {
    (void)state;
    struct kettle_settings *block = setting_defaults(kettle);
    assert_float_equal(block->power_w, 1800, 0);
    assert_int_equal(block->cups, 4);
    assert_true(block->whistle);
    assert_int_equal(block->placement, 2);
    setting_free(kettle, block);

    struct climate_settings *weather = setting_defaults(climate);
    struct status status = {0};
    assert_true(setting_put_text(setting_find(climate, "trace"), weather, "seoul.csv", &status));
    struct climate_settings *copy = setting_copy(climate, weather);
    setting_free(climate, weather);
    assert_string_equal(copy->trace, "seoul.csv");
    assert_float_equal(copy->normals_c[7], 26, 0);
    setting_free(climate, copy);
    assert_null(setting_find(shop, "name"));
}

struct attempt {
    const char *row, *typed, *message;  // message NULL: taken
};

static void try_typing(struct setting_table table, void *block, const struct attempt *attempt) {
    struct status status = {0};
    bool taken = setting_parse(setting_find(table, attempt->row), block, attempt->typed, &status);
    assert_int_equal(taken, attempt->message == NULL);
    assert_string_equal(status.message, attempt->message ? attempt->message : "");
    if (!taken) assert_int_equal(status.code, STATUS_SCENARIO);
}

static void test_typed_values_are_taken_or_refused_with_what_is_allowed(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        {"power_w", "2000", NULL},
        {"power_w", "3000", NULL},
        {"power_w", "9000", "power_w = 9000 W: allowed is 500 to 3000 W"},
        {"power_w", "nan", "power_w = nan W: allowed is 500 to 3000 W"},
        {"power_w", "12 W", "power_w = 12 W: allowed is a number, 500 to 3000 W"},
        {"power_w", "", "power_w = : allowed is a number, 500 to 3000 W"},
        {"ownership", "1.5", "ownership = 1.5: allowed is 0 to 1"},
        {"cups", "2.5", "cups = 2.5: allowed is a whole number, 1 to 12"},
        {"cups", "0", "cups = 0: allowed is 1 to 12"},
        {"whistle", "false", NULL},
        {"whistle", "maybe", "whistle = maybe: allowed is true or false"},
        {"placement", "cloud", NULL},
        {"placement", "clod",
         "placement = \"clod\": allowed is none, motion, device or cloud; did you mean 'cloud'?"},
    };
    struct kettle_settings *block = setting_defaults(kettle);
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) try_typing(kettle, block, &attempts[i]);
    assert_float_equal(block->power_w, 3000, 0);
    assert_int_equal(block->cups, 4);
    assert_false(block->whistle);
    assert_int_equal(block->placement, 3);
    setting_free(kettle, block);
}

static void test_series_have_their_length(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        {"normals_c", "1,2,3,4,5,6,7,8,9,10,11,12", NULL},
        {"normals_c", "1,2", "normals_c = 2 numbers: allowed is 12 numbers, each -40 to 50 degC"},
        {"normals_c", "1,2,3,4,5,60,7,8,9,10,11,12",
         "normals_c = 60 at place 6: allowed is 12 numbers, each -40 to 50 degC"},
        {"normals_c", "1,,2", "normals_c = 1,,2: allowed is 12 numbers, each -40 to 50 degC"},
        {"normals_c", "warm", "normals_c = warm: allowed is 12 numbers, each -40 to 50 degC"},
    };
    struct climate_settings *block = setting_defaults(climate);
    for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++)
        try_typing(climate, block, &attempts[i]);
    char printed[100];
    assert_string_equal(setting_print(setting_find(climate, "normals_c"), block, printed, sizeof printed),
                        "1,2,3,4,5,6,7,8,9,10,11,12");
    assert_string_equal(setting_print(setting_find(climate, "normals_c"), block, printed, 6), "1,2,3");
    setting_free(climate, block);
}

static void test_wrong_types_are_refused(void **state) {
    (void)state;
    struct kettle_settings *block = setting_defaults(kettle);
    struct status status = {0};
    assert_false(setting_put_text(setting_find(kettle, "cups"), block, "four", &status));
    assert_string_equal(status.message, "cups = \"four\": allowed is a whole number, 1 to 12");
    status = (struct status){0};
    assert_false(setting_put_number(setting_find(kettle, "whistle"), block, 1, &status));
    assert_string_equal(status.message, "whistle = 1: allowed is true or false");
    status = (struct status){0};
    assert_false(setting_put_flag(setting_find(kettle, "power_w"), block, true, &status));
    assert_string_equal(status.message, "power_w = true: allowed is a number, 500 to 3000 W");
    setting_free(kettle, block);
}

static void test_every_row_prints_what_it_parses(void **state) {
    (void)state;
    struct kettle_settings *block = setting_defaults(kettle);
    for (size_t i = 0; i < kettle.count; i++) {
        char printed[100], again[100];
        struct status status = {0};
        setting_print(&kettle.rows[i], block, printed, sizeof printed);
        assert_true(setting_parse(&kettle.rows[i], block, printed, &status));
        assert_string_equal(setting_print(&kettle.rows[i], block, again, sizeof again), printed);
    }
    setting_free(kettle, block);
}

static const char *nearest_of(const char *given, const char *const *names, size_t count) {
    struct words_nearest nearest = words_nearest_to(given);
    for (size_t i = 0; i < count; i++) words_consider(&nearest, names[i]);
    return nearest.name;
}

static void test_the_nearest_name_is_found_whatever_the_order(void **state) {
    (void)state;
    const char *const names[] = {"robot_vacuum", "maker", "pest_control"};
    const char *const turned[] = {"pest_control", "maker", "robot_vacuum"};
    static const char *const pairs[][2] = {
        {"robot_vacum", "robot_vacuum"}, {"vacuum", "robot_vacuum"}, {"makre", "maker"},
        {"pestcontrol", "pest_control"}, {"fridge", NULL},           {"", NULL}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const char *found = nearest_of(pairs[i][0], names, 3);
        assert_ptr_equal(found == NULL, pairs[i][1] == NULL);
        if (found) assert_string_equal(found, pairs[i][1]);
        if (found) assert_string_equal(nearest_of(pairs[i][0], turned, 3), found);
    }
    assert_string_equal(setting_nearest_row(kettle, "powr_w"), "power_w");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults_and_copies_are_whole),
        cmocka_unit_test(test_typed_values_are_taken_or_refused_with_what_is_allowed),
        cmocka_unit_test(test_series_have_their_length),
        cmocka_unit_test(test_wrong_types_are_refused),
        cmocka_unit_test(test_every_row_prints_what_it_parses),
        cmocka_unit_test(test_the_nearest_name_is_found_whatever_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
