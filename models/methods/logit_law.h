// SPDX-License-Identifier: GPL-3.0-or-later
// A choice among alternatives of known utility and unknown taste: each has utility v and a standard Gumbel taste, and
// the best is taken (logit_equation). The expected utility of the best is ln sum_j exp(v_j) + Euler's constant; without
// the constant, divided by the utility of a won, it is the consumer surplus up to a constant (logit_surplus_equation).
#ifndef MARU_MODELS_METHODS_LOGIT_LAW_H
#define MARU_MODELS_METHODS_LOGIT_LAW_H

#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation logit_equation, logit_surplus_equation, logit_taker_equation, logit_advantage_equation;

double logit_sum(const double *utility, size_t count);                  // ln sum exp: of any size without overflow
double logit_share(const double *utility, size_t count, size_t which);  // chance that this one is taken
// What who takes an alternative that `share` of the choosers take is better off by than with the others, on average, in utility.
double logit_taker(double share);
// Takes one draw per alternative: with the same luck, an alternative that becomes better never loses a chooser.
size_t logit_choose(const double *utility, size_t count, struct random_sequence *luck);
// By how much one of two alternatives must be better to be taken by that share; within +-20 for shares of 0 and 1.
double logit_advantage(double share);

#endif
