// SPDX-License-Identifier: GPL-3.0-or-later
// A choice among alternatives of known utility and unknown taste: each has utility v and a standard Gumbel taste, and
// the best is taken. Then (McFadden 1974, "Conditional logit analysis of qualitative choice behavior")
//   share_i = exp(v_i) / sum_j exp(v_j),    expected utility of the best = ln sum_j exp(v_j) + Euler's constant,
// and the second, without the constant, divided by the utility of a won, is the consumer surplus up to a constant
// (Small & Rosen 1981).
#ifndef MARU_MODELS_METHODS_LOGIT_TECHNIQUE_H
#define MARU_MODELS_METHODS_LOGIT_TECHNIQUE_H

#include "sim/engine/random.h"

double logit_sum(const double *utility, size_t count);                  // ln sum exp: of any size without overflow
double logit_share(const double *utility, size_t count, size_t which);  // chance that this one is taken
// Takes one draw per alternative: with the same luck, an alternative that becomes better never loses a chooser.
size_t logit_choose(const double *utility, size_t count, struct random_sequence *luck);
// By how much one of two alternatives must be better to be taken by that share; within +-20 for shares of 0 and 1.
double logit_advantage(double share);

#endif
