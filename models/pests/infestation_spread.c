// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/infestation_spread.h"

#include <math.h>

#include "models/model.h"
#include "models/people/buildings.h"

const struct equation infestation_spread_equation = {
    "how cockroaches move from flat to flat",
    "at midnight they come with chance 1 - exp(-spreads_per_day sum of N / capacity), founders of them, to a "
    "flat that has none and no plan that keeps them away",
    "sum over the other flats of the building that somebody lives in; N cockroaches there at that midnight, "
    "0 "
    "on the first day",
    "a chain binomial (Reed and Frost; Abbey 1952, Human Biology 24:201, not read); that more leave where a "
    "dwelling is full: movement was seen where a resource was short and there were many (thesis, Virginia "
    "Tech, 'Aspects of dispersal and population structure of Blattella germanica', abstract); that "
    "all flats of a building are alike near is an assumption"};

void infestation_spread_begin(struct world *world, double per_day) {
    struct model *model = world->model;
    if (!model->buildings || per_day <= 0) return;
    model->infestation_fills = status_allocate(world->home_count, sizeof *model->infestation_fills);
}

bool infestation_spreads(const struct world *world) {
    return world->model->infestation_fills != NULL;
}

void infestation_spread_note(const struct world *world, uint32_t home, double fill) {
    world->model->infestation_fills[home] = (float)fill;
}

double infestation_spread_chance(const struct world *world, uint32_t home, double per_day) {
    const struct model *model = world->model;
    const struct buildings *buildings = model->buildings;
    uint32_t building = buildings->of[home];
    if (building == BUILDINGS_NONE) return 0;
    double others = 0;
    for (uint32_t i = buildings->first[building]; i < buildings->first[building + 1]; i++)
        if (buildings->flat[i] != home) others += (double)model->infestation_fills[buildings->flat[i]];
    return 1 - exp(-per_day * others);
}
