// SPDX-License-Identifier: GPL-3.0-or-later
// What others can tell the public body that protects personal data.
#ifndef MARU_MODELS_OVERSIGHT_REGULATOR_H
#define MARU_MODELS_OVERSIGHT_REGULATOR_H

#include "sim/engine/world.h"

extern const struct party_kind regulator_party;

// The scenario's regulator, or NULL.
const struct party *regulator_find(const struct world *world);

// A family notices, by what somebody did with it, that data of this flow was taken, and may complain. Its resentment is the
// caller's. Does nothing without a regulator, when nothing was taken, or when the family knows already. In parties_decide only.
void regulator_be_told(struct world *world, uint32_t home, uint16_t flow);

#endif
