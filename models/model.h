// SPDX-License-Identifier: GPL-3.0-or-later
// The models' own world: what surrounds the homes and who lives in them. What each part is, its own system says; this
// header lies below all of them, and populate.c, which makes the parts, above.
#ifndef MARU_MODELS_MODEL_H
#define MARU_MODELS_MODEL_H

#include "sim/engine/world.h"

// Of the data of a class that are not told as they are (models/people/privacy.h): how much their noise hides, whether they are
// measured and no labels, and whether labels are what pseudonyms stand on.
struct noise_said {
    bool declared, measured, labels;
    double hides;
};

struct model {
    const struct families_settings *families;        // models/people/families.h
    struct trust_evidence *trust_elsewhere;          // models/people/trust.h: [homes][makers but the first]; NULL: there is one
    const struct occupancy_settings *occupancy_settings;  // models/people/occupancy.h
    struct occupancy_tables *occupancy;
    const struct holidays_settings *holidays;        // models/environment/holidays.h
    struct day_kinds *days;                          // models/environment/day_kinds.h
    struct weather *weather;                         // models/environment/weather.h
    struct outdoor_air *air;                         // models/air/outdoor_air.h
    struct noise_said noise[DATA_CLASSES];
    bool can_make_up[DATA_CLASSES];                  // who knows how can let an appliance send made-up data of the class
    bool meals_checked;                              // ovens keep a log: somebody holds their reports against it (models/food/microwave.h)
    struct buildings *buildings;                     // models/people/buildings.h; NULL: each dwelling is by itself
    struct old_alone *old_alone;                     // models/cooling/old_alone.h: [homes]; NULL: nobody looks at them
    const struct cockroaches_settings *cockroaches;  // models/pests/infestation.h
    struct infestation *infestations;  // one per home
    double onset_scale;  // turns a home's relative risk into new infestations a year
    float *infestation_fills;  // models/pests/infestation_spread.h: [homes]; NULL: nothing moves from flat to flat
    bool infestations_matter;       // to a robot or a firm
    const struct party *pest_firm;  // whom families call; NULL: nobody
    const struct party *pest_care;  // whose software is told on the robots of each run (building_care.h); NULL: nobody's
    bool observed;                  // somebody measures what could be guessed: appliances remember for a while what was true of
                                    // what they told. From the parties' prepare() on
};

#endif
