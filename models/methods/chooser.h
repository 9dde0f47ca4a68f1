// SPDX-License-Identifier: GPL-3.0-or-later
// A choice that is made again and again among the same few things, arms, of which only the one that is taken tells what it brings
// (a bandit). A chooser says which to take next; what it goes by is what each has brought so far.
//   chooser_fixed     always the same      chooser_greedy     the best so far, but for a share of the rounds
//   chooser_ucb       the best that it may yet be             chooser_thompson   by lot, as likely as it is the best
// One more is one new file, chooser_NAME_technique.c; whoever lets people choose among them takes them from choosers.h.
#ifndef MARU_MODELS_METHODS_CHOOSER_H
#define MARU_MODELS_METHODS_CHOOSER_H

#include "sim/engine/random.h"
#include "sim/engine/technique.h"

enum { CHOOSER_ARMS_MOST = 16 };

// Zero but for the first three: nothing tried yet.
struct chooser_arms {
    size_t count;     // 1 to CHOOSER_ARMS_MOST
    size_t usual;     // below count: the one that a chooser which learns nothing takes
    double explores;  // share of rounds, of a chooser that goes by one
    double tried[CHOOSER_ARMS_MOST], brought[CHOOSER_ARMS_MOST];  // rounds, and the sum of their rewards, each 0 to 1
};

struct chooser {
    // The arm to take next. Draws as it likes from the round's own luck, of which nobody else draws.
    size_t (*choose)(const struct chooser_arms *arms, struct random_sequence luck);
};

// The luck of a round, from 0, within a sequence that a chooser has for itself.
struct random_sequence chooser_luck(struct random_sequence luck, uint64_t round);
// What an arm brought in a round: reward 0 to 1, else the nearer of them.
void chooser_saw(struct chooser_arms *arms, size_t arm, double reward);
// Of a round; 0 for one never tried.
double chooser_mean(const struct chooser_arms *arms, size_t arm);
// The one of the highest mean; of those alike the first; the usual one where none was tried.
size_t chooser_best(const struct chooser_arms *arms);
// The first, from the usual one on, that was never tried; count: none.
size_t chooser_untried(const struct chooser_arms *arms);
double chooser_rounds(const struct chooser_arms *arms);

#endif
