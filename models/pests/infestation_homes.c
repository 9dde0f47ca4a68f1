// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/infestation_homes.h"

#include <math.h>

#include "models/model.h"
#include "models/people/families.h"
#include "models/pests/infestation.h"
#include "sim/engine/luck.h"

// The chance of step 0, 1, ... when a length is cut at a uniform point and rounded down (families.c).
static double step_share(int step, double length) {
    return fmin(1, length - step) / length;
}

static double mean_risk_of(const struct cockroaches_settings *s, double floors, double years) {
    double mean = 0;
    for (int floor = 0; floor < floors; floor++)
        for (int age = 0; age < years; age++)
            mean += step_share(floor, floors) * step_share(age, years) * infestation_risk(s, floor + 1, age);
    return mean;
}

// The mean relative risk of the dwellings there could be, not of those there are: one home more moves
// nobody's risk.
static double mean_risk(const struct cockroaches_settings *s, const struct families_settings *f) {
    double apartments = mean_risk_of(s, f->highest_floor, f->oldest_building);
    double houses = mean_risk_of(s, 2, f->oldest_building);
    double mean = f->apartments * apartments + (1 - f->apartments) * houses;
    return mean > 0 ? mean : 1;
}

// A yearly prevalence p is a hazard of -ln(1 - p); the mean relative risk of the homes is scaled to 1. Part
// of the year's infested homes are infested at the start, the others become so on the way.
// An infestation that is there at the start is of an age up to the time it takes to fill half the dwelling.
void infestation_settle_in(struct world *world) {
    struct model *model = world->model;
    const struct cockroaches_settings *s = model->cockroaches;
    double mean = mean_risk(s, model->families), hazard = -log(1 - s->prevalence);
    double half_full_days = fmax(0, log(s->capacity / s->founders - 1 + 1e-9) / s->growth_per_day);
    model->infestations = status_allocate(world->home_count, sizeof *model->infestations);
    model->onset_scale = hazard * (1 - s->at_start) / mean;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct random_sequence luck = luck_of_home(world, home, "cockroaches at the start", 0);
        double risk = infestation_risk(s, world->homes[home].floor, world->homes[home].building_age) / mean;
        bool infested = random_next_uniform(&luck) < 1 - exp(-hazard * s->at_start * risk);
        time_ms age = (time_ms)(random_next_uniform(&luck) * half_full_days * (double)CLOCK_DAY);
        model->infestations[home].since = infested ? -age : CLOCK_NEVER;
    }
}
