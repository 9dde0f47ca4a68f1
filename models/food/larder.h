// SPDX-License-Identifier: GPL-3.0-or-later
// What is there of one product: whole portions, in batches by the day on which they are thrown away if nobody has eaten
// them. The oldest is eaten first. Portions are exact: put in = taken + spoilt + there.
#ifndef MARU_MODELS_FOOD_LARDER_H
#define MARU_MODELS_FOOD_LARDER_H

#include <stdint.h>

enum { LARDER_BATCHES = 4, LARDER_PORTIONS_MOST = 60000 };

struct larder {
    struct {
        uint16_t portions, spoils_day;
    } batch[LARDER_BATCHES];  // oldest first; those without portions come last
};

unsigned larder_level(const struct larder *larder);
// Puts portions in. When all batches are in use they join the newest, and are thrown away with it. Returns how many
// went in: all, unless the larder holds more than it can count.
unsigned larder_put(struct larder *larder, unsigned portions, unsigned spoils_day);
// Takes up to `wanted`; returns what was there of it.
unsigned larder_take(struct larder *larder, unsigned wanted);
// Throws away what spoils on `today` or before; returns how many portions.
unsigned larder_spoil(struct larder *larder, unsigned today);

#endif
