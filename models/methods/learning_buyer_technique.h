// SPDX-License-Identifier: GPL-3.0-or-later
// A buyer that learns what a thing it buys again and again brings: leads, profiles, reach. Beforehand it
// believes what it was told (a prior that counts as so many observations); each purchase then tells whether a
// customer came of it, each customer what it left, and each offer that was not bought whether that customer
// came all the same. It bids what one more purchase leaves, of customers it would not have had anyway, and
// buys at that price or below; of what seems too dear it buys for a sum each quarter, so that a mistake is
// found out.
//
// Without those trials it may be wrong for good: who bought nothing learns nothing (incomplete learning,
// Rothschild 1974). With them it loses at most their sum a quarter, once the purchases so far outweigh the
// prior.
#ifndef MARU_MODELS_METHODS_LEARNING_BUYER_TECHNIQUE_H
#define MARU_MODELS_METHODS_LEARNING_BUYER_TECHNIQUE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/engine/technique.h"

extern const struct equation learning_buyer_belief_equation, learning_buyer_bid_equation,
    learning_buyer_trials_equation;
extern const struct technique learning_buyer_technique;

// What it believes beforehand. weight > 0: purchases that this counts for.
struct learning_buyer_prior {
    double closes, anyway, margin_won, weight;
};

// What it has seen so far. Zero: nothing.
struct learning_buyer {
    double bought, closed;  // purchases whose outcome is known, and of these those that brought a customer
    double customers, margin_won;  // that left something, and what, together
    double left, came_anyway;      // offers not bought, and of these those that became customers all the same
    double tried_won;              // for what seemed too dear, in this quarter
    int64_t quarter;
};

void learning_buyer_bought(struct learning_buyer *buyer, bool closed);
void learning_buyer_earned(struct learning_buyer *buyer, double margin_won);
void learning_buyer_earned_of(struct learning_buyer *buyer, double customers, double margin_won);  // of so many, together
void learning_buyer_left(struct learning_buyer *buyer, bool came_anyway);

// What is believed now.
double learning_buyer_closes(const struct learning_buyer *buyer, const struct learning_buyer_prior *prior);
double learning_buyer_anyway(const struct learning_buyer *buyer, const struct learning_buyer_prior *prior);
double learning_buyer_margin_won(const struct learning_buyer *buyer,
                                 const struct learning_buyer_prior *prior);

// What a purchase is worth that costs `effort_won` beside its price; never below 0.
double learning_buyer_bid(const struct learning_buyer *buyer, const struct learning_buyer_prior *prior,
                          double effort_won);

// Whether there is still that much for trials in the quarter of that day of the run; then, that it was spent.
bool learning_buyer_can_try(const struct learning_buyer *buyer, int64_t day, double won, double most_won);
void learning_buyer_tried(struct learning_buyer *buyer, int64_t day, double won);

// The settings of whoever learns so: fields prior_purchases and, where it tries, trials_won_quarter (double) of its settings
// struct.
#define LEARNING_BUYER_PRIOR_ROW(type)                                                                                         \
    UNCERTAIN(type, prior_purchases, "1", 30, 1, 10000, "purchases that what the buyer was told beforehand counts for",        \
              "assumption: of 30 leads some two book by vendors' rates of shared ones")
#define LEARNING_BUYER_ROWS(type, trials, trials_source)                                                                       \
    LEARNING_BUYER_PRIOR_ROW(type),                                                                                            \
    SPENDING(type, trials_won_quarter, "won", trials, 0, 10000000, "spent by it in 91 days at most on what seems too dear, to find out", \
             trials_source)

#endif
