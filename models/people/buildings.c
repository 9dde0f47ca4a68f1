// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/buildings.h"

#include <stdlib.h>

#include "sim/engine/world.h"

const struct equation buildings_equation = {
    "who shares a building",
    "flats apartments of a district, one after the other, share one, and its age is that of the first; at "
    "flats 0, and of houses, nobody does",
    "", "assumption"};

// Where the next apartment stands.
struct building_site {
    uint32_t oldest;  // first apartment of the building that is being filled
    int64_t filled;   // its apartments so far; 0: a new one begins
};

static bool is_full(const struct world *world, const struct building_site *site, uint32_t home,
                    int64_t flats) {
    return site->filled == flats || world->homes[home].district != world->homes[site->oldest].district;
}

static void move_in(struct world *world, struct buildings *buildings, struct building_site *site,
                    uint32_t home, uint32_t *lived_in) {
    struct home *flat = &world->homes[home];
    if (site->filled == 0) {
        buildings->first[buildings->count++] = *lived_in;
        site->oldest = home;
    }
    site->filled++;
    flat->building_age = world->homes[site->oldest].building_age;
    if (flat->members == 0) return;
    buildings->of[home] = buildings->count - 1;
    buildings->flat[(*lived_in)++] = home;
}

struct buildings *buildings_create(struct world *world, int64_t flats) {
    if (flats == 0) return NULL;
    struct buildings *buildings = status_allocate(1, sizeof *buildings);
    buildings->first = status_allocate(world->home_count + 1, sizeof *buildings->first);
    buildings->flat = status_allocate(world->home_count, sizeof *buildings->flat);
    buildings->of = status_allocate(world->home_count, sizeof *buildings->of);
    struct building_site site = {0};
    uint32_t lived_in = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        buildings->of[home] = BUILDINGS_NONE;
        if (!world->homes[home].apartment) continue;
        if (is_full(world, &site, home, flats)) site.filled = 0;
        move_in(world, buildings, &site, home, &lived_in);
    }
    buildings->first[buildings->count] = lived_in;
    return buildings;
}

void buildings_free(struct buildings *buildings) {
    if (!buildings) return;
    free(buildings->first);
    free(buildings->flat);
    free(buildings->of);
    free(buildings);
}
