// SPDX-License-Identifier: GPL-3.0-or-later
// When something is heated: a Poisson process (meals_equation) in proportion to who is up and to how many of those who are
// up then cook. The hour's part is inverted exactly (Cinlar 1975, Introduction to Stochastic Processes, 4.7), for all members
// of the household at once; the family's being there is met by thinning (Lewis & Shedler 1979, Naval Res. Logistics Quarterly
// 26:403): a moment is taken with chance active / members.
#ifndef MARU_MODELS_FOOD_MEALS_H
#define MARU_MODELS_FOOD_MEALS_H

#include "models/people/occupancy.h"

struct families_settings;

extern const struct equation meals_equation;

struct meals {
    double upto[25];         // share of the day's weight that falls before hour 0 ... 24; the last is 1
    double per_person_day;   // moments a day of a person who is always at home and awake
};

// Such that a household heats `uses_per_day` things a day in the mean of households and days, trips apart. The weights of
// the hours sum to more than 0.
struct meals meals_of(const double hour_weight[24], double uses_per_day, const struct occupancy_tables *occupancy,
                      const struct occupancy_settings *occupancy_settings, const struct families_settings *families);

// The next moment > now at which somebody might, of `persons` >= 1 if all were at home and awake; `exponential` has mean 1.
// CLOCK_NEVER when nobody ever does.
time_ms meals_next(const struct meals *meals, unsigned persons, time_ms now, double exponential);

#endif
