// SPDX-License-Identifier: GPL-3.0-or-later
// What can be told of a policy before anything has happened: which of its rules and functions can have no effect in this
// world. A rule has none when nobody here is to send the class, when the party it names is not to get it, or when it wants
// families asked at each occasion and nobody does so; a function has none when nobody will ask it (party_will_ask). And which
// promises are empty, as nobody is to get what they are about, or cannot be broken under the policy's rules.
#ifndef MARU_SIM_ENGINE_FORESIGHT_H
#define MARU_SIM_ENGINE_FORESIGHT_H

#include "sim/engine/notices.h"
#include "sim/engine/world.h"

// Of a world that has been created.
void foresight(const struct world *world, struct notices *notices);

#endif
