// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/products/wear_clock.h"

#include <math.h>

const struct equation wear_clock_equation = {
    "years of wear",
    "wear(t) = t / 8760; of what cools (1 - cooling_share) t / 8760 + cooling_share H(t) / cooling_year_k_h",
    "t hours; H(t) = sum over hours of max(0, outdoors - cooling_base_c), K h", "degree-hours; assumption"};

static const double YEAR_H = 365.0 * 24.0;

size_t wear_clock_room(const struct weather *weather) {
    return 2 * (weather->hours + 1);
}

struct wear_clock wear_clock_of_heat(const struct weather *weather, double share, double base_c,
                                     double year_k_h, double *room) {
    struct wear_clock clock = {weather->hours, room, room + weather->hours + 1};
    clock.years[0] = clock.heat_k_h[0] = 0;
    for (size_t hour = 0; hour < clock.hours; hour++) {
        double heat = fmax(0, (double)weather->temperature_c[hour] - base_c);
        clock.heat_k_h[hour + 1] = clock.heat_k_h[hour] + heat;
        clock.years[hour + 1] = clock.years[hour] + (1 - share) / YEAR_H + share * heat / year_k_h;
    }
    return clock;
}

// Of sums by the hour, at a moment between two hours.
static double sum_at(const double *sums, size_t hours, time_ms t) {
    double position = fmin(fmax(0, clock_hours(t)), (double)hours);
    size_t hour = (size_t)position;
    if (hour == hours) return sums[hours];
    return sums[hour] + (position - (double)hour) * (sums[hour + 1] - sums[hour]);
}

double wear_clock_years(const struct wear_clock *clock, time_ms t) {
    return clock->years ? sum_at(clock->years, clock->hours, t) : clock_hours(t) / YEAR_H;
}

double wear_clock_heat_k_h(const struct wear_clock *clock, time_ms from, time_ms to) {
    if (!clock->heat_k_h) return 0;
    return sum_at(clock->heat_k_h, clock->hours, to) - sum_at(clock->heat_k_h, clock->hours, from);
}

// The last hour at whose beginning no more than so many years have passed.
static size_t hour_of(const struct wear_clock *clock, double years) {
    size_t low = 0, high = clock->hours;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (clock->years[middle] <= years)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static time_ms moment(double hours) {
    return hours < 1e9 ? (time_ms)(hours * (double)CLOCK_HOUR) : CLOCK_NEVER;
}

time_ms wear_clock_when(const struct wear_clock *clock, double years) {
    if (!clock->years) return moment(years * YEAR_H);
    if (years >= clock->years[clock->hours]) return CLOCK_NEVER;
    size_t hour = hour_of(clock, years);
    double step = clock->years[hour + 1] - clock->years[hour];
    return moment((double)hour + (step > 0 ? (years - clock->years[hour]) / step : 0));
}
