// SPDX-License-Identifier: GPL-3.0-or-later
// A Markov chain whose chances depend on the time of day: one matrix for each 10-minute slot, for weekdays
// and for weekends, as which holidays are lived (Richardson, Thomson & Infield 2008, Energy and Buildings 40:1560-1566).
//
// Nobody is stepped slot by slot (occupancy_chain_equation): exactly the law of stepping, at the cost of one logarithm and a
// search in two steps.
//
// Changes fall at a uniform moment within half a slot around the border between two slots, so that homes do
// not tick together. Slot k is therefore the time from 5 minutes before to 5 minutes after 10 k minutes past
// midnight.
#ifndef MARU_MODELS_PEOPLE_OCCUPANCY_CHAIN_H
#define MARU_MODELS_PEOPLE_OCCUPANCY_CHAIN_H

#include "models/environment/day_kinds.h"
#include "sim/engine/random.h"
#include "sim/engine/submodel.h"

extern const struct equation occupancy_chain_equation;

enum { OCCUPANCY_SLOTS = 144, OCCUPANCY_STATES_MOST = 8 };
enum occupancy_day { OCCUPANCY_WEEKDAY, OCCUPANCY_WEEKEND, OCCUPANCY_DAYS };
static inline enum occupancy_day occupancy_day_of(const struct day_kinds *days, int64_t day) {
    return day_kinds_is_off(days, day) ? OCCUPANCY_WEEKEND : OCCUPANCY_WEEKDAY;
}
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
// A part of all hazards on each kind of day, in (0, 1]: 1 / it, by which draws are stretched.
struct occupancy_part {
    double stretch[OCCUPANCY_DAYS];
};
// The next change after `now` of somebody in state `from`, at that part of the hazards. Two independent draws:
// word_time decides when, word_to where to and the moment within the slot.
struct occupancy_change occupancy_chain_next(const struct occupancy_chain *chain, int from, struct occupancy_part part,
                                             time_ms now, const struct day_kinds *days, uint64_t word_time,
                                             uint64_t word_to);

// ---- For those who change together (occupancy_together.h) ----

// The hazards of leaving a state on one kind of day, summed over all slots before.
enum { OCCUPANCY_STRIDE = 12 };  // its square: the slots of a day
struct occupancy_sums {
    double strides[OCCUPANCY_STRIDE];    // slots[12], slots[24], ... slots[144], for the search
    double slots[OCCUPANCY_SLOTS + 1];
};
void occupancy_sums_fill(struct occupancy_sums *sums, const double hazards[OCCUPANCY_SLOTS]);
static inline double occupancy_over_slot(const struct occupancy_sums *sums, int slot) {
    return sums->slots[slot + 1] - sums->slots[slot];
}

// Those of both kinds of day.
struct occupancy_hazards {
    const struct occupancy_sums *day[OCCUPANCY_DAYS];
};
struct occupancy_hazards occupancy_chain_hazards(const struct occupancy_chain *chain, int state);
// Where to, given that the state is left at the end of the slot; 31 bits are fine enough for it.
int occupancy_chain_target(const struct occupancy_chain *chain, int day, int state, int slot, uint32_t half_word);

// The slot in which hazards reach an exponential draw.
struct occupancy_border {
    int64_t day;    // of the run
    int kind;       // enum occupancy_day
    int slot;       // the change falls at its end
    double beyond;  // what of the draw was left for this slot, in units of the whole hazard
};
// Of the hazards `part` counts, from slot `slots` of the run on. False: not before the end of the days.
bool occupancy_reach(struct occupancy_hazards hazards, struct occupancy_part part, double exponential,
                     int64_t slots, const struct day_kinds *days, struct occupancy_border *border);

// The slot of the run that goes on after the border at which something changed at `now`.
static inline int64_t occupancy_slots(time_ms now) { return (now + OCCUPANCY_SLOT / 2) / OCCUPANCY_SLOT; }
// A moment around the border, uniform by half a word.
static inline time_ms occupancy_moment(const struct occupancy_border *border, uint32_t half_word) {
    time_ms offset = random_below(half_word, (uint32_t)OCCUPANCY_SLOT) - OCCUPANCY_SLOT / 2;
    return (border->day * OCCUPANCY_SLOTS + border->slot + 1) * OCCUPANCY_SLOT + offset;
}

// Moves the shares of the states on through one slot.
void occupancy_chain_step(const struct occupancy_chain *chain, enum occupancy_day day, int slot,
                          double *share);

#endif
