// SPDX-License-Identifier: GPL-3.0-or-later
// A price, fee or reward that is left to a chooser: what is set stands in the middle of a ladder of five, each offer is a round
// at one step of it, and what the round earns is what the chooser learns of (price_ladder_equation). What trying costs is told
// as it is believed at the time (price_ladder_explored_equation); in truth it is told by two runs with the same luck.
#ifndef MARU_MODELS_METHODS_PRICE_LADDER_H
#define MARU_MODELS_METHODS_PRICE_LADDER_H

#include "models/methods/chooser.h"
#include "sim/engine/world.h"

extern const struct equation price_ladder_equation, price_ladder_explored_equation;

enum { PRICE_LADDER_STEPS = 5, PRICE_LADDER_MIDDLE = 2 };

// Zero: nothing offered yet.
struct price_ladder {
    uint64_t rounds;  // begun
    double tried[PRICE_LADDER_STEPS], won[PRICE_LADDER_STEPS];  // rounds that came to their end, and what they earned
    double least_won, most_won;                                 // of a round so far
    double told[PRICE_LADDER_STEPS];                            // of `tried`, as of the last version
    double explored_won, told_won;                              // cost of trying so far; as of the last version
    int64_t versions;
};

// Who chooses, and by what.
struct price_ladder_chooser {
    const struct technique *technique;  // one of the choosers
    double explores;                    // as in struct chooser_arms
};

// The step as a multiple of what is set: 1/2 to 2, each a factor sqrt(2).
double price_ladder_multiple(size_t step);
// The step of the next round. luck: the party's own, for this ladder.
size_t price_ladder_next(struct price_ladder *ladder, const struct price_ladder_chooser *chooser, struct random_sequence luck);
// What a round at that step earned, all told. Returns what trying that step cost, as it is believed now: won, >= 0.
double price_ladder_earned(struct price_ladder *ladder, size_t step, double won);
// Of a round at that step, so far; 0 where there was none.
double price_ladder_mean_won(const struct price_ladder *ladder, size_t step);
// The step of the highest mean so far.
size_t price_ladder_best(const struct price_ladder *ladder);
// In parties_decide: a row of what has been learnt, if there was a round since the last. subject: static.
void price_ladder_tell(struct world *world, const struct party *party, struct price_ladder *ladder,
                       const struct technique *technique, const char *subject);

#endif
