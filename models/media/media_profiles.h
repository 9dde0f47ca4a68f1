// SPDX-License-Identifier: GPL-3.0-or-later
// The sale of known profiles to a broker, month by month. It sells some of them on, learns how many, and buys only what pays.
#ifndef MARU_MODELS_MEDIA_MEDIA_PROFILES_H
#define MARU_MODELS_MEDIA_MEDIA_PROFILES_H

#include "sim/engine/submodel.h"
#include "sim/engine/world.h"

extern const struct equation media_profiles_equation;

// The broker that the scenario names. In prepare().
void media_profiles_prepare(struct world *world, struct party *media);

// What was sold this month, and sold on.
struct media_profiles_sale {
    double sold, resold;
};
// The home's profile, known to the medium, goes to the broker if it wants it and may have it.
void media_profiles_offer(struct world *world, struct party *media, uint32_t home, struct media_profiles_sale *sale);
void media_profiles_settle(struct world *world, const struct party *media, const struct media_profiles_sale *sale);

#endif
