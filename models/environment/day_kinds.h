// SPDX-License-Identifier: GPL-3.0-or-later
// Which days of a run are working days, and which people have off.
#ifndef MARU_MODELS_ENVIRONMENT_DAY_KINDS_H
#define MARU_MODELS_ENVIRONMENT_DAY_KINDS_H

#include "models/environment/holidays.h"
#include "sim/engine/clock.h"
#include "sim/engine/status.h"

enum day_kind { DAY_OF_WORK, DAY_SATURDAY, DAY_SUNDAY, DAY_HOLIDAY, DAY_FEAST };

struct day_kinds {
    int64_t start_day;  // since 1970-01-01
    int64_t days;
    uint8_t kinds[];  // [days], enum day_kind
};

// Of `days` >= 1 days from start_day on; NULL with a status when their holidays are not known. Owned by the caller,
// free().
struct day_kinds *day_kinds_create(enum holidays_of of, int64_t start_day, int64_t days, struct status *status);

// Weekends, holidays and feasts. `day` of the run, 0 <= day < days.
static inline bool day_kinds_is_off(const struct day_kinds *days, int64_t day) {
    return days->kinds[day] != DAY_OF_WORK;
}
// The first feast after this day of the run; -1: there is none before its end.
int64_t day_kinds_next_feast(const struct day_kinds *days, int64_t day);

#endif
