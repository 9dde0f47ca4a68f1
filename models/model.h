// SPDX-License-Identifier: GPL-3.0-or-later
// The models' own world: what surrounds the homes and who lives in them.
#ifndef MARU_MODELS_MODEL_H
#define MARU_MODELS_MODEL_H

#include "models/environment/day_kinds.h"
#include "models/pests/infestation.h"
#include "models/people/occupancy.h"
#include "models/air/outdoor_air.h"
#include "models/environment/weather.h"
#include "sim/engine/world.h"

struct model {
    const struct families_settings *families;
    const struct cockroaches_settings *cockroaches;
    const struct holidays_settings *holidays;
    struct day_kinds *days;
    struct weather *weather;
    struct outdoor_air *air;
    const struct occupancy_settings *occupancy_settings;
    struct occupancy_tables *occupancy;
    struct infestation *infestations;  // one per home
    double onset_scale;  // turns a home's relative risk into new infestations a year
};

// Called by the engine when a world is made and unmade.
bool model_populate(struct world *world, struct status *status);
void model_depopulate(struct world *world);

#endif
