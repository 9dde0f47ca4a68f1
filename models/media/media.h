// SPDX-License-Identifier: GPL-3.0-or-later
// The maker as a medium: the app on the families' phones, and the places for advertisements in it.
#ifndef MARU_MODELS_MEDIA_MEDIA_H
#define MARU_MODELS_MEDIA_MEDIA_H

#include "sim/engine/world.h"

// The scenario's medium, or NULL.
struct party *media_find(struct world *world);
// What became of a family. For looking on, not for deciding.
struct media_view {
    bool audience;         // it used the app at the start: those that advertisers can reach at all
    bool uses_app, known;  // now
    uint32_t seen;         // advertisements so far
};
struct media_view media_look(const struct world *world, const struct party *media, uint32_t home);

#endif
