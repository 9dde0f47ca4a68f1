// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/infestation.h"

#include <math.h>

// N0 e^{rt} / K without the carrying capacity: the one number everything follows from.
static double exponential_part(const struct cockroaches_settings *s, const struct infestation *infestation,
                               time_ms now) {
    double days = (double)(now - infestation->since) / (double)CLOCK_DAY;
    return s->founders / s->capacity * exp(fmin(s->growth_per_day * days, 50.0));
}

double infestation_size(const struct cockroaches_settings *s, const struct infestation *infestation,
                        time_ms now) {
    if (!infestation_lives(infestation, now)) return 0;
    double x = exponential_part(s, infestation, now);
    return s->capacity * x / (1.0 - s->founders / s->capacity + x);
}

double infestation_met_on_run(const struct cockroaches_settings *s, const struct infestation *infestation,
                              time_ms now) {
    return 1.0 - exp(-s->met_per_run * infestation_size(s, infestation, now));
}

// With A = 1 - N0/K and x = (N0/K) e^{rt}: the integral of N from now on is (K/r) ln((A + x e^{rs}) / (A +
// x)).
time_ms infestation_noticed(const struct cockroaches_settings *s, const struct infestation *infestation,
                            time_ms now, double exponential) {
    if (!infestation_lives(infestation, now)) return CLOCK_NEVER;
    double a = 1.0 - s->founders / s->capacity, x = exponential_part(s, infestation, now);
    double needed = exponential * s->growth_per_day / (s->noticed_per_day * s->capacity);
    if (needed > 50.0) return CLOCK_NEVER;
    double days = log(((a + x) * exp(needed) - a) / x) / s->growth_per_day;
    return days > 1e6 ? CLOCK_NEVER : now + 1 + (time_ms)(days * (double)CLOCK_DAY);
}

static int band(int value, const int *least_of_next, int bands) {
    int index = 0;
    while (index < bands - 1 && value >= least_of_next[index]) index++;
    return index;
}

double infestation_risk(const struct cockroaches_settings *s, int floor, int building_age) {
    static const int floors[] = {3, 6, 11}, ages[] = {5, 10, 20};
    return s->floor_risk[band(floor, floors, 4)] * s->age_risk[band(building_age, ages, 4)];
}
