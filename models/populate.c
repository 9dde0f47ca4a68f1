// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/populate.h"

#include <stdlib.h>

#include "models/air/outdoor_air.h"
#include "models/environment/day_kinds.h"
#include "models/environment/weather.h"
#include "models/model.h"
#include "models/people/buildings.h"
#include "models/people/families.h"
#include "models/people/occupancy.h"
#include "models/people/trust.h"
#include "models/pests/infestation.h"
#include "models/pests/infestation_homes.h"
#include "models/pests/infestation_spread.h"

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

bool populate_world(struct world *world, struct status *status) {
    struct model *model = world->model = status_allocate(1, sizeof *model);
    model->families = plan_section(world->plan, &families_section);
    model->cockroaches = plan_section(world->plan, &cockroaches_section);
    families_settle_in(world);
    model->buildings = buildings_create(world, model->families->flats);
    trust_begin(world);
    infestation_settle_in(world);
    infestation_spread_begin(world, model->cockroaches->spreads_per_day);
    model->occupancy_settings = plan_section(world->plan, &occupancy_section);
    model->occupancy = occupancy_create(model->occupancy_settings);
    return make_days(world, model, status) && make_weather(world, model, status) &&
           make_air(world, model, status);
}

void populate_undo(struct world *world) {
    if (!world->model) return;
    occupancy_free(world->model->occupancy);
    free(world->model->days);
    weather_free(world->model->weather);
    outdoor_air_free(world->model->air);
    free(world->model->old_alone);
    free(world->model->infestations);
    free(world->model->infestation_fills);
    buildings_free(world->model->buildings);
    free(world->model->trust_elsewhere);
    free(world->model);
    world->model = NULL;
}
