// SPDX-License-Identifier: GPL-3.0-or-later
// Old people who live alone, where a scenario has them (room_heat): which homes are theirs, how much hotter it has to get before they
// switch on, and what of the day's heat they have felt. Their air conditioner waits with them (air_conditioner_parts.h).
#ifndef MARU_MODELS_COOLING_OLD_ALONE_H
#define MARU_MODELS_COOLING_OLD_ALONE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/engine/submodel.h"

struct world;

extern const struct equation old_alone_equation;

enum { OLD_ALONE_HOURS = 24 };

struct old_alone {
    bool lives;                  // somebody of 65 or more, alone
    float waits_k;               // so much above where others switch on
    float k_h[OLD_ALONE_HOURS];  // felt above the limit in each hour of the day that runs, or of the one that has just ended
};

// Gives every home its own from its own luck: of homes of one person the share `alone` is such a person's, who waits an exponential of
// mean `waits_k`. In prepare().
void old_alone_settle(struct world *world, double alone, double waits_k);
// Where the scenario has them, the home's; else NULL.
struct old_alone *old_alone_of(const struct world *world, uint32_t home);

// The day's heat up to a clock hour, and from there on, K h.
double old_alone_before_k_h(const struct old_alone *person, double hour);
double old_alone_after_k_h(const struct old_alone *person, double hour);

#endif
