// SPDX-License-Identifier: GPL-3.0-or-later
// A Markov chain whose chances depend on the time of day: one matrix for each 10-minute slot, for weekdays
// and for weekends, as which holidays are lived (Richardson, Thomson & Infield 2008, Energy and Buildings 40:1560-1566).
//
// Nobody is stepped slot by slot. Staying through the slots s ... k has the chance exp(-(h_s + ... + h_k))
// with h = -ln(chance to stay), so one exponential draw and a search in the running sums of h find the slot
// of the next change: exactly the law of stepping, at the cost of one logarithm and eight comparisons.
//
// Changes fall at a uniform moment within half a slot around the border between two slots, so that homes do
// not tick together. Slot k is therefore the time from 5 minutes before to 5 minutes after 10 k minutes past
// midnight.
#ifndef MARU_MODELS_PEOPLE_OCCUPANCY_CHAIN_H
#define MARU_MODELS_PEOPLE_OCCUPANCY_CHAIN_H

#include "models/environment/day_kinds.h"

enum { OCCUPANCY_SLOTS = 144, OCCUPANCY_STATES_MOST = 8 };
enum occupancy_day { OCCUPANCY_WEEKDAY, OCCUPANCY_WEEKEND, OCCUPANCY_DAYS };
#define OCCUPANCY_SLOT (CLOCK_DAY / OCCUPANCY_SLOTS)

struct occupancy_chain;

// `probability` is [OCCUPANCY_DAYS][OCCUPANCY_SLOTS][states][states], from a slot's state (row) to the next
// slot's; a row sums to 1, or is all 0 for a state that cannot be in that slot (it is then kept). Copied.
// Owned by the caller, free with occupancy_chain_free.
struct occupancy_chain *occupancy_chain_create(int states, const double *probability);
void occupancy_chain_free(struct occupancy_chain *chain);

struct occupancy_change {
    time_ms when;  // CLOCK_NEVER: not before the end of the days
    int to;
};
// The next change after `now` of somebody in state `from`. Two independent draws: word_time decides when,
// word_to where to and the moment within the slot.
struct occupancy_change occupancy_chain_next(const struct occupancy_chain *chain, int from, time_ms now,
                                             const struct day_kinds *days, uint64_t word_time,
                                             uint64_t word_to);

// Moves the shares of the states on through one slot.
void occupancy_chain_step(const struct occupancy_chain *chain, enum occupancy_day day, int slot,
                          double *share);

#endif
