// SPDX-License-Identifier: GPL-3.0-or-later
// Who decides by itself whether taking data unasked still pays: what it has of it a year against what it has to expect of the
// regulator, by the law, by its books, and by how often it was fined so far. A maker weighs recipient by recipient (its own
// desks, each partner), anybody else what it takes itself, from all makers' appliances together. Where it does not pay it stops
// for good, and asks.
#ifndef MARU_MODELS_OVERSIGHT_FINES_HEEDED_H
#define MARU_MODELS_OVERSIGHT_FINES_HEEDED_H

#include "sim/engine/world.h"

extern const struct equation fines_heeded_equation;

struct fines_heeded_terms {
    double believed_kept;  // share of what it has of it that it would have by asking
    double believed_fines_year, prior_years;
};

// For how many recipients the party stops now; 0 where there is no regulator (NULL). Once a month.
unsigned fines_heeded_stop(struct world *world, const struct party *regulator, const struct party *party,
                           const struct fines_heeded_terms *terms);

#endif
