// SPDX-License-Identifier: GPL-3.0-or-later
// Whose luck a draw is: a home's, a party's, or a home's with a party. Each hangs on who they are and what it is about, on
// nothing else: not on a party's place in the scenario, not on the number of a data flow, not on who else is there.
#ifndef MARU_SIM_ENGINE_LUCK_H
#define MARU_SIM_ENGINE_LUCK_H

#include <stdbool.h>

#include "sim/engine/random.h"

struct world;
struct party;
struct party_kind;

// A sequence of draws that belongs to a home, with a meaning of its own ("families").
struct random_sequence luck_of_home(const struct world *world, uint32_t home, const char *meaning, uint64_t n);
// A home's luck with one party, in its n-th dealing of that meaning: with another party it is another.
struct random_sequence luck_with_party(const struct world *world, const struct party *party, uint32_t home,
                                      const char *meaning, uint64_t n);
// The same with one of the gate's data flows, by its class, its recipient's name and its purpose.
struct random_sequence luck_with_flow(const struct world *world, uint16_t flow, uint32_t home,
                                         const char *meaning, uint64_t n);
// A party's own.
struct random_sequence luck_of_party(const struct world *world, const struct party *party, const char *meaning,
                                  uint64_t n);
// Of the parties of a kind the one that a home meets in its n-th dealing of that meaning, each equally likely; NULL: there
// is none. Another party more takes homes from each of the others, and moves nobody from one of them to another.
// `may`: which of them may be chosen at all; NULL: any.
struct party *luck_choose_party(struct world *world, const struct party_kind *kind, uint32_t home,
                                const char *meaning, uint64_t n, bool (*may)(const struct party *party));

#endif
