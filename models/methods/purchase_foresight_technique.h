// SPDX-License-Identifier: GPL-3.0-or-later
// What a seller believes of when a family buys next, from when it bought so far: whether it still is a customer, which nobody
// tells, how often it buys, and so the chance that it buys within some days (purchase_foresight_equation). A hidden Markov
// model with two states, customer and gone, and with a rate and a chance to go of each family's own, filtered exactly: rates
// and chances are integrated out in closed form. How families differ is fitted to all histories (purchase_foresight_fit_equation).
#ifndef MARU_MODELS_METHODS_PURCHASE_FORESIGHT_TECHNIQUE_H
#define MARU_MODELS_METHODS_PURCHASE_FORESIGHT_TECHNIQUE_H

#include <stdbool.h>
#include <stddef.h>

#include "models/methods/customer_base_law.h"
#include "sim/engine/technique.h"

extern const struct equation purchase_foresight_equation, purchase_foresight_fit_equation, purchase_foresight_scores_equation;
extern const struct technique purchase_foresight_technique;

// One family's purchases that are known of. Days, of any one clock.
struct purchase_history {
    double count, first, last;
    double log_gaps;  // sum of ln of the days between two
};
// A further one; none may lie before the last. Two in less than an hour count as an hour apart.
void purchase_foresight_saw(struct purchase_history *history, double when);

// How families differ. Zero: nobody knows.
struct purchase_law {
    struct customer_base base;  // rates a day
    int gap_shape;              // of the gamma of one family's gaps
};
enum { PURCHASE_GAP_SHAPES = 4, PURCHASE_HISTORIES_LEAST = 20, PURCHASE_HISTORIES_MOST = 200 };

// The chance that a family with at least one purchase still is a customer, and that it buys within so many further days.
double purchase_foresight_stays(const struct purchase_law *law, const struct purchase_history *history, double now);
double purchase_foresight_chance(const struct purchase_law *law, const struct purchase_history *history, double now,
                                 double further);
// ln of how likely the history is up to now, from its first purchase on.
double purchase_foresight_log_likelihood(const struct purchase_law *law, const struct purchase_history *history, double now);

// A law that makes the histories likely: of at most PURCHASE_HISTORIES_MOST of them, evenly taken; sought from *law on, if that is one.
// False: too few to tell, and *law stays. *flops grows.
bool purchase_foresight_fit(const struct purchase_history *histories, size_t count, double now, struct purchase_law *law,
                            double *flops);

#endif
