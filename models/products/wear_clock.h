// SPDX-License-Identifier: GPL-3.0-or-later
// How fast products wear through the seasons, in years of ordinary wear. An ordinary product wears with the calendar; one
// that cools wears mostly while it runs, and it runs when it is hot (wear_clock_equation), so that a normal year is one year
// of wear however it is spread, and a hot summer is more. The same for all homes: how much one family uses its machine is not
// in it. H: degree-hours outdoors above a base temperature.
#ifndef MARU_MODELS_PRODUCTS_WEAR_CLOCK_H
#define MARU_MODELS_PRODUCTS_WEAR_CLOCK_H

#include "models/environment/weather.h"

extern const struct equation wear_clock_equation;

struct wear_clock {
    size_t hours;
    double *years;     // [hours + 1] of wear since the start; NULL, as in an empty struct: by the calendar
    double *heat_k_h;  // [hours + 1] H since the start; NULL with it
};

// The clock of what cools. `room`: for wear_clock_room() numbers, borrowed for the clock's lifetime.
size_t wear_clock_room(const struct weather *weather);
struct wear_clock wear_clock_of_heat(const struct weather *weather, double share, double base_c, double year_k_h,
                                     double *room);

// Years of wear from the start to t.
double wear_clock_years(const struct wear_clock *clock, time_ms t);
// The moment at which so many years of wear have passed since the start: the inverse; CLOCK_NEVER beyond the weather.
time_ms wear_clock_when(const struct wear_clock *clock, double years);
// H between two moments; 0 by the calendar.
double wear_clock_heat_k_h(const struct wear_clock *clock, time_ms from, time_ms to);

#endif
