// SPDX-License-Identifier: GPL-3.0-or-later
// What the homes of each district come to now: of how many somebody knows something, what that did to them, what they have.
// Counted home by home, for who looks on once a day.
#ifndef MARU_SIM_COMMAND_DISTRICTS_H
#define MARU_SIM_COMMAND_DISTRICTS_H

#include "sim/command/groups.h"

// A home is counted once, whatever is known of it: `unasked` when something of it came over a data flow whose first transfer
// rested on no granted consent.
struct known_homes {
    uint32_t homes;    // of whom something is known
    uint32_t unasked;  // of these
};

// What a group knows of one class of data, whatever for.
struct known_cell {
    enum data_class data_class;
    uint16_t group;
    struct known_homes known;
    uint64_t transfers, unasked;  // items that have left the homes so far; of these, without a valid consent
};

struct districts {
    size_t count;
    uint32_t *homes;              // [districts]
    int64_t *won;                 // [districts]: received less paid since the start, sum of the homes
    uint32_t *hurt;               // [districts]: homes that are worse off by what was done with what is known (WELFARE_REALISED)
    struct known_homes *known;    // [districts]: by anybody, of any class
    struct known_homes *by_class[DATA_CLASSES];  // [districts]; NULL: no data flow is of the class
    struct known_cell *cells;
    size_t cell_count;
    uint16_t *cell_of_flow;       // [data flows]
    size_t *realised;             // sources of worth of that kind
    size_t realised_count;
    enum gate_known *of_flow, *of_cell;  // [data flows], [cells]: of the home that is counted
};

// The world's homes are installed. Freed with districts_free.
struct districts districts_of(const struct world *world, const struct groups *groups);
void districts_free(struct districts *districts);

// Counts as of the world's midnight.
void districts_tally(struct districts *districts, const struct world *world);

#endif
