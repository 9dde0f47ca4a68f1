// SPDX-License-Identifier: GPL-3.0-or-later
// Korea's public holidays as they were: the rules must give the days that calendars of these years show.
#include "models/environment/holidays.h"

#include "models/environment/day_kinds.h"
#include "models/environment/opening_hours.h"
#include "tests/support/check.h"

static int64_t day_of(int year, int month_day) {
    return clock_days_from_civil(year, month_day / 100, month_day % 100);
}

// Every holiday of the year, and no other day; weekends count only when a holiday falls on them.
static void assert_holidays(int year, const int *expected, size_t count) {
    size_t found = 0;
    for (int64_t day = day_of(year, 101); day <= day_of(year, 1231); day++) {
        if (!holidays_has(day)) continue;
        struct clock_date date = clock_civil_from_days(day);
        if (found == count || expected[found] != date.month * 100 + date.day)
            fail_msg("%d-%02d-%02d is no holiday of that year", year, date.month, date.day);
        found++;
    }
    assert_int_equal(found, count);
}
#define ASSERT_HOLIDAYS(year, ...) \
    assert_holidays(year, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

// 2018: Children's Day fell on a Saturday, Chuseok's first day on a Sunday; the provinces were elected.
static void the_year_2018(void **unused) {
    (void)unused;
    ASSERT_HOLIDAYS(2018, 101, 215, 216, 217, 301, 505, 507, 522, 606, 613, 815, 923, 924, 925, 926, 1003,
                    1009, 1225);
}

// 2017: Chuseok met the national day of 3 October, and a day before was given: ten days off in a row.
static void the_long_chuseok_of_2017(void **unused) {
    (void)unused;
    ASSERT_HOLIDAYS(2017, 101, 127, 128, 129, 130, 301, 503, 505, 509, 606, 815, 1002, 1003, 1004, 1005, 1006,
                    1009, 1225);
}

// 2020 and 2021: national days had no substitute, and had them from August 2021 on.
static void national_days_before_and_after_2021(void **unused) {
    (void)unused;
    ASSERT_HOLIDAYS(2020, 101, 124, 125, 126, 127, 301, 415, 430, 505, 606, 815, 817, 930, 1001, 1002, 1003,
                    1009, 1225);
    ASSERT_HOLIDAYS(2021, 101, 211, 212, 213, 301, 505, 519, 606, 815, 816, 920, 921, 922, 1003, 1004, 1009,
                    1011, 1225);
}

// 2023: Buddha's Birthday, a Saturday, is the first to have a substitute. 2025: it fell on Children's Day,
// and the two had one.
static void buddhas_birthday(void **unused) {
    (void)unused;
    ASSERT_HOLIDAYS(2023, 101, 121, 122, 123, 124, 301, 505, 527, 529, 606, 815, 928, 929, 930, 1002, 1003,
                    1009, 1225);
    ASSERT_HOLIDAYS(2025, 101, 127, 128, 129, 130, 301, 303, 505, 506, 603, 606, 815, 1003, 1005, 1006, 1007,
                    1008, 1009, 1225);
}

// Feasts stand in a table: Seollal is a day of new moon, and Chuseok, half a month after one, of full moon.
// The mean moon is off the true one by up to 14 hours (Meeus 1998, Astronomical Algorithms, chapter 49), and
// a day has 24.
static void feasts_follow_the_moon(void **unused) {
    (void)unused;
    static const double month = 29.530588861,
                        new_moon_2000 = 10962.7597 + 9 / 24.0;  // 6 January 18:14 UTC, in Korea
    int feasts = 0;
    for (int64_t day = day_of(HOLIDAYS_FIRST_YEAR, 101); day <= day_of(HOLIDAYS_LAST_YEAR, 1231); day++) {
        if (!holidays_is_feast(day)) continue;
        bool seollal = clock_civil_from_days(day).month < 6;
        double age = fmod((double)day + 0.5 - new_moon_2000, month), expected = seollal ? 0 : 14;
        double off = remainder(age - expected, month);
        if (fabs(off) > 1.1) fail_msg("the moon of day %lld is off by %.2f days", (long long)day, off);
        assert_true(holidays_has(day - 1) && holidays_has(day) && holidays_has(day + 1));
        feasts++;
    }
    assert_int_equal(feasts, 2 * (HOLIDAYS_LAST_YEAR - HOLIDAYS_FIRST_YEAR + 1));
}

// From Thursday, 20 September 2018, over Chuseok: Saturday, then Sunday to Wednesday off.
static void a_run_knows_its_days(void **unused) {
    (void)unused;
    struct status status = {0};
    struct day_kinds *days = day_kinds_create(HOLIDAYS_OF_KOREA, day_of(2018, 920), 10, &status);
    static const enum day_kind expected[] = {DAY_OF_WORK, DAY_OF_WORK, DAY_SATURDAY, DAY_HOLIDAY,
                                             DAY_FEAST,   DAY_HOLIDAY, DAY_HOLIDAY,  DAY_OF_WORK,
                                             DAY_OF_WORK, DAY_SATURDAY};
    for (int day = 0; day < 10; day++) assert_int_equal(days->kinds[day], expected[day]);
    assert_int_equal(day_kinds_next_feast(days, 0), 4);
    assert_int_equal(day_kinds_next_feast(days, 4), -1);
    struct day_kinds *plain = day_kinds_create(HOLIDAYS_OF_NOBODY, day_of(2018, 920), 10, &status);
    for (int day = 0; day < 10; day++)
        assert_int_equal(day_kinds_is_off(plain, day), day == 2 || day == 3 || day == 9);
    free(plain);
    free(days);
}

static void unknown_years_are_refused(void **unused) {
    (void)unused;
    struct status status = {0};
    assert_null(day_kinds_create(HOLIDAYS_OF_KOREA, day_of(2030, 1231), 2, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_non_null(strstr(status.message, "2014 to 2030"));
    status = (struct status){0};
    struct day_kinds *days = day_kinds_create(HOLIDAYS_OF_NOBODY, day_of(2050, 101), 2, &status);
    assert_non_null(days);
    free(days);
}

// A firm open from 9 to 18 that rests on Sundays and holidays works on the Saturday before Chuseok, and then
// from Thursday on.
static void a_firm_rests_on_its_days_off(void **unused) {
    (void)unused;
    struct status status = {0};
    struct day_kinds *days = day_kinds_create(HOLIDAYS_OF_KOREA, day_of(2018, 920), 10, &status);
    struct opening_hours hours = {9, 18, RESTS_ON_HOLIDAYS, days};
    assert_true(opening_hours_hold(&hours, 2 * CLOCK_DAY + 10 * CLOCK_HOUR));
    assert_false(opening_hours_hold(&hours, 4 * CLOCK_DAY + 10 * CLOCK_HOUR));
    assert_true(opening_hours_next(&hours, 2 * CLOCK_DAY + 9 * CLOCK_HOUR) == 7 * CLOCK_DAY + 9 * CLOCK_HOUR);
    assert_true(opening_hours_of_day(&hours, 2) == 9 && opening_hours_of_day(&hours, 3) == 0);
    // Work of an hour that comes at night is done at 10, at 17:30 on Saturday by Thursday 9:30, and of 20
    // hours from Thursday at 9 on Saturday at 11.
    assert_true(opening_hours_after(&hours, CLOCK_HOUR / 2, CLOCK_HOUR) == 10 * CLOCK_HOUR);
    assert_true(opening_hours_after(&hours, 2 * CLOCK_DAY + 35 * CLOCK_HOUR / 2, CLOCK_HOUR) ==
                7 * CLOCK_DAY + 19 * CLOCK_HOUR / 2);
    assert_true(opening_hours_after(&hours, 9 * CLOCK_HOUR, 20 * CLOCK_HOUR) ==
                2 * CLOCK_DAY + 11 * CLOCK_HOUR);
    assert_true(opening_hours_after(&hours, 17 * CLOCK_HOUR, CLOCK_HOUR) == CLOCK_DAY + 9 * CLOCK_HOUR);
    hours.rests = RESTS_ON_WEEKENDS;
    assert_true(opening_hours_next(&hours, CLOCK_DAY + 9 * CLOCK_HOUR) == 7 * CLOCK_DAY + 9 * CLOCK_HOUR);
    hours.rests = RESTS_NEVER;
    assert_true(opening_hours_next(&hours, 3 * CLOCK_DAY) == 3 * CLOCK_DAY + 9 * CLOCK_HOUR);
    assert_false(opening_hours_check(&(struct opening_hours){18, 9, RESTS_NEVER, NULL}, "firm", &status));
    assert_non_null(strstr(status.message, "firm: closes_hour = 9"));
    free(days);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_year_2018),
        cmocka_unit_test(the_long_chuseok_of_2017),
        cmocka_unit_test(national_days_before_and_after_2021),
        cmocka_unit_test(buddhas_birthday),
        cmocka_unit_test(feasts_follow_the_moon),
        cmocka_unit_test(a_run_knows_its_days),
        cmocka_unit_test(unknown_years_are_refused),
        cmocka_unit_test(a_firm_rests_on_its_days_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
