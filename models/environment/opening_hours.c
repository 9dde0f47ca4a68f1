// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/environment/opening_hours.h"

const char *const opening_hours_rests[] = {"never", "holidays", "weekends", NULL};

bool opening_hours_check(const struct opening_hours *hours, const char *firm, struct status *status) {
    if (hours->closes_hour > hours->opens_hour) return true;
    status_fail(status, STATUS_SCENARIO, "%s: closes_hour = %g must come after opens_hour = %g", firm,
                hours->closes_hour, hours->opens_hour);
    return false;
}

// Beyond the run's last day nobody rests.
static bool rests_on(const struct opening_hours *hours, int64_t day) {
    if (hours->rests == RESTS_NEVER || !hours->days || day >= hours->days->days) return false;
    enum day_kind kind = (enum day_kind)hours->days->kinds[day];
    return kind == DAY_SATURDAY ? hours->rests == RESTS_ON_WEEKENDS : kind != DAY_OF_WORK;
}

bool opening_hours_hold(const struct opening_hours *hours, time_ms now) {
    double hour = clock_hours(clock_time_of_day(now));
    return hour >= hours->opens_hour && hour < hours->closes_hour && !rests_on(hours, clock_day(now));
}

static time_ms opening_of(const struct opening_hours *hours, int64_t day) {
    return day * CLOCK_DAY + (time_ms)(hours->opens_hour * (double)CLOCK_HOUR);
}

time_ms opening_hours_next(const struct opening_hours *hours, time_ms now) {
    int64_t day = clock_day(now);
    while (rests_on(hours, day) || opening_of(hours, day) <= now) day++;
    return opening_of(hours, day);
}

static time_ms closing_of(const struct opening_hours *hours, int64_t day) {
    return day * CLOCK_DAY + (time_ms)(hours->closes_hour * (double)CLOCK_HOUR);
}

time_ms opening_hours_after(const struct opening_hours *hours, time_ms now, time_ms worked) {
    if (!opening_hours_hold(hours, now)) now = opening_hours_next(hours, now);
    time_ms left;
    while (worked >= (left = closing_of(hours, clock_day(now)) - now)) {
        worked -= left;
        now = opening_hours_next(hours, now);
    }
    return now + worked;
}

double opening_hours_share(const struct opening_hours *hours) {
    if (!hours->days) return 1;
    int64_t open = 0;
    for (int64_t day = 0; day < hours->days->days; day++) open += !rests_on(hours, day);
    return (double)open / (double)hours->days->days;
}

double opening_hours_of_day(const struct opening_hours *hours, int64_t day) {
    return rests_on(hours, day) ? 0 : hours->closes_hour - hours->opens_hour;
}
