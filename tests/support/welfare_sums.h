// SPDX-License-Identifier: GPL-3.0-or-later
// What a world comes to in the third ledger: families, firms and public bodies, in thousandths of a won.
#ifndef MARU_TESTS_SUPPORT_WELFARE_SUMS_H
#define MARU_TESTS_SUPPORT_WELFARE_SUMS_H

#include "sim/engine/world.h"

static inline int64_t welfare_sums_worth(const struct world *world) {
    int64_t sum = 0;
    for (size_t source = 0; source < welfare_source_count(world->welfare); source++)
        sum += welfare_total(world->welfare, source);
    return sum;
}

static inline int64_t welfare_sums_families(const struct world *world) {
    int64_t won = 0;
    for (uint32_t home = 0; home < world->home_count; home++)
        won += ledger_balance(world->ledger, ledger_household(world->ledger, home), WON);
    return won * WELFARE_WON + welfare_sums_worth(world);
}

static inline int64_t welfare_sums_parties(const struct world *world, enum party_side side) {
    int64_t won = 0;
    for (uint16_t party = 0; party < world->party_count; party++)
        if (world->parties[party].kind->side == side)
            won += ledger_balance(world->ledger, ledger_party(world->ledger, party), WON);
    return won * WELFARE_WON;
}

static inline int64_t welfare_sums_world(const struct world *world) {
    return welfare_sums_families(world) + welfare_sums_parties(world, SIDE_FIRMS) +
           welfare_sums_parties(world, SIDE_PUBLIC);
}

#endif
