// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/day_kinds.h"

#include <string.h>

static enum day_kind kind_of(enum holidays_of of, int64_t day) {
    bool korea = of == HOLIDAYS_OF_KOREA;
    if (korea && holidays_is_feast(day)) return DAY_FEAST;
    if (korea && holidays_has(day)) return DAY_HOLIDAY;
    int weekday = clock_civil_from_days(day).weekday;
    return weekday == 6 ? DAY_SUNDAY : weekday == 5 ? DAY_SATURDAY : DAY_OF_WORK;
}

static bool are_known(int64_t start_day, int64_t days, struct status *status) {
    int first = clock_civil_from_days(start_day).year;
    int last = clock_civil_from_days(start_day + days - 1).year;
    if (first >= HOLIDAYS_FIRST_YEAR && last <= HOLIDAYS_LAST_YEAR) return true;
    return status_fail(status, STATUS_SCENARIO,
                       "the run lies in %d to %d, and Korea's holidays are known for %d to %d: with "
                       "holidays = { of = \"nobody\" } there are weekends alone",
                       first, last, HOLIDAYS_FIRST_YEAR, HOLIDAYS_LAST_YEAR);
}

struct day_kinds *day_kinds_create(enum holidays_of of, int64_t start_day, int64_t days,
                                   struct status *status) {
    if (of == HOLIDAYS_OF_KOREA && !are_known(start_day, days, status)) return NULL;
    struct day_kinds *kinds = status_allocate(1, sizeof *kinds + (size_t)days);
    kinds->start_day = start_day;
    kinds->days = days;
    for (int64_t day = 0; day < days; day++) kinds->kinds[day] = (uint8_t)kind_of(of, start_day + day);
    return kinds;
}

int64_t day_kinds_next_feast(const struct day_kinds *days, int64_t day) {
    if (day + 1 >= days->days) return -1;
    const uint8_t *from = days->kinds + day + 1;
    const uint8_t *feast = memchr(from, DAY_FEAST, (size_t)(days->days - day - 1));
    return feast ? feast - days->kinds : -1;
}
