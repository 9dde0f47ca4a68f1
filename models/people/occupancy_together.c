// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/occupancy_together.h"

#include <stdlib.h>

#include "sim/engine/status.h"

const struct equation occupancy_together_equation = {
    "what members of a home do together",
    "i leaves its state if E < c h_i, with all others of its home in that state for whom this holds, or by "
    "itself with the hazard (1 - c) h_i; of two alike both are away for a^2 + k a (1 - a), k = c / (2 - c)",
    "h_i hazard of i over a slot; c = together, of those away and those up, 0 for who lives alone; E "
    "exponential with mean 1, one for home, state and slot; a share of the time each is away",
    "common shocks (Marshall & Olkin 1967, JASA 62:30-44; not read in the original)"};

enum { SETS = 1 << TOGETHER_TYPES_MOST };

struct together {
    struct occupancy_chain *const *chains;
    // Of each set of types (bit i: type i), the hazards of the one that is first to leave, summed.
    struct occupancy_sums hazards[SETS][TOGETHER_STATES_MOST][OCCUPANCY_DAYS];
};

// With the lowest type taken out, what remains is a set that was filled before.
static void fill_set(struct together *together, unsigned set, int state, int day) {
    int lowest = __builtin_ctz(set);
    const struct occupancy_sums *one = occupancy_chain_hazards(together->chains[lowest], state).day[day];
    const struct occupancy_sums *others = &together->hazards[set & (set - 1)][state][day];
    double highest[OCCUPANCY_SLOTS];
    for (int slot = 0; slot < OCCUPANCY_SLOTS; slot++) {
        double first = occupancy_over_slot(one, slot), second = occupancy_over_slot(others, slot);
        highest[slot] = first > second ? first : second;
    }
    occupancy_sums_fill(&together->hazards[set][state][day], highest);
}

struct together *together_create(int types, int states, struct occupancy_chain *const *chains) {
    PROMISE(types <= TOGETHER_TYPES_MOST && states <= TOGETHER_STATES_MOST, "there is room for all sets");
    struct together *together = status_allocate(1, sizeof *together);
    together->chains = chains;
    for (unsigned set = 1; set < 1U << types; set++)
        for (int state = 0; state < states; state++)
            for (int day = 0; day < OCCUPANCY_DAYS; day++) fill_set(together, set, state, day);
    return together;
}

void together_free(struct together *together) {
    free(together);
}

struct together_change together_next(const struct together *together, struct occupancy_part part, int state,
                                     unsigned types, int64_t slots, const struct day_kinds *days,
                                     struct random_block luck) {
    const struct occupancy_sums *hazards = together->hazards[types][state];
    struct occupancy_hazards first = {{&hazards[OCCUPANCY_WEEKDAY], &hazards[OCCUPANCY_WEEKEND]}};
    struct occupancy_border border;
    if (!occupancy_reach(first, part, random_exponential(luck.word[0]), slots, days, &border))
        return (struct together_change){.when = CLOCK_NEVER};
    return (struct together_change){occupancy_moment(&border, (uint32_t)luck.word[1]), border.beyond,
                                    (uint32_t)(luck.word[1] >> 32), types};
}

int together_target(const struct together *together, int type, int state,
                    const struct together_change *change, const struct day_kinds *days) {
    const struct occupancy_chain *chain = together->chains[type];
    int64_t slots = occupancy_slots(change->when) - 1;
    int kind = (int)occupancy_day_of(days, slots / OCCUPANCY_SLOTS), slot = (int)(slots % OCCUPANCY_SLOTS);
    const struct occupancy_sums *sums = occupancy_chain_hazards(chain, state).day[kind];
    if (change->beyond >= occupancy_over_slot(sums, slot)) return state;
    return occupancy_chain_target(chain, kind, state, slot, change->where_to);
}
