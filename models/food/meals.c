// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/food/meals.h"

#include <math.h>

#include "models/people/families.h"

const struct equation meals_equation = {
    "when something is heated",
    "rate(t) = (uses_per_day / A) a(t) hour_weight[hour] / sum of hour_weight, an hour",
    "a(t) members at home and awake; A their mean over households and the hours of the day, weighted by "
    "families.size_share and hour_weight",
    "a Poisson process in proportion to active occupancy, Richardson et al. 2010 (Energy and Buildings "
    "42:1878)"};

// Of all members of the mean household, the time at home and awake, as the hours' weights count it: in
// persons.
static double mean_active(const double hour_weight[24], const struct occupancy_tables *occupancy,
                          const struct occupancy_settings *occupancy_settings,
                          const struct families_settings *families) {
    double share[PERSON_TYPES], active = 0, households = 0;
    for (int type = 0; type < PERSON_TYPES; type++)
        share[type] = occupancy_active_share(occupancy, (enum person_type)type, hour_weight);
    for (int size = 1; size <= SIZE_CLASSES; size++) {
        double persons[PERSON_TYPES], weight = families->size_share[size - 1];
        occupancy_household_mean(occupancy_settings, size, persons);
        for (int type = 0; type < PERSON_TYPES; type++) active += weight * persons[type] * share[type];
        households += weight;
    }
    return active / households;
}

struct meals meals_of(const double hour_weight[24], double uses_per_day,
                      const struct occupancy_tables *occupancy,
                      const struct occupancy_settings *occupancy_settings,
                      const struct families_settings *families) {
    struct meals meals = {
        .per_person_day = uses_per_day / mean_active(hour_weight, occupancy, occupancy_settings, families)};
    for (int hour = 0; hour < 24; hour++) meals.upto[hour + 1] = meals.upto[hour] + hour_weight[hour];
    double all = meals.upto[24];
    for (int hour = 1; hour <= 24; hour++) meals.upto[hour] /= all;
    return meals;
}

// The clock's hour at which so much of the day's weight is passed, 0 <= share < 1.
static double hour_at(const struct meals *meals, double share) {
    int hour = 0;
    while (meals->upto[hour + 1] <= share) hour++;
    return hour + (share - meals->upto[hour]) / (meals->upto[hour + 1] - meals->upto[hour]);
}

static double weight_passed(const struct meals *meals, double clock_h) {
    int hour = (int)clock_h;
    return meals->upto[hour] + (clock_h - hour) * (meals->upto[hour + 1] - meals->upto[hour]);
}

time_ms meals_next(const struct meals *meals, unsigned persons, time_ms now, double exponential) {
    double rate = meals->per_person_day * persons;
    if (rate < 1e-9) return CLOCK_NEVER;
    double passed = weight_passed(meals, clock_hours(clock_time_of_day(now))) + exponential / rate;
    double days = floor(passed);
    time_ms midnight = (clock_day(now) + (int64_t)days) * CLOCK_DAY;
    time_ms next = midnight + (time_ms)(hour_at(meals, passed - days) * (double)CLOCK_HOUR);
    return next > now ? next : now + 1;
}
