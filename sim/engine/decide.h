// SPDX-License-Identifier: GPL-3.0-or-later
// The phase in which everything that touches shared state is decided, one thing after the other.
#ifndef MARU_SIM_ENGINE_DECIDE_H
#define MARU_SIM_ENGINE_DECIDE_H

#include "sim/engine/clock.h"

struct world;

// Gives the homes' items their sequence numbers, in the order of the homes, and hands them to the exchange;
// what was told to a device's own software goes straight to the inbox of this window.
void outboxes_empty(struct world *world);

// Handles arrivals and timers due before `until`, in the order (time, party, item).
void parties_decide(struct world *world, time_ms until);

// Midnight: continuous quantities of the homes are brought up to date, tokens expire, each party closes its day.
void parties_close_day(struct world *world, time_ms midnight);

#endif
