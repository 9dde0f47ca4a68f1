// SPDX-License-Identifier: GPL-3.0-or-later
// When a firm's people work: from an hour of the day to another, every day or with days off.
#ifndef MARU_MODELS_ENVIRONMENT_OPENING_HOURS_H
#define MARU_MODELS_ENVIRONMENT_OPENING_HOURS_H

#include "models/environment/day_kinds.h"

enum opening_rests { RESTS_NEVER, RESTS_ON_HOLIDAYS, RESTS_ON_WEEKENDS };
extern const char *const opening_hours_rests[];  // "never", "holidays", "weekends"; NULL-terminated

// A firm's three settings: fields opens_hour and closes_hour (double) and rests (int) of its settings struct. `what`:
// "visits start".
#define OPENING_HOURS_ROWS(type, what, opens, closes, rests_, source)                                                \
    LEVER_AT_START(type, opens_hour, "h", opens, 0, 23, what " from this hour of the day", source),                           \
    LEVER_AT_START(type, closes_hour, "h", closes, 1, 24, "and before this one", source),                                     \
    SETTING_ONE_OF(ROLE_LEVER_AT_START, type, rests, opening_hours_rests, rests_,                                             \
                   "days off: never, on Sundays and holidays, or on weekends and holidays", source)

struct opening_hours {
    double opens_hour, closes_hour;  // of the day; 0 and 24: around the clock
    int rests;                       // enum opening_rests
    const struct day_kinds *days;    // borrowed; NULL: no day off
};

// From a firm's settings.
#define OPENING_HOURS(settings, day_kinds_)                                                                            \
    ((struct opening_hours){(settings)->opens_hour, (settings)->closes_hour, (settings)->rests, day_kinds_})

// False with a status that names the firm when it would never be open.
bool opening_hours_check(const struct opening_hours *hours, const char *firm, struct status *status);

bool opening_hours_hold(const struct opening_hours *hours, time_ms now);
// The next moment of opening, after now.
time_ms opening_hours_next(const struct opening_hours *hours, time_ms now);
// When so much time has been worked from now on, in opening hours.
time_ms opening_hours_after(const struct opening_hours *hours, time_ms now, time_ms worked);
// Share of the run's days on which it is open.
double opening_hours_share(const struct opening_hours *hours);
// How long it is open on that day of the run, hours.
double opening_hours_of_day(const struct opening_hours *hours, int64_t day);

#endif
