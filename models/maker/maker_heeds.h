// SPDX-License-Identifier: GPL-3.0-or-later
// A maker that decides by itself whether taking data unasked still pays, recipient by recipient (its own desks, each partner):
// what it has of it a year against what it has to expect of the regulator, by the law, by its books, and by how often it was
// fined so far. Where it does not pay it stops for good, and asks.
#ifndef MARU_MODELS_MAKER_MAKER_HEEDS_H
#define MARU_MODELS_MAKER_MAKER_HEEDS_H

#include "sim/engine/world.h"

extern const struct equation maker_heeds_equation;

struct maker_heeds_terms {
    double believed_kept;  // share of what it has of it that it would have by asking
    double believed_fines_year, prior_years;
};

// For how many recipients it stops now.
unsigned maker_heeds_stop(struct world *world, const struct party *maker, const struct maker_heeds_terms *terms);

#endif
