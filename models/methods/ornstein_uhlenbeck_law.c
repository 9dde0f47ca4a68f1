// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/methods/ornstein_uhlenbeck_law.h"

const struct equation ornstein_uhlenbeck_equation = {
    "a quantity that wanders about its mean", "y' = y e + sigma sqrt(1 - e^2) Z, e = exp(-d / tau)",
    "y deviation, y' a gap d later; tau in the unit of d; sigma standard deviation in the long run; Z "
    "standard normal",
    "Uhlenbeck & Ornstein 1930 (Phys. Rev. 36:823); exact step: Gillespie 1996 (Phys. Rev. E 54:2084)"};
