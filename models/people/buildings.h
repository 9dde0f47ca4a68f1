// SPDX-License-Identifier: GPL-3.0-or-later
// Which homes share a building. Apartments of a district that follow each other, families.flats of them, are one building, of one
// age; houses, and all homes where that is 0, are by themselves. Flats that nobody lives in count as flats of a building and
// stand in no list: nothing lives, reports or pays there.
#ifndef MARU_MODELS_PEOPLE_BUILDINGS_H
#define MARU_MODELS_PEOPLE_BUILDINGS_H

#include <stdint.h>

#include "sim/engine/submodel.h"

struct world;

extern const struct equation buildings_equation;

enum { BUILDINGS_FLATS_MOST = 64 };
#define BUILDINGS_NONE UINT32_MAX

struct buildings {
    uint32_t count;
    uint32_t *first;  // [count + 1]: homes of building b are flat[first[b]] ... flat[first[b + 1] - 1], ascending
    uint32_t *flat;
    uint32_t *of;     // [homes]: of each, its building, or BUILDINGS_NONE
};

// Of the families' homes, whose buildings get one age each. NULL where flats is 0. Owned by the caller, free with buildings_free.
struct buildings *buildings_create(struct world *world, int64_t flats);
void buildings_free(struct buildings *buildings);

#endif
