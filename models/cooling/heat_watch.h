// SPDX-License-Identifier: GPL-3.0-or-later
// A welfare office that looks after old people who live alone, on hot days.
#ifndef MARU_MODELS_COOLING_HEAT_WATCH_H
#define MARU_MODELS_COOLING_HEAT_WATCH_H

#include "sim/engine/kind.h"

extern const struct party_kind heat_watch_party;

#define HEAT_WATCH_REGISTER "register of old people"
#define HEAT_WATCH_ROOMS    "rooms in the heat"

#endif
