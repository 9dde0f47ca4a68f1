// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/holidays.h"

#include <stddef.h>

#include "sim/engine/clock.h"
#include "sim/engine/status.h"

// Month and day as one number, 216: 16 February.
enum { YEARS = HOLIDAYS_LAST_YEAR - HOLIDAYS_FIRST_YEAR + 1, HOLIDAYS_MOST = 24 };

// Seollal (1st of the 1st lunar month), Buddha's Birthday (8th of the 4th), Chuseok (15th of the 8th), from
// 2014 on. Facts of the sky: any Korean almanac has them.
struct lunar_days {
    int seollal, buddha, chuseok;
};
static const struct lunar_days lunar[YEARS] = {
    {131, 506, 908},  {219, 525, 927}, {208, 514, 915},  {128, 503, 1004}, {216, 522, 924}, {205, 512, 913},
    {125, 430, 1001}, {212, 519, 921}, {201, 508, 910},  {122, 527, 929},  {210, 515, 917}, {129, 505, 1006},
    {217, 524, 925},  {207, 513, 915}, {127, 502, 1003}, {213, 520, 922},  {203, 509, 912},
};

// Elections of the president, the parliament and the provinces, and single days off.
static const int declared[][2] = {
    {2014, 604}, {2015, 814}, {2016, 413}, {2016, 506},  {2017, 509}, {2017, 1002}, {2018, 613}, {2020, 415},
    {2020, 817}, {2022, 309}, {2022, 601}, {2023, 1002}, {2024, 410}, {2024, 1001}, {2025, 127}, {2025, 603},
};

enum substitute { NEVER, AFTER_SUNDAY, AFTER_WEEKEND };

struct holiday {
    int64_t day;
    enum substitute substitute;
};

// A year's holidays in the making.
struct year {
    int number;
    size_t count;
    struct holiday holidays[HOLIDAYS_MOST];
};

static int64_t day_of(int year, int month_day) {
    return clock_days_from_civil(year, month_day / 100, month_day % 100);
}

static void add(struct year *year, int64_t day, enum substitute substitute) {
    PROMISE(year->count < sizeof year->holidays / sizeof *year->holidays, "a year has so many holidays");
    year->holidays[year->count++] = (struct holiday){day, substitute};
}

static void add_fixed(struct year *year) {
    static const int days[] = {101, 301, 505, 606, 815, 1003, 1009, 1225};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int day = days[i], since = year->number * 10000 + day;
        bool childrens = day == 505, christmas = day == 1225, plain = day == 101 || day == 606;
        bool substituted = childrens || (since >= (christmas ? 20230504 : 20210804) && !plain);
        add(year, day_of(year->number, day), substituted ? AFTER_WEEKEND : NEVER);
    }
}

static void add_lunar(struct year *year) {
    const struct lunar_days *of = &lunar[year->number - HOLIDAYS_FIRST_YEAR];
    int64_t feasts[] = {day_of(year->number, of->seollal), day_of(year->number, of->chuseok)};
    for (int i = 0; i < 2; i++)
        for (int64_t day = feasts[i] - 1; day <= feasts[i] + 1; day++) add(year, day, AFTER_SUNDAY);
    add(year, day_of(year->number, of->buddha), year->number >= 2023 ? AFTER_WEEKEND : NEVER);
}

static void add_declared(struct year *year) {
    for (size_t i = 0; i < sizeof declared / sizeof *declared; i++)
        if (declared[i][0] == year->number) add(year, day_of(year->number, declared[i][1]), NEVER);
}

static int times_on(const struct year *year, int64_t day) {
    int times = 0;
    for (size_t i = 0; i < year->count; i++) times += year->holidays[i].day == day;
    return times;
}

// A day on which two fall has one substitute.
static bool stands_for(const struct year *year, size_t number) {
    for (size_t i = 0; i < number; i++)
        if (year->holidays[i].day == year->holidays[number].day && year->holidays[i].substitute != NEVER)
            return false;
    return year->holidays[number].substitute != NEVER;
}

static bool falls_badly(const struct year *year, const struct holiday *holiday) {
    int weekday = clock_civil_from_days(holiday->day).weekday;
    bool saturday = weekday == 5 && holiday->substitute == AFTER_WEEKEND;
    return saturday || weekday == 6 || times_on(year, holiday->day) > 1;
}

static void add_substitutes(struct year *year) {
    for (size_t i = 0, count = year->count; i < count; i++) {
        if (!stands_for(year, i) || !falls_badly(year, &year->holidays[i])) continue;
        int64_t day = year->holidays[i].day + 1;
        while (clock_civil_from_days(day).weekday >= 5 || times_on(year, day) > 0) day++;
        add(year, day, NEVER);
    }
}

bool holidays_has(int64_t day) {
    struct year year = {.number = clock_civil_from_days(day).year};
    PROMISE(year.number >= HOLIDAYS_FIRST_YEAR && year.number <= HOLIDAYS_LAST_YEAR, "the year is known");
    add_fixed(&year);
    add_lunar(&year);
    add_declared(&year);
    add_substitutes(&year);
    return times_on(&year, day) > 0;
}

bool holidays_is_feast(int64_t day) {
    int year = clock_civil_from_days(day).year;
    const struct lunar_days *of = &lunar[year - HOLIDAYS_FIRST_YEAR];
    return day == day_of(year, of->seollal) || day == day_of(year, of->chuseok);
}
