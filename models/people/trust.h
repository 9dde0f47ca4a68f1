// SPDX-License-Identifier: GPL-3.0-or-later
// How far a family trusts a maker: the mean of a Beta distribution of good and bad experiences (choice_trust_equation). Each
// maker has its own; that of the first one, in the order of their names, lies in the home itself.
#ifndef MARU_MODELS_PEOPLE_TRUST_H
#define MARU_MODELS_PEOPLE_TRUST_H

#include "sim/engine/world.h"

struct trust_evidence {
    float gain, loss;
};

// Trust, 0 to 1. maker NULL: the first one, or whoever would be it.
double trust_in(const struct world *world, uint32_t home, const struct party *maker);
// Mean of all makers.
double trust_mean(const struct world *world, uint32_t home);
// The maker whose appliances notice what goes through the flow; NULL: none's in particular.
const struct party *trust_maker_of(const struct world *world, uint16_t flow);
// More evidence, from its own home or in parties_decide.
void trust_learns(struct world *world, uint32_t home, const struct party *maker, double gain, double loss);
// Before anything is known of anybody: the evidence that each home has of the first maker it has of all. After the homes are settled.
void trust_begin(struct world *world);

#endif
