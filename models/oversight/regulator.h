// SPDX-License-Identifier: GPL-3.0-or-later
// The public body that protects personal data. It listens to what families resent (models/people/choice.h).
#ifndef MARU_MODELS_OVERSIGHT_REGULATOR_H
#define MARU_MODELS_OVERSIGHT_REGULATOR_H

#include "sim/engine/world.h"

extern const struct party_kind regulator_party;

// The scenario's regulator, or NULL.
const struct party *regulator_find(const struct world *world);

#endif
