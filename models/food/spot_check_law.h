// SPDX-License-Identifier: GPL-3.0-or-later
// Does who sends something tell the truth? Some of what was sent is held against what is known from elsewhere, and who agrees
// with it too seldom is taken for one that makes it up (spot_check_equation). Of m checks, each independent of the others, an
// honest sender and one that draws by chance agree with chances of their own, so that both errors are tails of a binomial: no
// threshold has neither, and the threshold is where one is bought with the other. Noise that hides an honest sender's truth
// brings the two chances together, and no number of checks that anybody would pay for keeps them apart.
#ifndef MARU_MODELS_FOOD_SPOT_CHECK_LAW_H
#define MARU_MODELS_FOOD_SPOT_CHECK_LAW_H

#include "sim/engine/submodel.h"

extern const struct equation spot_check_equation;

// Of one check, where what is sent is one of so many categories, or some of them: a category is named with chance `named` where
// it is the truth, with chance `other` where it is not; what it is held against is the truth with chance `reads`, else another
// category, each equally likely.
double spot_check_agrees(double named, double other, double reads);
double spot_check_agrees_by_chance(double named, double other, unsigned categories);
// That of so many checks, each agreeing with that chance, fewer than `least` do.
double spot_check_fails(unsigned checks, unsigned least, double agrees);

#endif
