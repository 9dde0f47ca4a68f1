// SPDX-License-Identifier: GPL-3.0-or-later
// A city that pays families for their records, and learns what these are good for. Without them it has a list of the worst
// districts that costs nothing (the largest firm's); by either list it cleans, and measures what that spared. What records
// spare more is worth to it what sparing as much more would cost by cleaning (record_learning_bid_equation), so that it needs no
// price for clean air. In some months it takes the other list than it would, or it would never find out.
#ifndef MARU_MODELS_AIR_RECORD_LEARNING_TECHNIQUE_H
#define MARU_MODELS_AIR_RECORD_LEARNING_TECHNIQUE_H

#include <stdbool.h>

#include "sim/engine/technique.h"

extern const struct equation record_learning_more_equation, record_learning_bid_equation;
extern const struct technique record_learning_technique;

// What it believes beforehand: the share that a list made of records spares more, and for how many months of each list this
// counts. weight > 0.
struct record_learning_prior {
    double more, weight;
};

// Zero: nothing was seen yet. [0]: the list that costs nothing, [1]: by records.
struct record_learning {
    double months[2], spared[2];
    double won;  // for cleaning, in all of these months
};

void record_learning_saw(struct record_learning *learning, bool by_records, double spared, double won);
// The share that records are believed to spare more; below 0: less.
double record_learning_more(const struct record_learning *learning, struct record_learning_prior prior);
// What a month's records are worth, won; INFINITY before any month was seen.
double record_learning_bid_won(const struct record_learning *learning, struct record_learning_prior prior);

#endif
