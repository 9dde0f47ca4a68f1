// SPDX-License-Identifier: GPL-3.0-or-later
// What each of several holders brings to what they earn only together (Shapley 1953): the mean of what it adds to those who came before
// it, over all orders in which they could come. The one split in which the shares add up to the whole, who adds nothing gets
// nothing, who adds the same gets the same, and which adds up over games (shapley_equation).
//
// Exact for a dozen, from the worth of every set of them; for more, from orders drawn at random, whose shares still add up to the
// whole, with how far each may be off.
#ifndef MARU_MODELS_METHODS_SHAPLEY_LAW_H
#define MARU_MODELS_METHODS_SHAPLEY_LAW_H

#include <stddef.h>
#include <stdint.h>

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation shapley_equation, shapley_drawn_equation;

enum { SHAPLEY_EXACT_MOST = 12, SHAPLEY_DRAWN_MOST = 64 };

// A set of holders: bit i says that holder i is in it.
typedef uint64_t shapley_set;

// worths[2^holders]: of each set, by its bits; of nobody worths[0], which goes to nobody. Fills in shares[holders].
// holders <= SHAPLEY_EXACT_MOST.
void shapley_split(unsigned holders, const double *worths, double *shares);

// The same from `orders` (>= 2) drawn orders; worth(set, game) is asked for each step of each. errors[holders]: standard errors of the
// shares. holders <= SHAPLEY_DRAWN_MOST.
typedef double shapley_worth(shapley_set set, const void *game);
void shapley_draw(unsigned holders, shapley_worth *worth, const void *game, unsigned orders,
                  struct random_sequence luck, double *shares, double *errors);

// Shares in whole won that add up to their sum, to the nearest whole: what is left over by rounding down goes, a won each, to those
// who lost most by it; ties to the first.
void shapley_in_won(unsigned holders, const double *shares, int64_t *won);

#endif
