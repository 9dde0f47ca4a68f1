// SPDX-License-Identifier: GPL-3.0-or-later
// The phase in which everything that touches shared state is decided, one thing after the other.
#ifndef MARU_SIM_ENGINE_DECIDE_H
#define MARU_SIM_ENGINE_DECIDE_H

#include "sim/engine/clock.h"

struct world;

// Gives the homes' items their sequence numbers, home after home and within a home in the order of sending, and hands
// them to the exchange; what was told to a device's own software goes straight to the inbox of this window.
void outboxes_empty(struct world *world);

// Handles arrivals and timers due before `until`, in the order of time. At one moment:
//   first the items, by the party they were sent to (item.to, also for an answer, which its sender gets), then by
//     their sequence numbers;
//   then the timers in the order in which they were set, whoever set them for whom. One that is set for this very
//     moment while it is handled comes after those that were there.
// So no result depends on memory, threads or SimGrid's order of same-instant events.
void parties_decide(struct world *world, time_ms until);

// Midnight: continuous quantities of the homes are brought up to date, tokens expire, each party closes its day, in
// the order of their numbers.
void parties_close_day(struct world *world, time_ms midnight);

#endif
