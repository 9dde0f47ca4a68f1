// SPDX-License-Identifier: GPL-3.0-or-later
// Who looks after cockroaches in buildings of flats: a manager, paid by those who live there.
#ifndef MARU_MODELS_PESTS_BUILDING_CARE_H
#define MARU_MODELS_PESTS_BUILDING_CARE_H

#include "sim/engine/kind.h"

extern const struct party_kind building_care_party;

#define BUILDING_CARE_ROUNDS "rounds of the building"
#define BUILDING_CARE_ORDER  "own_order"

#endif
