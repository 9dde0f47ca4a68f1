// SPDX-License-Identifier: GPL-3.0-or-later
// A whole new appliance: this file, put into a folder of models/, is all it takes.
#include "sim/engine/meter.h"
#include "sim/engine/world.h"

struct kettle_settings {
    double ownership, boils_per_day, litres;
};

typedef struct kettle_settings S;
// clang-format off
static const struct setting rows[] = {
    WORLD(S, ownership, "1", 0.8, 0, 1, "share of households that own one", "assumption"),
    UNCERTAIN(S, boils_per_day, "1/day", 3, 0, 20, "times it boils", "assumption"),
    WORLD(S, litres, "L", 0.8, 0.2, 2, "water boiled at a time", "assumption"),
};
// clang-format on

enum { BOILS, ENERGY, METRICS };
static const struct metric metrics[METRICS] = {
    [BOILS] = {"boils", "1", "times it boiled", true, NULL},
    [ENERGY] = {"energy", "kWh", "electricity to boil", true, NULL},
};

static unsigned kettle_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    return random_chance(
        random_block(world->key, random_home(home), appliance->stream ^ random_stream("ownership"), 0)
            .word[0],
        s->ownership);
}

static time_ms next_boil(struct visit *visit) {
    const S *s = visit->settings;
    if (s->boils_per_day <= 0) return CLOCK_NEVER;
    double days = random_exponential(visit_draw(visit).word[0]) / s->boils_per_day;
    return visit->now + 1 + (time_ms)(days * (double)CLOCK_DAY);
}

static time_ms kettle_install(struct visit *visit, void *state) {
    (void)state;
    return next_boil(visit);
}

// When somebody is there to drink.
static time_ms kettle_act(struct visit *visit, void *state) {
    (void)state;
    const S *s = visit->settings;
    if (visit->home->active > 0) {
        double kwh = s->litres * 4.186 * 85.0 / 3600.0;
        visit->metrics[BOILS] += 1;
        visit->metrics[ENERGY] += kwh;
        visit_use_electricity(visit, kwh);
    }
    return next_boil(visit);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation owners = {"who owns one", "a home owns one with chance ownership", "",
                                       "a draw of the home's own luck"};
static const struct equation when = {"when somebody boils",
                                     "the next after E / boils_per_day days, if somebody is up at home",
                                     "E exponential with mean 1", "a Poisson process; assumption"};
static const struct equation heat = {"electricity to boil", "kWh = 4.186 litres (100 - 15) / 3600",
                                     "4.186 kJ/(kg K); tap water of 15 C", "heat capacity of water"};
static const struct submodel submodels[] = {
    {&owners, "", "ownership"},
    {&when, "boils", "boils_per_day, occupancy"},
    {&heat, "energy", "litres"},
};

const struct appliance_kind kettle_appliance = {
    .kind = {.name = "kettle",
             .summary = "boils water",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .count = kettle_count,
    .install = kettle_install,
    .act = kettle_act,
};
