// SPDX-License-Identifier: GPL-3.0-or-later
// Families go out, come home and go to bed together. Their members' chains (occupancy_chain.h) are tied by
// common shocks (occupancy_together_equation), so that each member's own chain stays exactly what it is alone: it stays with
// exp(-c h_i) exp(-(1 - c) h_i) = exp(-h_i), whatever c. Where to is drawn with the same uniform for all of them, which
// leaves each one's chances alone as well. c = 0: independent members.
//
// Two people of one kind are both away more often by the share c / (2 - c) of the way from independence to the most that is
// possible.
//
// The slots are not looked at one by one: for members of several kinds in one state, hazards max_i h_i are summed as a
// chain's are, and what is left of the draw in the slot where it is reached is E, given that E < c max_i h_i.
#ifndef MARU_MODELS_PEOPLE_OCCUPANCY_TOGETHER_H
#define MARU_MODELS_PEOPLE_OCCUPANCY_TOGETHER_H

#include "models/people/occupancy_chain.h"
#include "sim/engine/random.h"

extern const struct equation occupancy_together_equation;

enum { TOGETHER_TYPES_MOST = 5, TOGETHER_STATES_MOST = 3 };

struct together;

// Of people whose types have these chains; they are borrowed until together_free. Owned by the caller.
struct together *together_create(int types, int states, struct occupancy_chain *const *chains);
void together_free(struct together *together);

// A common change out of one state.
struct together_change {
    time_ms when;       // CLOCK_NEVER: not before the end of the days
    double beyond;      // the home's draw in that slot: those leave whose hazard is above it ...
    uint32_t where_to;  // ... to where this half of a word says
    uint32_t types;     // (bits) of people for which it was looked for
};
// The next out of `state`, after slot `slots` began, of people who are of some of the `types` (not 0), at that part of
// their hazards.
struct together_change together_next(const struct together *together, struct occupancy_part part, int state,
                                     unsigned types, int64_t slots, const struct day_kinds *days,
                                     struct random_block luck);
// Where it takes somebody of one of these types, or the same state.
int together_target(const struct together *together, int type, int state, const struct together_change *change,
                    const struct day_kinds *days);

#endif
