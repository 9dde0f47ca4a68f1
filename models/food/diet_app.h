// SPDX-License-Identifier: GPL-3.0-or-later
// The diet service on the family's telephone: what it can be sent.
#ifndef MARU_MODELS_FOOD_DIET_APP_H
#define MARU_MODELS_FOOD_DIET_APP_H

#include "sim/engine/kind.h"

struct topic;

extern const struct appliance_kind diet_app_appliance;

// An offer of supplements. item.value 1: it rests on data of the home that nobody there gave.
extern const struct topic diet_app_offer;
// Advice on meals. item.value: variance of what is believed of the family's diet, in millionths.
extern const struct topic diet_app_advice;
enum { DIET_APP_CERTAINTY_UNITS = 1000000 };

#endif
