// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model.h"

#include <math.h>
#include <stdlib.h>

#include "models/people/families.h"

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
static void infest_at_start(struct world *world, struct model *model) {
    const struct cockroaches_settings *s = model->cockroaches;
    double mean = mean_risk(s, model->families), hazard = -log(1 - s->prevalence);
    double half_full_days = log(s->capacity / s->founders - 1 + 1e-9) / s->growth_per_day;
    model->onset_scale = hazard * (1 - s->at_start) / mean;
    for (uint32_t home = 0; home < world->home_count; home++) {
        struct random_sequence luck = world_sequence(world, home, "cockroaches at the start", 0);
        double risk = infestation_risk(s, world->homes[home].floor, world->homes[home].building_age) / mean;
        bool infested = random_next_uniform(&luck) < 1 - exp(-hazard * s->at_start * risk);
        time_ms age = (time_ms)(random_next_uniform(&luck) * half_full_days * (double)CLOCK_DAY);
        model->infestations[home].since = infested ? -age : CLOCK_NEVER;
    }
}

// Where the file lies that the section names; NULL with a status when it is not there, NULL alone when none
// is named.
static char *trace_path(struct world *world, const char *section, const char *file, struct status *status) {
    if (!*file) return NULL;
    char *path = plan_resolve_path(world->plan, file);
    if (!path) status_fail(status, STATUS_SCENARIO, "%s.file = \"%s\": no such file", section, file);
    return path;
}

// To the end of the run's last day and one more, in which its last moment lies.
static bool make_days(struct world *world, struct model *model, struct status *status) {
    const struct scenario_settings *scenario = plan_section(world->plan, &scenario_section);
    model->holidays = plan_section(world->plan, &holidays_section);
    model->days =
        day_kinds_create((enum holidays_of)model->holidays->of, world->start_day, scenario->days + 1, status);
    return model->days != NULL;
}

static bool make_air(struct world *world, struct model *model, struct status *status) {
    const struct air_settings *settings = plan_section(world->plan, &air_section);
    const struct scenario_settings *scenario = plan_section(world->plan, &scenario_section);
    char *path = trace_path(world, "air", settings->file, status);
    if (!path && *settings->file) return false;
    model->air = outdoor_air_create(settings, world->start_day, scenario->days, world->key, path, status);
    free(path);
    if (!model->air) return false;
    const struct homes_settings *homes = plan_section(world->plan, &homes_section);
    outdoor_air_settle_districts(model->air, settings, (size_t)homes->districts, world->key);
    return true;
}

static bool make_weather(struct world *world, struct model *model, struct status *status) {
    const struct weather_settings *settings = plan_section(world->plan, &weather_section);
    const struct scenario_settings *scenario = plan_section(world->plan, &scenario_section);
    char *path = trace_path(world, "weather", settings->file, status);
    if (!path && *settings->file) return false;
    model->weather = weather_create(settings, world->start_day, scenario->days, world->key, path, status);
    free(path);
    return model->weather != NULL;
}

bool model_populate(struct world *world, struct status *status) {
    struct model *model = world->model = status_allocate(1, sizeof *model);
    model->families = plan_section(world->plan, &families_section);
    model->cockroaches = plan_section(world->plan, &cockroaches_section);
    families_settle_in(world);
    model->infestations = status_allocate(world->home_count, sizeof *model->infestations);
    infest_at_start(world, model);
    model->occupancy_settings = plan_section(world->plan, &occupancy_section);
    model->occupancy = occupancy_create(model->occupancy_settings);
    return make_days(world, model, status) && make_weather(world, model, status) &&
           make_air(world, model, status);
}

void model_depopulate(struct world *world) {
    if (!world->model) return;
    occupancy_free(world->model->occupancy);
    free(world->model->days);
    weather_free(world->model->weather);
    outdoor_air_free(world->model->air);
    free(world->model->infestations);
    free(world->model);
    world->model = NULL;
}
