// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/clock.h"

#include "tests/support/check.h"

static void test_epoch_and_leap_days(void **state) {
    (void)state;
    assert_int_equal(clock_days_from_civil(1970, 1, 1), 0);
    assert_int_equal(clock_days_from_civil(2000, 3, 1), 11017);
    assert_int_equal(clock_days_in_month(2018, 2), 28);
    assert_int_equal(clock_days_in_month(2016, 2), 29);
    assert_int_equal(clock_days_in_month(1900, 2), 28);
    assert_int_equal(clock_days_in_month(2000, 2), 29);
    assert_int_equal(clock_days_in_month(2018, 12), 31);
}

static void test_every_day_of_four_centuries_comes_back(void **state) {
    (void)state;
    int64_t first = clock_days_from_civil(1800, 1, 1), last = clock_days_from_civil(2200, 12, 31);
    for (int64_t day = first; day <= last; day++) {
        struct clock_date date = clock_civil_from_days(day);
        assert_int_equal(clock_days_from_civil(date.year, date.month, date.day), day);
    }
}

static void test_weekdays(void **state) {
    (void)state;
    assert_int_equal(clock_civil_from_days(clock_days_from_civil(2018, 6, 1)).weekday, 4);   // a Friday
    assert_int_equal(clock_civil_from_days(clock_days_from_civil(1969, 7, 20)).weekday, 6);  // a Sunday
}

static void test_dates_are_read_or_refused(void **state) {
    (void)state;
    int64_t days;
    assert_true(clock_parse_date("2018-06-01", &days));
    assert_int_equal(days, clock_days_from_civil(2018, 6, 1));
    static const char *const wrong[] = {"2018-6-1",    "2018-02-29", "2018-13-01", "2018-00-10", "18-06-01",
                                        "2018-06-01 ", "",           "2018/06/01", "2018-06-31"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_false(clock_parse_date(wrong[i], &days));
}

static void test_seconds_round_to_the_nearest_millisecond(void **state) {
    (void)state;
    assert_int_equal(clock_from_seconds(0.0014), 1);
    assert_int_equal(clock_from_seconds(0.0016), 2);
    assert_int_equal(clock_from_seconds(31536000.0), 365 * CLOCK_DAY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_epoch_and_leap_days),
        cmocka_unit_test(test_every_day_of_four_centuries_comes_back),
        cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_dates_are_read_or_refused),
        cmocka_unit_test(test_seconds_round_to_the_nearest_millisecond),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
