// SPDX-License-Identifier: GPL-3.0-or-later
// What onlookers could guess of the homes of a run from what reached the parties that they overhear (party_overhears), held against the
// truth that the simulator knows.
#ifndef MARU_SIM_ENGINE_GUESSES_H
#define MARU_SIM_ENGINE_GUESSES_H

#include "sim/engine/technique.h"
#include "sim/engine/world.h"

// Of one onlooker, from the start up to now. A row of the run file's group `guesses`; NAN: there is none.
struct guessed {
    const struct technique *technique;
    const char *question;   // static: "is nobody at home?"
    const char *watched;    // names of parties; borrowed from the onlooker's settings
    double answers;         // guesses held against the truth
    double right, without;  // share of them that are right; of those that are made by nothing that was overheard
    double advantage, low, high, error;  // true less false positives; its 95 % interval and standard error
    double advantage_without;            // likewise
    double bound;           // that theory sets to the advantage
    double balanced, mcc;   // mean over the answers of the share guessed; Matthews' correlation
    double bits;            // that a guess tells of the truth, a home and day
};

// Replaces what was said of the party's guesses before.
void guesses_put(struct world *world, const struct party *party, struct guessed guessed);

struct guesses_row {
    uint16_t party;
    struct guessed guessed;
};
size_t guesses_count(const struct world *world);
const struct guesses_row *guesses_at(const struct world *world, size_t row);
void guesses_free(struct world *world);  // frees them

#endif
