// SPDX-License-Identifier: GPL-3.0-or-later
// What else a family would take, by which items are taken by the same families: each item speaks for those that are most often
// taken with it, beside how often they are taken at all (neighbours_likeness_equation, neighbours_score_equation).
#ifndef MARU_MODELS_METHODS_NEIGHBOURS_TECHNIQUE_H
#define MARU_MODELS_METHODS_NEIGHBOURS_TECHNIQUE_H

#include "models/methods/baskets.h"
#include "sim/engine/technique.h"

extern const struct equation neighbours_likeness_equation, neighbours_score_equation;
extern const struct technique neighbours_technique;

// nearest: how many items each speaks for; more than there are: all. own and other 0.5: the cosine of two items' columns; own 1
// and other 0: how often who takes the one takes the other. The larger `other`, the less the popular are favoured.
struct neighbours_terms {
    size_t nearest;
    double own, other;
};
#define NEIGHBOURS_COSINE 0.5, 0.5
#define NEIGHBOURS_CONDITIONAL 1, 0

struct neighbours {
    size_t items;
    double *likeness;  // [items x items]: of row i, those of the items it speaks for, else 0
    double flops;      // of learning it
};
// neighbours_free() frees what it holds.
struct neighbours neighbours_learn(const struct baskets *baskets, struct neighbours_terms terms);
void neighbours_free(struct neighbours *neighbours);
// How much what is in the row speaks for each item: score[items]. Of an empty row, nothing for any.
void neighbours_score(const struct neighbours *neighbours, const struct basket_entry *row, size_t count, double *score);

#endif
