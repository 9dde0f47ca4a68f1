// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/clock.h"

// Years are counted from March, so that the leap day is the last day of a year and every
// month's offset is one linear formula; 400 years always hold 146,097 days.
enum { DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400, MARCH_TO_EPOCH = 719468 };

static int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

int64_t clock_days_from_civil(int year, int month, int day) {
    int64_t march_year = month <= 2 ? year - 1 : year;
    int64_t era = floor_divide(march_year, YEARS_IN_ERA);
    int64_t year_of_era = march_year - era * YEARS_IN_ERA;
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_IN_ERA + day_of_era - MARCH_TO_EPOCH;
}

struct clock_date clock_civil_from_days(int64_t days) {
    int64_t shifted = days + MARCH_TO_EPOCH;
    int64_t era = floor_divide(shifted, DAYS_IN_ERA);
    int64_t day_of_era = shifted - era * DAYS_IN_ERA;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    int month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    return (struct clock_date){
        .year = (int)(year_of_era + era * YEARS_IN_ERA + (month <= 2)),
        .month = month,
        .day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1),
        .weekday = (int)(((days + 3) % 7 + 7) % 7),
    };
}

int clock_days_in_month(int year, int month) {
    int next_year = month == 12 ? year + 1 : year;
    int next_month = month == 12 ? 1 : month + 1;
    return (int)(clock_days_from_civil(next_year, next_month, 1) - clock_days_from_civil(year, month, 1));
}

static bool read_digits(const char **text, int count, int *value) {
    *value = 0;
    for (int i = 0; i < count; i++, (*text)++) {
        if (**text < '0' || **text > '9') return false;
        *value = *value * 10 + (**text - '0');
    }
    return true;
}

bool clock_parse_date(const char *text, int64_t *days) {
    int year, month, day;
    bool shaped = read_digits(&text, 4, &year) && *text++ == '-' && read_digits(&text, 2, &month) &&
                  *text++ == '-' && read_digits(&text, 2, &day) && *text == '\0';
    if (!shaped || month < 1 || month > 12 || day < 1 || day > clock_days_in_month(year, month)) return false;
    *days = clock_days_from_civil(year, month, day);
    return true;
}
