// SPDX-License-Identifier: GPL-3.0-or-later
// What else a family would take, by factors: each row and each item is a short vector, and a row takes what its vector points at.
// What was taken often counts with more confidence, what was not taken counts, too, with little (factorisation_cost_equation).
// Rows and items are solved for in turn, each exactly (factorisation_sweep_equation), so that no sweep makes the cost larger.
#ifndef MARU_MODELS_METHODS_FACTORISATION_TECHNIQUE_H
#define MARU_MODELS_METHODS_FACTORISATION_TECHNIQUE_H

#include "models/methods/baskets.h"
#include "sim/engine/random.h"
#include "sim/engine/technique.h"

extern const struct equation factorisation_cost_equation, factorisation_sweep_equation;
extern const struct technique factorisation_technique;

enum { FACTORISATION_FACTORS_MOST = 64 };

struct factorisation_terms {
    size_t factors;
    double confidence;  // alpha: by how much more each count is believed, at least 0
    double shrink;      // lambda, above 0
    unsigned sweeps;
};
struct factorisation {
    struct factorisation_terms terms;
    size_t rows, items;
    double *row, *item;  // [rows x factors], [items x factors]
    double flops;        // of the sweeps so far
};

// Small random vectors, from which sweeps begin. factorisation_free() frees what it holds.
struct factorisation factorisation_begin(const struct baskets *baskets, struct factorisation_terms terms, struct random_sequence luck);
void factorisation_free(struct factorisation *f);
// All rows, then all items. turned: baskets_turned() of the same baskets.
void factorisation_sweep(struct factorisation *f, const struct baskets *baskets, const struct baskets *turned);
double factorisation_cost(const struct factorisation *f, const struct baskets *baskets);
// All of it, terms.sweeps times.
struct factorisation factorisation_learn(const struct baskets *baskets, struct factorisation_terms terms, struct random_sequence luck);

// The vector of a row that it was not taught, from the items' vectors as they are: vector[factors]. Of an empty row 0.
void factorisation_fold_in(const struct factorisation *f, const struct basket_entry *row, size_t count, double *vector);
// score[items] of a row's vector: about 1 for what it takes, 0 for what it does not.
void factorisation_score(const struct factorisation *f, const double *vector, double *score);

#endif
