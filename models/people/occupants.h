// SPDX-License-Identifier: GPL-3.0-or-later
// The people of one home from change to change: each by itself, and those in one state together
// (occupancy_together.h). What a member does by itself is drawn from a stream of its own, what they do together from
// one of the home's by the slot of the day: nobody's draws move another's.
#ifndef MARU_MODELS_PEOPLE_OCCUPANTS_H
#define MARU_MODELS_PEOPLE_OCCUPANTS_H

#include "models/people/occupancy.h"

enum { OCCUPANTS_MOST = OCCUPANCY_SIZES };

// Of which home. Streams of chance: `luck` with the substreams OCCUPANTS_LUCK ... OCCUPANTS_LUCK_LAST.
enum {
    OCCUPANTS_LUCK = 3,
    OCCUPANTS_LUCK_TOGETHER = OCCUPANTS_LUCK + OCCUPANTS_MOST,
    OCCUPANTS_LUCK_LAST = OCCUPANTS_LUCK_TOGETHER + OCCUPANCY_TIED_STATES - 1
};
struct occupants_home {
    const struct occupancy_tables *tables;  // borrowed, as the days
    const struct day_kinds *days;
    struct random_key key;
    struct random_entity entity;  // the home
    uint32_t stream;
    unsigned members;  // 1 ... OCCUPANTS_MOST
};

struct occupants {
    time_ms due[OCCUPANTS_MOST];                  // of each member's next change by itself
    struct together_change common[OCCUPANCY_TIED_STATES];  // the next out of each state
    uint32_t draws[OCCUPANTS_MOST];
    // enum person_type and enum person_state; `next`: after the change by itself.
    uint8_t type[OCCUPANTS_MOST], state[OCCUPANTS_MOST], next[OCCUPANTS_MOST];
    uint8_t just_come[OCCUPANCY_TIED_STATES];  // members (bits) who came at the very border of the common change: not of it
};

// Types and states are filled in: their lives go on from here.
void occupants_begin(struct occupants *occupants, const struct occupants_home *home, time_ms now);
// All that is due at `now`; true when anybody's state changed.
bool occupants_live(struct occupants *occupants, const struct occupants_home *home, time_ms now);
// The next change, CLOCK_NEVER: none.
time_ms occupants_due(const struct occupants *occupants, unsigned members);
// All leave for a journey, and nothing is due until they begin anew.
void occupants_depart(struct occupants *occupants, unsigned members);
static inline unsigned occupants_count(const struct occupants *occupants, unsigned members, enum person_state state) {
    unsigned count = 0;
    for (unsigned i = 0; i < members; i++) count += occupants->state[i] == state;
    return count;
}

#endif
