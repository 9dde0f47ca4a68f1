// SPDX-License-Identifier: GPL-3.0-or-later
// How often somebody may ask: a bucket each, which fills with time and from which each asking takes one.
#ifndef MARU_SIM_SERVE_LIMITS_H
#define MARU_SIM_SERVE_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

struct limits;

// `most` at once, `a_second` in the long run. Owned by the caller.
struct limits *limits_create(double most, double a_second);
void limits_free(struct limits *limits);

// Who: any number that tells them apart; of some thousands, those who have not asked for longest are forgotten.
bool limits_allow(struct limits *limits, uint64_t who, int64_t now_ms);

#endif
