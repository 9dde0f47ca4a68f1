// SPDX-License-Identifier: GPL-3.0-or-later
// A maker's products in use in all homes, in truth: for who serves them, and for comparing what is known with it.
#ifndef MARU_MODELS_PRODUCTS_INSTALLED_BASE_H
#define MARU_MODELS_PRODUCTS_INSTALLED_BASE_H

#include "sim/engine/world.h"

struct installed_base {
    double products, past;  // all that are followed, and those worn so far or further
};
struct installed_base installed_base_past(const struct world *world, const struct party *maker, double wear_years);
// The share of them; 0: there are none.
double installed_base_share(struct installed_base base);

#endif
